// The SDK's conformance plugin, loaded by the reference host as any plugin: it finds every promise of a host kept.
#include "host_store.hpp"

#include <host-sdk/reference-host/front/plugins.hpp>

#include <boost/json/parse.hpp>

#include <fstream>
#include <iterator>
#include <tests/support/process.hpp>

namespace {

using namespace neo;
using namespace neo::test;

class Conformance : public ::testing::TestWithParam<std::string> {
protected:
    Conformance() : host(GetParam()) { host.import(small_platform); }
    HostStore host;
};
INSTANTIATE_TEST_SUITE_P(Backends, Conformance, every_backend(), backend_name);

TEST_P(Conformance, TheReferenceHostKeepsEveryPromise) {
    neo::host::Config config;
    config.directory = new_folder("conformance", {});
    config.plugins.push_back({NEO_CHECK_HOST, R"({
        "actor": "ana", "stranger": "olga",
        "source": {"organization": "dev", "dataflow": "welcome", "version": 1},
        "target": {"organization": "uat", "application": "crm"}, "report": "report.json"})"});
    {
        neo::host::Plugins plugins(host.pool(), config);
        const auto started = plugins.start();
        EXPECT_TRUE(started) << started.error().message;
    }
    std::ifstream file(config.directory / "report.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_GE(boost::json::parse(text).as_array().size(), 25u);
    std::filesystem::remove_all(config.directory);
}

}  // namespace
