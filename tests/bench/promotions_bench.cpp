// promotions_bench [COUNT] [ROUNDS] [FILE]
//
// Promotes documents of the corpus one after another over one keep-alive connection, on SQLite with durable settings,
// and measures; then runs the very same SQL again by the bare client library, as the floor.
#include "sql_replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <support/client.hpp>
#include <support/corpus.hpp>
#include <support/host.hpp>
#include <support/platform.hpp>
#include <support/promotion.hpp>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace neo::e2e;
using Clock = std::chrono::steady_clock;

constexpr auto source = "acme-dev";
constexpr auto target = "acme-uat";

double milliseconds(Clock::duration duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

double at_quantile(std::vector<double> sorted, double quantile) {
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(quantile * static_cast<double>(sorted.size())))];
}

// `count` approved dataflows made of the corpus' documents; each has a trigger of its own.
Platform platform_of(std::size_t count) {
    const auto documents = as_dataflows(read_corpus());
    Platform platform;
    platform.organizations = {{source}, {target}};
    platform.users = {{"ana", {{source}, {target}}}};
    for (std::size_t at = 0; at < count; ++at) {
        TestDataflow dataflow = documents[at % documents.size()];
        dataflow.organization = source;
        dataflow.id = fmt::format("flow-{}", at);
        dataflow.versions.front().url += fmt::format("/{}", at);
        platform.dataflows.push_back(std::move(dataflow));
    }
    return platform;
}

void expect(const Answer& answer, int status) {
    if (answer.status != status) throw std::runtime_error(fmt::format("status {}: {}", answer.status, answer.body));
}

void register_and_map(const Host& host) {
    Client ana(host.port(), token_of("ana"));
    const std::string api = "/extensions/neo/api/v1/organizations/";
    expect(ana.call("PUT", api + source + "/registration", R"({"type": "dev"})"), 201);
    expect(ana.call("PUT", api + target + "/registration", R"({"type": "uat"})"), 201);
    expect(ana.call("POST", api + source + "/mappings", R"({"target": "acme-uat", "relation": "default"})"), 201);
}

// Milliseconds of each promotion, in their order.
std::vector<double> promote_all(const Host& host, std::size_t count) {
    Client ana(host.port(), token_of("ana"));
    expect(ana.call("GET", "/extensions/neo/api/v1/me"), 200);
    std::vector<std::string> bodies;
    for (std::size_t at = 0; at < count; ++at)
        bodies.push_back(promotion_of({source, fmt::format("flow-{}", at), 1}, target));
    std::vector<double> took;
    for (const auto& body : bodies) {
        const auto start = Clock::now();
        const Answer answer = ana.call("POST", "/extensions/neo/api/v1/promotions", body);
        took.push_back(milliseconds(Clock::now() - start));
        expect(answer, 201);
    }
    return took;
}

// The host's databases as they are between runs.
class Databases {
public:
    explicit Databases(const Host& host) : live_(host.folder() / "var"), kept_(host.folder() / "kept") {
        std::filesystem::copy(live_, kept_, std::filesystem::copy_options::recursive);
    }
    void restore() const {
        std::filesystem::remove_all(live_);
        std::filesystem::copy(kept_, live_, std::filesystem::copy_options::recursive);
    }

private:
    std::filesystem::path live_;
    std::filesystem::path kept_;
};

double idle_mebibytes(const Host& host) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    std::ifstream status(fmt::format("/proc/{}/status", host.process_id()));
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    throw std::runtime_error("no VmRSS of neo-host");
}

double median_start_milliseconds(Host& host) {
    std::vector<double> took;
    for (int round = 0; round < 5; ++round) {
        const auto start = Clock::now();
        host.start();
        took.push_back(milliseconds(Clock::now() - start));
        host.stop();
    }
    std::ranges::sort(took);
    return took[took.size() / 2];
}

struct Recording {
    std::vector<neo::bench::SqlRecord> records;
    std::int64_t from_nanoseconds = 0;  // of the first promotion
    std::map<std::string, std::filesystem::path> databases;
};

// The SQL of `count` promotions.
Recording record(Host& host, const Databases& databases, std::size_t count) {
    const auto file = host.folder() / "record.bin";
    databases.restore();
    host.start({{"LD_PRELOAD", NEO_SQL_RECORDER}, {"NEO_RECORD_SQL", file.string()}});
    Recording recording;
    recording.from_nanoseconds = Clock::now().time_since_epoch().count();
    promote_all(host, count);
    const std::int64_t to = Clock::now().time_since_epoch().count();
    host.stop();
    recording.records = neo::bench::read_records(file);
    std::erase_if(recording.records, [to](const auto& entry) { return entry.at_nanoseconds > to; });
    for (const auto& entry : recording.records)
        recording.databases[entry.database] = entry.database;
    return recording;
}

double cpu_milliseconds(const Host& host) {
    const std::string stat = read_file(fmt::format("/proc/{}/stat", host.process_id()));
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) * 1000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// What one round of promotions came to.
struct Round {
    double total = 0;  // all in milliseconds
    double median = 0;
    double p95 = 0;
    double p99 = 0;
    double slowest = 0;
    double cpu = 0;
    double floor = 0;
};

Round measure(Host& host, const Databases& databases, std::size_t count) {
    databases.restore();
    host.start();
    const double cpu_before = cpu_milliseconds(host);
    std::vector<double> took = promote_all(host, count);
    Round round;
    round.cpu = cpu_milliseconds(host) - cpu_before;
    host.stop();
    round.total = std::accumulate(took.begin(), took.end(), 0.0);
    std::ranges::sort(took);
    round.median = at_quantile(took, 0.5);
    round.p95 = at_quantile(took, 0.95);
    round.p99 = at_quantile(took, 0.99);
    round.slowest = took.back();
    return round;
}

void run(std::size_t count, std::size_t round_count, const std::string& json_path) {
    Host host("sqlite", platform_of(count).json());
    host.start();
    register_and_map(host);
    host.stop();
    host.forget_platform_file();
    const Databases databases(host);

    const double ready = median_start_milliseconds(host);
    host.start();
    const double idle = idle_mebibytes(host);
    host.stop();

    // The two take turns, so that what else the machine does falls on both.
    const Recording recording = record(host, databases, count);
    neo::bench::ReplayResult floor;
    std::vector<Round> rounds;
    for (std::size_t at = 0; at < round_count; ++at) {
        rounds.push_back(measure(host, databases, count));
        databases.restore();
        floor = neo::bench::replay(recording.records, recording.from_nanoseconds, recording.databases);
        rounds.back().floor = milliseconds(floor.took);
    }
    std::ranges::sort(rounds, {}, &Round::total);
    const Round& one = rounds[rounds.size() / 2];
    const auto per_promotion = static_cast<double>(count);

    const auto line = [](std::string_view what, double value, std::string_view unit) {
        fmt::print("{:<46} {:>10.3f} {}\n", what, value, unit);
    };
    fmt::print("{} promotions one after another, the median of {} rounds\n", count, round_count);
    line("total", one.total / 1000, "s");
    line("one: median", one.median, "ms");
    line("one: 95 of 100 within", one.p95, "ms");
    line("one: 99 of 100 within", one.p99, "ms");
    line("one: slowest", one.slowest, "ms");
    line("one: processor time of neo-host", one.cpu / per_promotion, "ms");
    line("floor: the same SQL by SQLite's client alone", one.floor / 1000, "s");
    line("floor: statements of one", static_cast<double>(floor.statements) / per_promotion, "");
    line("floor: commits of one", static_cast<double>(floor.commits) / per_promotion, "");
    line("ratio to the floor", one.total / one.floor, "");
    line("neo-host: start to ready, median of 5", ready, "ms");
    line("neo-host: resident memory when idle", idle, "MiB");
    write_file(json_path, fmt::format(R"({{"promotions": {}, "rounds": {}, "total_seconds": {:.4f},
 "median_milliseconds": {:.4f}, "p95_milliseconds": {:.4f}, "p99_milliseconds": {:.4f}, "slowest_milliseconds": {:.4f},
 "processor_milliseconds": {:.4f}, "floor_seconds": {:.4f}, "floor_statements": {}, "floor_commits": {},
 "ratio_to_floor": {:.3f}, "start_to_ready_milliseconds": {:.2f}, "idle_resident_mebibytes": {:.2f}}}
)",
                                      count, round_count, one.total / 1000, one.median, one.p95, one.p99, one.slowest,
                                      one.cpu / per_promotion, one.floor / 1000, floor.statements, floor.commits,
                                      one.total / one.floor, ready, idle));
}

}  // namespace

int main(int argument_count, char** arguments) {
    try {
        const auto number = [&](int at, std::size_t otherwise) {
            return at < argument_count ? std::stoul(arguments[at]) : otherwise;
        };
        run(number(1, 1000), number(2, 3), argument_count > 3 ? arguments[3] : "bench.json");
    } catch (const std::exception& error) {
        fmt::print(stderr, "promotions_bench: {}\n", error.what());
        return EXIT_FAILURE;
    }
}
