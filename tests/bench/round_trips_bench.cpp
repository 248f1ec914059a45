// round_trips_bench: how often a promotion waits for its databases, and what that costs when they are a network away.
#include "delaying_proxy.hpp"
#include "figures.hpp"
#include "floor.hpp"
#include "load.hpp"
#include "options.hpp"
#include "report.hpp"
#include "site.hpp"
#include "storage.hpp"
#include "workload.hpp"

#include <fmt/format.h>

#include <functional>

namespace {

using namespace neo::bench;
using neo::e2e::TestDataflow;

struct Settings {
    Options options;
    std::size_t promotions = 200;  // in each run
    std::vector<double> round_trips_milliseconds{0, 1, 2};
};

// The same databases, by way of the proxy.
neo::test::Databases behind(const DelayingProxy& proxy, const Storage& storage, neo::test::Databases databases) {
    const std::string direct = fmt::format("port={} ", storage.server()->port());
    for (auto* config : {&databases.plugin, &databases.host}) {
        const auto at = config->connection.find(direct);
        config->connection.replace(at, direct.size(), fmt::format("port={} ", proxy.port()));
    }
    return databases;
}

void run(const Settings& settings, const std::string& backend, Table& table) {
    Storage storage(backend);
    DelayingProxy proxy(storage.server()->port());
    const auto dataflows = synthetic_dataflows(settings.promotions, 10'000);
    const std::size_t targets = settings.round_trips_milliseconds.size() + 1;
    const std::string platform = platform_of(dataflows, targets);
    const auto open = [&](const Build& build) {
        auto site = std::make_unique<Site>(build, storage.create(4), platform);
        site->use(behind(proxy, storage, site->databases()));
        site->start();
        register_and_map(site->port(), targets);
        return site;
    };
    const auto builds = builds_under_test(settings.options.against);
    std::vector<std::unique_ptr<Site>> sites;
    for (const Build& build : builds)
        sites.push_back(open(build));
    const auto of_floor = open(builds.back());
    of_floor->stop();
    Floor floor(of_floor->databases());

    using Promote = std::function<Load(const std::vector<TestDataflow>& some, std::size_t target)>;
    std::vector<std::pair<std::string, Promote>> all;
    for (const auto& site : sites) {
        all.emplace_back(site->build().name, [&site](const auto& some, std::size_t target) {
            return run_load(site->port(), promotion_requests(some, target, 1), 201);
        });
    }
    all.emplace_back("floor", [&](const auto& some, std::size_t target) { return floor.promote(some, target, 1); });

    const std::size_t warm = std::min<std::size_t>(settings.promotions, 20);
    for (const auto& [name, promote] : all)
        promote({dataflows.begin(), dataflows.begin() + static_cast<std::ptrdiff_t>(warm)}, targets - 1);
    for (std::size_t at = 0; at < settings.round_trips_milliseconds.size(); ++at) {
        const double added = settings.round_trips_milliseconds[at];
        proxy.set_round_trip(std::chrono::microseconds(static_cast<std::int64_t>(1000 * added)));
        for (const auto& [name, promote] : all) {
            const auto before = proxy.round_trips();
            const Load load = promote(dataflows, at);
            const auto turns = static_cast<double>(proxy.round_trips() - before);
            table.add({backend, fmt::format("{:g}", added), name},
                      {turns / static_cast<double>(dataflows.size()), median(load.milliseconds),
                       quantile(load.milliseconds, 0.95)});
        }
    }
    for (const auto& site : sites)
        site->stop();
}

void run(const Settings& settings) {
    Table table(fmt::format("Round trips, {} promotions of 10 KB by one client in each run", settings.promotions),
                {"backend", "ms added to a round trip", "what"},
                {{"round trips each", 1}, {"median ms", 2}, {"p95 ms", 2}});
    for (const std::string& backend : settings.options.backends)
        if (backend != "sqlite") run(settings, backend, table);
    report({&table}, settings.options.json_file);
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program("Counts the round trips of a promotion", "round-trips");
    Settings settings;
    program.add_option("--promotions", settings.promotions, "in each run");
    program.add_option("--added", settings.round_trips_milliseconds, "milliseconds to a round trip, each in its turn")
        ->delimiter(',');
    return run_benchmark(program, settings.options, argument_count, arguments, [&] { run(settings); });
}
