#include "postgresql.hpp"

#include "connection_string.hpp"

#include <adapters/sql/secret.hpp>

#include <soci/postgresql/soci-postgresql.h>

#include <string>
#include <string_view>

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
    if (group == "08" || group == "57" || group == "53" || state == "40003") return Failure::lost;
    if (state == "25006" || state == "25P03" || state == "26000") return Failure::lost;  // read only: another node
    if (group == "22") return Failure::invalid;
    return Failure::other;
}

constexpr std::pair<std::string_view, std::string_view> tokens[] = {
    {"now", "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)"},
    {"id", "TEXT COLLATE \"C\""},
    {"long_text", "TEXT"},
    {"table", ""},
    {"for_update", "FOR UPDATE"},
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
    .single_writer = false,
    .tokens = tokens,
    .classify = classify,
};

constexpr std::string_view pin_session[] = {
    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED",
    "SET timezone = 'UTC'",
    "SET standard_conforming_strings = on",
    "SET client_min_messages = warning",
    "SET lock_timeout = '5s'",
    "SET idle_in_transaction_session_timeout = '60s'",
};

// A commit that the server confirms before it is on disk could be lost.
constexpr std::string_view select_session =
    "SELECT current_setting('server_encoding') || ' ' || current_setting('default_transaction_isolation') || ' ' || "
    "CASE WHEN current_setting('synchronous_commit') = 'off' THEN 'off' ELSE 'on' END";

std::unique_ptr<Connection> open(const std::string& connection_string, const DatabaseConfig& config, Metrics& metrics) {
    try {
        auto session = std::make_unique<soci::session>(soci::postgresql, connection_string);
        // What the server remarks is not for the host's standard error.
        auto* const backend = static_cast<soci::postgresql_session_backend*>(session->get_backend());
        PQsetNoticeProcessor(
            backend->conn_, [](void*, const char*) {}, nullptr);
        for (const std::string_view statement : pin_session)
            *session << std::string(statement);
        *session << "SET statement_timeout = '" + std::to_string(config.call_timeout.count()) + "s'";
        std::string settings;
        *session << std::string(select_session), soci::into(settings);
        if (settings != "UTF8 read committed on") {
            throw DatabaseError(Failure::invalid,
                                "the database must have the encoding UTF8, isolation level read committed and a "
                                "synchronous_commit that is not off; it has: " +
                                    settings);
        }
        return std::make_unique<Connection>(dialect, metrics, std::move(session), PQsocket(backend->conn_));
    } catch (const soci::soci_error& error) {
        throw DatabaseError(Failure::lost, without_secret(error.get_error_message(), config.password));
    }
}

}  // namespace

result<std::unique_ptr<Pool>> open_postgresql(const DatabaseConfig& config) {
    const auto connection_string = postgresql_connection_string(config.connection, config.password);
    if (!connection_string) return connection_string.error();
    // The server ends a slow statement; when it does not answer at all, the pool ends the call a little later.
    const PoolSettings settings{config.pool_size, config.acquire_timeout,
                                config.call_timeout + std::chrono::seconds(1)};
    return Pool::open(dialect, settings, [connection_string = *connection_string, config](Access, Metrics& metrics) {
        return open(connection_string, config, metrics);
    });
}

}  // namespace neo::sql
