#include "sql_environments.hpp"

#include <adapters/sql/text_table.hpp>

#include <algorithm>
#include <iterator>
#include <span>

namespace neo::sql {
namespace {

using ports::Environment;

constexpr Query select_environment{"environments.environment.select",
                                   "SELECT revision, changed_at, changed_by FROM environments "
                                   "WHERE organization = :organization"};
constexpr Query select_hosts{"environments.hosts.select",
                             "SELECT host FROM environment_hosts WHERE organization = :organization ORDER BY host"};
constexpr Query insert_environment{"environments.put_environment.insert",
                                   "INSERT INTO environments (organization, revision, changed_at, changed_by) "
                                   "VALUES (:organization, 1, :changed_at, :changed_by)"};
constexpr Query update_environment{"environments.put_environment.update",
                                   "UPDATE environments SET revision = revision + 1, changed_at = :changed_at, "
                                   "changed_by = :changed_by "
                                   "WHERE organization = :organization AND revision = :revision"};
constexpr Query delete_host{"environments.put_environment.delete",
                            "DELETE FROM environment_hosts WHERE host = :host AND organization = :organization"};

constexpr Query select_secret_key{"environments.fingerprint_key.select",
                                  "SELECT secret FROM secrets WHERE name = :name"};
constexpr Query insert_key{"environments.fingerprint_key.insert",
                           "INSERT INTO secrets (name, secret) VALUES (:name, :secret)"};
constexpr std::string_view fingerprint_key_name = "fingerprints";

struct Stored {
    std::int64_t revision = 0;
    Environment environment;
};

std::optional<Stored> read_environment(Connection& connection, const std::string& organization) {
    auto stored = connection.first(select_environment, {{"organization", organization}}, [](Row& row) {
        const std::int64_t revision = row.integer();
        const Time changed_at = from_microseconds(row.integer());
        return Stored{revision, {{}, changed_at, row.text()}};
    });
    if (stored) {
        stored->environment.hosts =
            connection.all(select_hosts, {{"organization", organization}}, [](Row& row) { return row.text(); });
    }
    return stored;
}

// A hundred rows a statement.
void insert_hosts(Connection& connection, const std::string& organization, const std::vector<std::string>& hosts) {
    constexpr std::size_t most = 100;
    for (std::span<const std::string> left = hosts; !left.empty(); left = left.subspan(std::min(most, left.size()))) {
        const auto some = left.first(std::min(most, left.size()));
        std::vector<std::string> names;
        for (std::size_t at = 0; at < some.size(); ++at)
            names.push_back("p" + std::to_string(at));
        std::string sql;
        Parameters parameters{{"organization", organization}};
        for (std::size_t at = 0; at < some.size(); ++at) {
            sql.append(sql.empty() ? "INSERT INTO environment_hosts (host, organization) VALUES (:" : ", (:");
            sql.append(names[at]).append(", :organization)");
            parameters.emplace_back(names[at], some[at]);
        }
        connection.execute({"environments.hosts.insert", sql}, parameters);
    }
}

result<Environment> replace(Connection& connection, const std::string& organization, const Environment& environment) {
    const auto stored = read_environment(connection, organization);
    if (stored && stored->environment.hosts == environment.hosts) return stored->environment;
    const Parameters change{{"organization", organization},
                            {"changed_at", to_microseconds(environment.changed_at)},
                            {"changed_by", environment.changed_by}};
    std::vector<std::string> before;
    if (stored) {
        before = stored->environment.hosts;
        Parameters conditional = change;
        conditional.emplace_back("revision", stored->revision);
        if (connection.execute(update_environment, conditional) == 0)
            return Error{ErrorCode::exists, "somebody else changed it"};
    } else {
        connection.execute(insert_environment, change);
    }
    std::vector<std::string> added;
    std::ranges::set_difference(environment.hosts, before, std::back_inserter(added));
    std::vector<std::string> removed;
    std::ranges::set_difference(before, environment.hosts, std::back_inserter(removed));
    for (const std::string& host : removed)
        connection.execute(delete_host, {{"host", host}, {"organization", organization}});
    insert_hosts(connection, organization, added);
    return environment;
}

// Two probes of the index for each, however many organizations declare it.
std::vector<std::string> probe(Connection& connection, const std::string& organization,
                               std::span<const std::string> hosts) {
    const TextTable table("host", hosts);
    const std::string sql =
        "SELECT host FROM (WITH " + table.expression() +
        " SELECT host FROM listed WHERE EXISTS (SELECT 1 FROM environment_hosts e WHERE e.host = listed.host) AND NOT "
        "EXISTS (SELECT 1 FROM environment_hosts o WHERE o.host = listed.host AND o.organization = :organization)) "
        "asked";
    Parameters parameters = table.parameters();
    parameters.emplace_back("organization", organization);
    return connection.all_once({"environments.foreign.select", sql}, parameters, [](Row& row) { return row.text(); });
}

}  // namespace

result<std::optional<Environment>> SqlEnvironments::environment(const std::string& organization) {
    return pool_.read([&](Connection& connection) {
        auto stored = read_environment(connection, organization);
        return stored ? std::optional(std::move(stored->environment)) : std::nullopt;
    });
}

result<Environment> SqlEnvironments::put_environment(const std::string& organization, const Environment& environment) {
    constexpr int most_attempts = 20;
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        auto written = pool_.write("environments.put_environment", [&](Connection& connection) {
            return replace(connection, organization, environment);
        });
        if (written || written.error().code != ErrorCode::exists) return written;
    }
    return Error{ErrorCode::unavailable, "the row kept changing; try again"};
}

result<std::vector<std::string>> SqlEnvironments::foreign(const std::string& organization,
                                                          const std::vector<std::string>& hosts) {
    constexpr std::size_t most = 100;
    return pool_.read([&](Connection& connection) {
        std::vector<std::string> found;
        for (std::span<const std::string> left = hosts; !left.empty(); left = left.subspan(std::min(most, left.size())))
            std::ranges::move(probe(connection, organization, left.first(std::min(most, left.size()))),
                              std::back_inserter(found));
        std::ranges::sort(found);
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    });
}

result<std::string> SqlEnvironments::fingerprint_key(const std::string& candidate) {
    const auto read = [&] {
        return pool_.read([](Connection& connection) {
            return connection.first(select_secret_key, {{"name", fingerprint_key_name}},
                                    [](Row& row) { return row.text(); });
        });
    };
    auto key = read();
    if (!key) return key.error();
    if (*key) return **std::move(key);
    const auto written = pool_.write("environments.fingerprint_key", [&](Connection& connection) -> result<void> {
        connection.execute(insert_key, {{"name", fingerprint_key_name}, {"secret", candidate}});
        return {};
    });
    if (written) return candidate;
    if (written.error().code != ErrorCode::exists) return written.error();
    key = read();  // somebody else's came first
    if (!key) return key.error();
    return **std::move(key);
}

}  // namespace neo::sql
