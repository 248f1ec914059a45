// http_bench: reads by many connections, beside an empty handler of the same server and what the databases take at the
// least.
#include "figures.hpp"
#include "floor.hpp"
#include "load.hpp"
#include "options.hpp"
#include "report.hpp"
#include "site.hpp"
#include "storage.hpp"
#include "workload.hpp"

#include <plugin/base/digest.hpp>

#include <fmt/format.h>

#include <map>

namespace {

using namespace neo::bench;

struct Settings {
    Options options;
    std::size_t connections = 32;
    std::size_t requests = 200;  // of each connection in each run
    std::size_t rounds = 5;
};

constexpr std::string_view empty_handler = "nothing there (404)";

struct Statement {
    enum class At { host, plugin };
    At at;
    std::string_view sql;
    Values values;
};

// What is asked for over HTTP, and the least that the databases do for it: whose token it is, what he may see, and what
// is asked for.
struct Read {
    std::string name;
    std::string request;
    int status = 200;
    std::vector<Statement> statements = {};
};

constexpr std::string_view token_of_hash =
    "SELECT user_id, name, hint, created_at, expires_at, last_used_at FROM tokens WHERE token_hash = ?";
constexpr std::string_view grant = "SELECT permissions FROM grants WHERE user_id = ? AND organization = ?";
constexpr std::string_view grants = "SELECT organization, permissions FROM grants WHERE user_id = ?";
constexpr std::string_view organization =
    "SELECT id, name, cluster_name, neo_enabled, modules FROM organizations WHERE id = ?";

constexpr std::string_view registration =
    "SELECT id, organization, type, registered_at, registered_by FROM registrations WHERE organization = ?";
constexpr std::string_view page =
    "SELECT id, promotion_key, status, source_organization, source_dataflow, source_version, target_organization, "
    "target_application, target_dataflow, approved_version, draft_version, routed, trigger_url, trigger_method, actor, "
    "requested_at, finished_at, failures, dataflow_name FROM promotions ORDER BY id DESC LIMIT 50";

std::vector<Read> reads() {
    using At = Statement::At;
    static const std::string hash = neo::sha256(token());
    const std::string api = "/extensions/neo/api/v1";
    const Statement authenticate{At::host, token_of_hash, {hash}};
    return {{std::string(empty_handler), written_request("GET", "/nothing", {}), 404},
            {"GET /healthz",
             written_request("GET", "/healthz", {}),
             200,
             {{At::host, "SELECT 1", {}}, {At::plugin, "SELECT 1", {}}}},
            {"GET an organization",
             written_request("GET", fmt::format("{}/organizations/{}", api, source_organization), token()),
             200,
             {authenticate,
              {At::host, grant, {actor, source_organization}},
              {At::host, organization, {source_organization}},
              {At::plugin, registration, {source_organization}}}},
            {"GET a page of the history",
             written_request("GET", api + "/promotions?limit=50", token()),
             200,
             {authenticate, {At::host, grants, {actor}}, {At::plugin, page, {}}}}};
}

// Of one client.
struct Connections {
    std::shared_ptr<FloorConnection> host;
    std::shared_ptr<FloorConnection> plugin;
};

// Statements by as many clients as there are connections, a second.
double databases_per_second(const Settings& settings, FloorDatabase& host, FloorDatabase& plugin, const Read& read) {
    std::vector<Client> clients;
    for (std::size_t at = 0; at < settings.connections; ++at) {
        clients.emplace_back([&settings, &read, connections = Connections{host.connect(), plugin.connect()}] {
            std::vector<double> took;
            for (std::size_t request = 0; request < settings.requests; ++request) {
                const Stopwatch watch;
                for (const Statement& statement : read.statements) {
                    const bool at_host = statement.at == Statement::At::host;
                    (at_host ? connections.host : connections.plugin)->read(statement.sql, statement.values);
                }
                took.push_back(watch.milliseconds());
            }
            return took;
        });
    }
    return run_clients(clients).per_second();
}

void run(const Settings& settings, const std::string& backend, Table& table) {
    Storage storage(backend);
    const auto dataflows = synthetic_dataflows(60, 1'000);
    const std::string platform = platform_of(dataflows, 1);
    std::vector<std::unique_ptr<Site>> sites;
    for (const Build& build : builds_under_test(settings.options.against)) {
        Site& site = *sites.emplace_back(std::make_unique<Site>(build, storage.create(16), platform));
        site.start();
        register_and_map(site.port(), 1);
        run_load(site.port(), promotion_requests(dataflows, 0, 1), 201);
    }
    const auto host = open_floor(sites.back()->databases().host);
    const auto plugin = open_floor(sites.back()->databases().plugin);
    struct Runs {
        std::vector<double> per_second;
        std::vector<double> cpu_microseconds;
        std::vector<double> of_least;  // of what an empty handler and the database would allow
        std::vector<double> of_empty;
    };
    std::map<std::pair<std::string, std::string>, Runs> all;
    for (std::size_t round = 0; round < settings.rounds + 1; ++round) {
        std::map<std::string, double> empty;
        for (const Read& read : reads()) {
            const double in_database =
                read.statements.empty() ? 0 : 1 / databases_per_second(settings, *host, *plugin, read);
            const std::vector<std::vector<std::string>> requests(
                settings.connections, std::vector<std::string>(settings.requests, read.request));
            for (const auto& site : sites) {
                const std::string& build = site->build().name;
                const ProcessorTime before = processor_time(site->process());
                const Load load = run_load(site->port(), requests, read.status);
                const double spent = (processor_time(site->process()) - before).total();
                if (read.name == empty_handler) empty[build] = load.per_second();
                if (round == 0) continue;  // connections are opened, and statements prepared
                Runs& runs = all[{build, read.name}];
                runs.per_second.push_back(load.per_second());
                runs.cpu_microseconds.push_back(1000 * spent / static_cast<double>(load.milliseconds.size()));
                runs.of_empty.push_back(load.per_second() / empty[build]);
                runs.of_least.push_back(load.per_second() * (1 / empty[build] + in_database));
            }
        }
    }
    for (const auto& site : sites) {
        for (const Read& read : reads()) {
            const Runs& runs = all[{site->build().name, read.name}];
            table.add(
                {backend, site->build().name, read.name},
                {median(runs.of_least), median(runs.of_empty), median(runs.per_second), median(runs.cpu_microseconds)});
        }
        site->stop();
    }
}

void run(const Settings& settings) {
    Table table(fmt::format("Reads by {} connections", settings.connections), {"backend", "what", "request"},
                {{"throughput / (empty handler + databases)"},
                 {"throughput / empty handler"},
                 {"a second", 0},
                 {"processor µs of neo-host", 0}});
    for (const std::string& backend : settings.options.backends)
        run(settings, backend, table);
    report({&table}, settings.options.json_file);
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program("Reads over HTTP beside an empty handler", "http");
    Settings settings;
    program.add_option("--connections", settings.connections, "at the same time");
    program.add_option("--requests", settings.requests, "of each connection in each run");
    program.add_option("--rounds", settings.rounds, "how often each is asked for");
    return run_benchmark(program, settings.options, argument_count, arguments, [&] { run(settings); });
}
