// where_bench: what a page of the spread and of the board costs by how many organizations a dataflow went to, beside a
// read of 50 rows by primary key.
#include "figures.hpp"
#include "floor.hpp"
#include "load.hpp"
#include "options.hpp"
#include "report.hpp"
#include "site.hpp"
#include "storage.hpp"
#include "workload.hpp"

#include <adapters/open_database.hpp>

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <thread>

namespace {

using namespace neo::bench;
using neo::e2e::TestVersion;

struct Settings {
    Options options;
    std::vector<std::size_t> sizes{100, 1'000, 10'000};
    int promotions = 3;  // to each target
    int rounds = 7;
};

constexpr std::string_view dataflow = "welcome";

// The source has a newer version than any target; of ten targets one made a version of its own.
std::string platform_with(std::size_t targets) {
    const TestVersion arrived{.blocks = synthetic_blocks(2'000)};
    const TestVersion own{.number = 2, .blocks = synthetic_blocks(3'000)};
    neo::e2e::Platform platform;
    platform.users = {{std::string(actor), {{"*"}}}};
    platform.organizations.push_back({std::string(source_organization)});
    platform.dataflows.push_back({std::string(source_organization), std::string(dataflow), {arrived, own}});
    for (std::size_t number = 0; number < targets; ++number) {
        const std::string target = target_organization(number);
        platform.organizations.push_back({target});
        platform.dataflows.push_back({target, std::string(dataflow), {arrived}});
        if (number % 10 == 0) platform.dataflows.back().versions.push_back(own);
    }
    return platform.json();
}

void write(neo::sql::Pool& pool, const std::string& sql) {
    const auto done = pool.write_once("bench.where", [&](neo::sql::Connection& connection) -> neo::result<void> {
        connection.execute_once(sql);
        return {};
    });
    if (!done) throw std::runtime_error(done.error().message + "\n" + sql.substr(0, 500));
}

std::string promotion_id(std::size_t number) {
    return fmt::format("00000000-0000-7000-8000-{:012x}", number);
}

// Every target is registered, and version 1 was promoted to it so often.
void fill(const neo::sql::DatabaseConfig& database, const Settings& settings, std::size_t targets) {
    const auto pool = neo::sql::open_database(database);
    if (!pool) throw std::runtime_error(pool.error().message);
    constexpr std::size_t rows_at_once = 500;
    std::string rows;
    std::size_t waiting = 0;
    const auto add = [&](std::string_view into, std::string_view row, bool last) {
        rows.append(waiting == 0 ? into : ", ").append(row);
        if (++waiting < rows_at_once && !last) return;
        write(**pool, rows);
        rows.clear();
        waiting = 0;
    };
    for (std::size_t number = 0; number < targets; ++number) {
        add("INSERT INTO registrations (id, organization, type, registered_at, registered_by) VALUES ",
            fmt::format("('r{}', '{}', '{}', 1, 'ana')", number, target_organization(number),
                        number % 2 == 0 ? "uat" : "prod"),
            number + 1 == targets);
    }
    const std::size_t promotions = targets * static_cast<std::size_t>(settings.promotions);
    for (std::size_t number = 0; number < promotions; ++number) {
        add("INSERT INTO promotions (id, promotion_key, status, source_organization, source_dataflow, source_version, "
            "target_organization, target_application, target_dataflow, approved_version, draft_version, routed, actor, "
            "requested_at, finished_at, failures) VALUES ",
            fmt::format(
                "('{4}', 'k{0}', 'succeeded', '{1}', '{2}', 1, '{3}', 'crm', '{2}', 1, 3, 0, 'ana', {0}, {0}, '[]')",
                number, source_organization, dataflow, target_organization(number % targets), promotion_id(number)),
            number + 1 == promotions);
    }
    write(**pool, (*pool)->dialect().name == "mysql" ? "ANALYZE TABLE registrations, promotions" : "ANALYZE");
}

// Until the host has taken in all that was filled in.
void wait_until_taken_in(const neo::sql::DatabaseConfig& database, const Settings& settings, std::size_t targets) {
    const std::string last = promotion_id(targets * static_cast<std::size_t>(settings.promotions) - 1);
    const auto pool = neo::sql::open_database(database);
    if (!pool) throw std::runtime_error(pool.error().message);
    const auto through = [&] {
        return (*pool)
            ->read([](neo::sql::Connection& connection) {
                return connection.first({"bench.progress", "SELECT through FROM arrivals_progress WHERE id = 1"}, {},
                                        [](neo::sql::Row& row) { return row.text(); });
            })
            .value()
            .value_or("");
    };
    while (through() != last)
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
}

constexpr std::string_view page_by_primary_key =
    "SELECT id, promotion_key, status, source_organization, source_dataflow, source_version, target_organization, "
    "target_application, target_dataflow, approved_version, draft_version, routed, trigger_url, trigger_method, actor, "
    "requested_at, finished_at, failures, dataflow_name FROM promotions WHERE id >= ? ORDER BY id LIMIT 50";

const std::array<std::pair<std::string, std::string>, 4> questions{{
    {"spread", fmt::format("/dataflows/{}/spread", dataflow)},
    {"spread, a page that follows", fmt::format("/dataflows/{0}/spread?cursor={1}:{2}{0}", dataflow,
                                                target_organization(60).size(), target_organization(60))},
    {"spread, of one standing", fmt::format("/dataflows/{}/spread?standing=diverged", dataflow)},
    {"board", "/board"},
}};

// Medians in milliseconds, of the questions and then of the floor.
std::vector<double> measure(const Settings& settings, Storage& storage, const Build& build, std::size_t targets) {
    Site site(build, storage.create(4), platform_with(targets));
    fill(site.databases().plugin, settings, targets);
    site.start();
    wait_until_taken_in(site.databases().plugin, settings, targets);
    LoadClient client(site.port());
    std::vector<double> medians;
    for (const auto& question : questions) {
        const std::string request = written_request(
            "GET", fmt::format("/extensions/neo/api/v1/organizations/{}{}", source_organization, question.second),
            token());
        client.expect(200, request);
        std::vector<double> took;
        for (int round = 0; round < settings.rounds; ++round) {
            const Stopwatch watch;
            client.expect(200, request);
            took.push_back(watch.milliseconds());
        }
        medians.push_back(median(std::move(took)));
    }
    site.stop();
    const auto floor = open_floor(site.databases().plugin)->connect();
    std::vector<double> took;
    for (int round = 0; round < settings.rounds + 1; ++round) {
        const Stopwatch watch;
        floor->read(page_by_primary_key, {"00000000-0000-7000-8000-00000000000a"});
        took.push_back(watch.milliseconds());
    }
    took.erase(took.begin());  // it prepares
    medians.push_back(median(std::move(took)));
    return medians;
}

void run(const Settings& settings) {
    std::vector<Column> columns{{"largest / floor", 1}};
    for (const auto size : settings.sizes)
        columns.push_back({fmt::format("{} targets: ms", size), 2});
    Table table("Pages of spread and board, by the organizations that one dataflow went to",
                {"backend", "what", "question"}, columns);
    for (const std::string& backend : settings.options.backends) {
        Storage storage(backend);
        for (const Build& build : builds_under_test(settings.options.against)) {
            std::vector<std::vector<double>> by_size;
            for (const auto size : settings.sizes)
                by_size.push_back(measure(settings, storage, build, size));
            const double floor = by_size.back().back();
            for (std::size_t at = 0; at <= questions.size(); ++at) {
                std::vector<double> figures{by_size.back()[at] / floor};
                for (const auto& medians : by_size)
                    figures.push_back(medians[at]);
                const bool is_floor = at == questions.size();
                table.add({backend, is_floor ? "floor" : build.name,
                           is_floor ? "50 rows by primary key" : questions.at(at).first},
                          figures);
            }
        }
    }
    report({&table}, settings.options.json_file);
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program("Asks where a dataflow is that went to more and more organizations", "where");
    Settings settings;
    program.add_option("--sizes", settings.sizes, "organizations that it went to, each number in its turn")
        ->delimiter(',');
    program.add_option("--promotions", settings.promotions, "to each of them");
    program.add_option("--rounds", settings.rounds, "how often each question is asked");
    return run_benchmark(program, settings.options, argument_count, arguments, [&] { run(settings); });
}
