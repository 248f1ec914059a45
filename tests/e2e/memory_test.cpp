// What a promotion costs in memory: a large content is one buffer from the host's database to the host's database.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <fstream>

namespace neo::e2e {
namespace {

class Memory : public PromotionTest {
protected:
    // A line of /proc/PID/status, as in "VmRSS".
    double kibibytes(const std::string& what) const {
        std::ifstream status("/proc/" + std::to_string(host->process_id()) + "/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with(what + ":")) return std::stod(line.substr(what.size() + 1));
        ADD_FAILURE() << "no " << what;
        return 0;
    }
    // From here on VmHWM is the peak since.
    void forget_peak() const {
        std::ofstream("/proc/" + std::to_string(host->process_id()) + "/clear_refs") << 5 << std::flush;
    }

    static std::string blocks_of(std::size_t bytes) {
        constexpr std::size_t size = 65'536;
        std::string blocks = "[";
        for (std::size_t at = 0; at < bytes; at += size)
            blocks += fmt::format(R"({}{{"id":"b{}","type":"script","name":"Map","config":{{"code":"{}"}}}})",
                                  at == 0 ? "" : ",", at, std::string(size - 70, 'x'));
        return blocks + "]";
    }

    // How much the host grows while it promotes, in times of the document's size.
    double growth() {
        const std::string blocks = blocks_of(std::size_t{7} * 1024 * 1024);
        TestVersion large{.url = "/large", .blocks = blocks};
        add_dataflow({.organization = "acme-dev", .id = "large", .versions = {large}});
        start_company();
        host->forget_platform_file();
        host->stop();
        host->start();
        promoted({}, "acme-uat");
        promoted({}, "acme-uat2");
        forget_peak();
        const double before = kibibytes("VmRSS");
        promoted({.dataflow = "large"}, "acme-uat");
        return (kibibytes("VmHWM") - before) * 1024 / static_cast<double>(blocks.size());
    }
};

TEST_P(Memory, C5_APromotionGrowsTheHostByAFewTimesTheDocument) {
    const double times = growth();
    RecordProperty("times", fmt::format("{:.2f}", times));
    // MySQL's client library has the statement as text, escaped; PostgreSQL's has the parameters again.
    const double most = GetParam() == "sqlite" ? 3 : GetParam() == "postgresql" ? 6 : 8;
    EXPECT_LE(times, most);
    EXPECT_GE(times, 1) << "nothing was measured";
}

NEO_ON_EVERY_BACKEND(Memory);

}  // namespace
}  // namespace neo::e2e
