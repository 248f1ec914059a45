// history_bench: what a page of the history costs as the history grows, beside a read of 50 rows by primary key.
#include "figures.hpp"
#include "floor.hpp"
#include "history_questions.hpp"
#include "load.hpp"
#include "options.hpp"
#include "report.hpp"
#include "site.hpp"
#include "storage.hpp"

#include <plugin/base/time.hpp>

#include <fmt/format.h>

#include <map>
#include <tests/support/filled_history.hpp>

namespace {

using namespace neo::bench;

struct Settings {
    Options options;
    std::vector<std::int64_t> sizes{10'000, 100'000, 1'000'000};
    std::int64_t organizations = 10'000;
    std::int64_t mappings = 100'000;
    int rounds = 7;
    double patience_seconds = 3;  // for one question in all rounds, which is asked twice at least
};

constexpr std::string_view page_by_primary_key =
    "SELECT id, promotion_key, status, source_organization, source_dataflow, source_version, target_organization, "
    "target_application, target_dataflow, approved_version, draft_version, routed, trigger_url, trigger_method, actor, "
    "requested_at, finished_at, failures, dataflow_name FROM promotions WHERE id < ? ORDER BY id DESC LIMIT 50";

// Milliseconds by question, of one build or of the floor.
using Medians = std::map<std::string, double>;

struct Grown {
    std::vector<std::string> questions;       // in their order
    std::map<std::string, Medians> of_build;  // by its name
    double floor = 0;
    std::map<std::string, double> ready_milliseconds;
    std::map<std::string, double> idle_mebibytes;
};

std::string time_at(std::int64_t promotions, double share) {
    const auto back = static_cast<std::int64_t>(static_cast<double>(promotions) * (1 - share));
    return neo::rfc3339(neo::from_microseconds(neo::test::newest_promotion - back * neo::test::between_promotions));
}

double median_start_milliseconds(Site& site) {
    std::vector<double> took;
    for (int round = 0; round < 5; ++round) {
        const Stopwatch watch;
        site.start();
        took.push_back(watch.milliseconds());
        site.stop();
    }
    return median(std::move(took));
}

Grown measure(const Settings& settings, Storage& storage, std::int64_t promotions) {
    const auto callers = history_callers(settings.organizations);
    Grown grown;
    std::vector<std::unique_ptr<Site>> sites;
    std::vector<std::unique_ptr<LoadClient>> clients;
    for (const Build& build : builds_under_test(settings.options.against)) {
        Site& site = *sites.emplace_back(std::make_unique<Site>(build, storage.create(4), platform_of(callers)));
        const Stopwatch watch;
        neo::test::fill_history(site.databases().plugin, {promotions, settings.organizations, settings.mappings, 20});
        fmt::print(stderr, "{}, {}: {} promotions filled in {:.1f} s\n", storage.backend(), build.name, promotions,
                   watch.seconds());
        grown.ready_milliseconds[build.name] = median_start_milliseconds(site);
        site.start();
        clients.push_back(std::make_unique<LoadClient>(site.port()));
        grown.idle_mebibytes[build.name] = resident(site.process()).now_mebibytes;
    }
    const auto floor_database = open_floor(sites.back()->databases().plugin);
    const auto floor = floor_database->connect();
    const std::string middle =
        floor->read("SELECT MIN(id) FROM promotions WHERE requested_at >= ?",
                    {neo::test::newest_promotion - promotions / 2 * neo::test::between_promotions})[0];

    std::vector<double> floor_took;
    for (const auto& [name, request] :
         history_questions(callers, middle, time_at(promotions, 0.30), time_at(promotions, 0.31))) {
        grown.questions.push_back(name);
        std::vector<std::vector<double>> took(sites.size());
        const Stopwatch all;
        for (int round = 0; round < settings.rounds + 1; ++round) {
            for (std::size_t at = 0; at < sites.size(); ++at) {
                const Stopwatch watch;
                clients[at]->expect(200, request);
                took[at].push_back(watch.milliseconds());
            }
            const Stopwatch watch;
            floor->read(page_by_primary_key, {middle});
            floor_took.push_back(watch.milliseconds());
            if (round > 0 && all.seconds() > settings.patience_seconds) break;
        }
        for (std::size_t at = 0; at < sites.size(); ++at) {
            if (took[at].size() > 1) took[at].erase(took[at].begin());  // the first fills caches
            grown.of_build[sites[at]->build().name][name] = median(took[at]);
        }
    }
    grown.floor = median(floor_took);
    clients.clear();
    for (const auto& site : sites)
        site->stop();
    return grown;
}

void run(const Settings& settings) {
    std::vector<Column> columns{{"largest / smallest"}, {"largest / floor", 1}};
    for (const auto size : settings.sizes)
        columns.push_back({fmt::format("{} ms", size), 3});
    Table pages("Pages of the history, by the number of promotions behind them", {"backend", "what", "question"},
                columns);
    std::vector<Column> start_columns;
    for (const auto size : settings.sizes) {
        start_columns.push_back({fmt::format("{}: ready ms", size), 1});
        start_columns.push_back({fmt::format("{}: idle MiB", size), 1});
    }
    Table starts("From start to ready, and resident memory then", {"backend", "what"}, start_columns);
    for (const std::string& backend : settings.options.backends) {
        Storage storage(backend);
        std::vector<Grown> by_size;
        for (const auto size : settings.sizes)
            by_size.push_back(measure(settings, storage, size));
        const auto add = [&](const std::string& what, const std::string& question, const auto& of) {
            const double smallest = of(by_size.front());
            const double largest = of(by_size.back());
            std::vector<double> figures{largest / smallest, largest / by_size.back().floor};
            for (const Grown& grown : by_size)
                figures.push_back(of(grown));
            pages.add({backend, what, question}, figures);
        };
        for (const auto& [name, medians] : by_size.front().of_build) {
            for (const std::string& question : by_size.front().questions)
                add(name, question,
                    [&name = name, &question](const Grown& grown) { return grown.of_build.at(name).at(question); });
            std::vector<double> figures;
            for (const Grown& grown : by_size) {
                figures.push_back(grown.ready_milliseconds.at(name));
                figures.push_back(grown.idle_mebibytes.at(name));
            }
            starts.add({backend, name}, figures);
        }
        add("floor", "50 rows by primary key", [](const Grown& grown) { return grown.floor; });
    }
    report({&pages, &starts}, settings.options.json_file);
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program("Reads pages of a history that grows", "history");
    Settings settings;
    program.add_option("--sizes", settings.sizes, "promotions in the history, each number in its turn")->delimiter(',');
    program.add_option("--organizations", settings.organizations, "in the history");
    program.add_option("--mappings", settings.mappings, "between them");
    program.add_option("--rounds", settings.rounds, "how often each question is asked");
    program.add_option("--patience", settings.patience_seconds, "seconds for one question; it is asked twice at least");
    return run_benchmark(program, settings.options, argument_count, arguments, [&] { run(settings); });
}
