// promotions_bench: promotes over HTTP, by one client and by many, and does the same by the floor in turns.
#include "figures.hpp"
#include "floor.hpp"
#include "load.hpp"
#include "options.hpp"
#include "report.hpp"
#include "site.hpp"
#include "storage.hpp"
#include "workload.hpp"

#include <fmt/format.h>

#include <cmath>

namespace {

using namespace neo::bench;
using neo::e2e::TestDataflow;

struct Settings {
    Options options;
    std::size_t promotions = 400;  // in each run
    std::size_t rounds = 5;
    std::vector<std::size_t> clients{1, 16};
    int pool_size = 16;
};

struct Documents {
    std::string name;
    std::vector<TestDataflow> dataflows;
};

// Of one build, or of the floor, over all rounds.
struct Runs {
    std::vector<double> per_promotion;  // milliseconds, by round
    std::vector<double> milliseconds;   // of each promotion
    std::vector<double> user;           // milliseconds of neo-host a promotion, by round
    std::vector<double> system;

    // One client tells best by the median of its promotions, many by how many there were in all that time.
    void add(const Load& load, std::size_t clients) {
        per_promotion.push_back(clients == 1 ? median(load.milliseconds) : 1000 / load.per_second());
        milliseconds.insert(milliseconds.end(), load.milliseconds.begin(), load.milliseconds.end());
    }
};

Load promote(const Site& site, const Documents& documents, std::size_t target, std::size_t clients) {
    return run_load(site.port(), promotion_requests(documents.dataflows, target, clients), 201);
}

void measure(const Site& site, const Documents& documents, std::size_t target, std::size_t clients, Runs& runs) {
    const ProcessorTime before = processor_time(site.process());
    runs.add(promote(site, documents, target, clients), clients);
    const ProcessorTime spent = processor_time(site.process()) - before;
    const auto count = static_cast<double>(documents.dataflows.size());
    runs.user.push_back(spent.user_milliseconds / count);
    runs.system.push_back(spent.system_milliseconds / count);
}

std::vector<double> ratios(const std::vector<double>& left, const std::vector<double>& right) {
    std::vector<double> all;
    for (std::size_t at = 0; at < left.size(); ++at)
        all.push_back(left[at] / right[at]);
    return all;
}

// The sites of the builds, and one more whose databases the floor takes.
class Bench {
public:
    Bench(const Settings& settings, const std::string& backend, const std::vector<Documents>& documents)
        : settings_(settings), documents_(documents), storage_(backend) {
        std::vector<TestDataflow> all;
        for (const Documents& some : documents)
            all.insert(all.end(), some.dataflows.begin(), some.dataflows.end());
        // One target a run, and one to warm up.
        const std::size_t targets = 1 + settings.rounds * settings.clients.size();
        const std::string platform = platform_of(all, targets);
        const auto open = [&](const Build& build) {
            auto site = std::make_unique<Site>(build, storage_.create(settings.pool_size), platform);
            site->start();
            register_and_map(site->port(), targets);
            return site;
        };
        const auto builds = builds_under_test(settings.options.against);
        for (const Build& build : builds)
            sites_.push_back(open(build));
        const auto of_floor = open(builds.back());
        of_floor->stop();
        floor_databases_ = of_floor->databases();
        floor_ = std::make_unique<Floor>(floor_databases_);
    }

    void run(Table& table) {
        for (const Documents& documents : documents_) {
            next_target_ = 0;
            warm_up(documents);
            for (const std::size_t clients : settings_.clients)
                run(table, documents, clients);
        }
        for (const auto& site : sites_)
            site->stop();
    }

private:
    // Statements are prepared, and caches filled, by the first promotions.
    void warm_up(const Documents& documents) {
        Documents some = documents;
        some.dataflows.resize(std::min<std::size_t>(some.dataflows.size(), 64));
        const std::size_t clients = std::min<std::size_t>(some.dataflows.size(), 16);
        for (const auto& site : sites_)
            promote(*site, some, next_target_, clients);
        floor_->promote(some.dataflows, next_target_, clients);
        ++next_target_;
    }

    // All take turns, so that what else the machine does falls on each.
    void run(Table& table, const Documents& documents, std::size_t clients) {
        std::vector<Runs> runs(sites_.size());
        Runs floor;
        for (std::size_t round = 0; round < settings_.rounds; ++round) {
            for (std::size_t at = 0; at < sites_.size(); ++at)
                measure(*sites_[at], documents, next_target_, clients, runs[at]);
            floor.add(floor_->promote(documents.dataflows, next_target_, clients), clients);
            ++next_target_;
        }
        for (std::size_t at = 0; at < sites_.size(); ++at)
            add_row(table, sites_[at]->build().name, documents, clients, runs[at], floor, runs.front());
        add_row(table, "floor", documents, clients, floor, floor, runs.front());
    }

    void add_row(Table& table, const std::string& what, const Documents& documents, std::size_t clients,
                 const Runs& runs, const Runs& floor, const Runs& first) const {
        const double cpu_user = runs.user.empty() ? std::nan("") : median(runs.user);
        const double cpu_system = runs.system.empty() ? std::nan("") : median(runs.system);
        const double per_promotion = median(runs.per_promotion);
        table.add({storage_.backend(), documents.name, std::to_string(clients), what},
                  {median(ratios(runs.per_promotion, floor.per_promotion)),
                   median(ratios(floor.per_promotion, runs.per_promotion)),
                   median(ratios(runs.per_promotion, first.per_promotion)), per_promotion, 1000 / per_promotion,
                   median(runs.milliseconds), quantile(runs.milliseconds, 0.95), quantile(runs.milliseconds, 0.99),
                   cpu_user, cpu_system});
    }

    const Settings& settings_;
    const std::vector<Documents>& documents_;
    Storage storage_;
    std::vector<std::unique_ptr<Site>> sites_;
    neo::test::Databases floor_databases_;
    std::unique_ptr<Floor> floor_;
    std::size_t next_target_ = 0;
};

void run(const Settings& settings) {
    const std::vector<Documents> documents{{"corpus", corpus_dataflows(settings.promotions)},
                                           {"10 KB", synthetic_dataflows(settings.promotions, 10'000)}};
    Table table(fmt::format("Promotions over HTTP, {} in each of {} rounds", settings.promotions, settings.rounds),
                {"backend", "documents", "clients", "what"},
                {{"time / floor"},
                 {"throughput / floor"},
                 {"time / first"},
                 {"ms each", 3},
                 {"a second", 0},
                 {"median ms", 3},
                 {"p95 ms", 3},
                 {"p99 ms", 3},
                 {"user ms of neo-host", 3},
                 {"system ms of neo-host", 3}});
    for (const std::string& backend : settings.options.backends)
        Bench(settings, backend, documents).run(table);
    report({&table}, settings.options.json_file);
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program("Promotes over HTTP beside the floor", "promotions");
    Settings settings;
    program.add_option("--promotions", settings.promotions, "in each run");
    program.add_option("--rounds", settings.rounds, "how often all take their turn");
    program.add_option("--clients", settings.clients, "at the same time, each number in its turn")->delimiter(',');
    program.add_option("--pool", settings.pool_size, "pool_size of both databases");
    return run_benchmark(program, settings.options, argument_count, arguments, [&] { run(settings); });
}
