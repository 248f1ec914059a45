#include "postgresql.hpp"

#include "connection_string.hpp"

#include <adapters/sql/secret.hpp>
#include <adapters/sql/settings.hpp>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace neo::sql {
namespace {

Failure classify(const soci::soci_error& error) {
    const auto* native = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    if (native == nullptr) return Failure::other;
    const std::string state = native->sqlstate();
    const std::string_view group = std::string_view(state).substr(0, 2);
    if (state == "23505" || state == "42P07") return Failure::duplicate;  // two create the same table
    if (state == "23503") return Failure::foreign_key;
    if (state == "40001" || state == "40P01" || state == "55P03") return Failure::conflict;
    if (state == "25006") return Failure::read_only;
    if (group == "53" || state == "57014") return Failure::unavailable;  // out of room; over the statement time-out
    if (group == "08" || group == "57" || state == "40003") return Failure::lost;
    if (state == "25P03" || state == "26000") return Failure::lost;
    if (group == "22") return Failure::invalid;
    return Failure::other;
}

constexpr std::pair<std::string_view, std::string_view> tokens[] = {
    {"now", "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)"},
    {"id", "TEXT COLLATE \"C\""},
    {"long_text", "TEXT"},
    {"then_id", ", id"},
    {"table", ""},
    {"texts", "SELECT value COLLATE \"C\" FROM json_array_elements_text(CAST(:listed AS json))"},
    {"text_pairs",
     "SELECT (value ->> 0) COLLATE \"C\", (value ->> 1) COLLATE \"C\" FROM json_array_elements(CAST(:listed AS json))"},
    {"soon", "set_config('synchronous_commit', 'off', true) = 'off'"},
};

constexpr Dialect dialect{
    .name = "postgresql",
    .begin_write = "BEGIN",
    .table_exists =
        "SELECT COUNT(*) FROM information_schema.tables "
        "WHERE table_schema = current_schema() AND table_name = :name",
    .table_columns =
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name = :name",
    .transactional_ddl = true,
    .lift_time_limit = "SET LOCAL statement_timeout = 0",
    .writes_in_with = true,
    .single_writer = false,
    .tokens = tokens,
    .classify = classify,
};

// In the units of pg_settings: milliseconds.
constexpr Setting pins[] = {
    {"default_transaction_isolation", "read committed"},
    {"TimeZone", "UTC"},
    {"client_encoding", "UTF8"},
    {"standard_conforming_strings", "on"},
    {"lock_timeout", "5000"},
    {"idle_in_transaction_session_timeout", "60000"},
};

// For the statements that set a session up.
constexpr std::chrono::milliseconds set_up_limit{10000};

void set_up(soci::session& session, std::chrono::milliseconds call_timeout) {
    const std::string statement_timeout = std::to_string(call_timeout.count());
    std::vector<Setting> wanted(std::begin(pins), std::end(pins));
    wanted.emplace_back("statement_timeout", statement_timeout);
    session << "SET client_min_messages = warning";
    for (const auto& [name, value] : wanted)
        session << fmt::format("SET {} = '{}'", name, value);

    const Settings now = read_settings(session, "SELECT name, COALESCE(setting, '') FROM pg_settings");
    if (const auto wrong = difference(now, wanted)) {
        throw DatabaseError(Failure::unavailable, "the server refuses the session it is asked for: " + *wrong);
    }
    if (!is(now, {"server_encoding", "UTF8"})) {
        throw DatabaseError(Failure::unavailable, "the database must have the encoding UTF8");
    }
    // A commit that the server confirms before it is on disk could be lost.
    if (is(now, {"synchronous_commit", "off"})) {
        throw DatabaseError(Failure::unavailable, "synchronous_commit must not be off: a promotion could be lost");
    }
}

// libpq has no code for why a connection was refused, only the server's words, which are in English unless its
// lc_messages says otherwise.
Failure why_refused(const std::string& message) {
    for (const char* const wrong : {"authentication failed", "no password supplied", "does not exist"}) {
        if (message.find(wrong) != std::string::npos) return Failure::unavailable;
    }
    return Failure::lost;
}

std::unique_ptr<Connection> open(const Secret& connection_string, const DatabaseConfig& config,
                                 const std::shared_ptr<CallWatch>& watch, Metrics& metrics) {
    try {
        auto session = std::make_unique<soci::session>(soci::postgresql, connection_string.text());
        // What the server remarks is not for the host's standard error.
        auto* const backend = static_cast<soci::postgresql_session_backend*>(session->get_backend());
        PQsetNoticeProcessor(
            backend->conn_, [](void*, const char*) {}, nullptr);
        const auto socket = [server = backend->conn_] { return PQsocket(server); };
        {
            const CallWatch::Call bounded(*watch, socket(), set_up_limit);
            set_up(*session, config.call_timeout);
        }
        // The server ends a slow statement; when it does not answer at all, the watch ends the call a little later.
        const Link link{watch, socket, config.call_timeout + std::chrono::seconds(1)};
        return std::make_unique<Connection>(dialect, metrics, std::move(session), link);
    } catch (const soci::soci_error& error) {
        const std::string message = without_secret(error.get_error_message(), config.password);
        throw DatabaseError(why_refused(message), message);
    }
}

}  // namespace

result<std::unique_ptr<Pool>> open_postgresql(const DatabaseConfig& config) {
    const auto connection_string = postgresql_connection_string(config.connection, config.password);
    if (!connection_string) return connection_string.error();
    return Pool::open(dialect, PoolSettings{config.pool_size, config.acquire_timeout},
                      [connection_string = *connection_string, config, watch = std::make_shared<CallWatch>()](
                          Access, Metrics& metrics) { return open(connection_string, config, watch, metrics); });
}

}  // namespace neo::sql
