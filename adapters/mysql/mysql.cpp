#include "mysql.hpp"

#include "connection_strings.hpp"

#include <adapters/sql/secret.hpp>

#include <soci/mysql/soci-mysql.h>

#include <atomic>
#include <map>
#include <string>
#include <string_view>

namespace neo::sql {
namespace {

Failure classify(const soci::soci_error& error) {
    const auto* native = dynamic_cast<const soci::mysql_soci_error*>(&error);
    if (native == nullptr) return Failure::other;
    switch (native->err_num_) {
        case 1062:
            return Failure::duplicate;
        case 1451:  // the row is referred to
        case 1452:  // the row refers to one that is gone
            return Failure::foreign_key;
        case 1213:  // deadlock, failed certification
        case 1020:
        case 1205:  // lock time-out; the transaction is still open and is rolled back
            return Failure::conflict;
        case 1047:  // not ready: another node
        case 1180:
        case 1053:
        case 1290:  // read only: another node
        case 1836:
        case 1021:  // the disk is full
        case 1040:  // too many connections
        case 1114:  // the table's space is full
        case 1317:
        case 1927:
        case 2002:
        case 2003:
        case 2005:
        case 2006:
        case 2013:
        case 2055:
            return Failure::lost;
        case 1406:  // too long
        case 1366:  // no UTF-8
        case 1264:
        case 1153:  // longer than max_allowed_packet
        case 2020:
            return Failure::invalid;
        default:
            return Failure::other;
    }
}

// A connection that breaks within a result leaves the client library without fields, which SOCI takes for no result.
void confirm_complete(soci::session& session) {
    MYSQL* const connection = static_cast<soci::mysql_session_backend*>(session.get_backend())->conn_;
    const unsigned code = mysql_errno(connection);
    if (code != 0) throw soci::mysql_soci_error(mysql_error(connection), static_cast<int>(code));
}

// VARBINARY: the collations that do not ignore trailing spaces have other names on MariaDB than on MySQL.
constexpr std::pair<std::string_view, std::string_view> tokens[] = {
    {"now", "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)"},
    {"id", "VARBINARY(800)"},
    {"long_text", "LONGTEXT"},
    {"table", "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"},
    {"for_update", "FOR UPDATE"},
};

constexpr Dialect dialect{
    .name = "mysql",
    .begin_write = "BEGIN",
    .table_exists =
        "SELECT COUNT(*) FROM information_schema.tables "
        "WHERE table_schema = DATABASE() AND table_name = :name",
    .table_columns =
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = DATABASE() AND table_name = :name",
    .transactional_ddl = false,
    .single_writer = false,
    .tokens = tokens,
    .classify = classify,
    .confirm_complete = confirm_complete,
};

constexpr std::string_view pin_session[] = {
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
    "SET SESSION time_zone = '+00:00', autocommit = 1, foreign_key_checks = 1, unique_checks = 1, "
    "innodb_lock_wait_timeout = 5",
};

using Variables = std::map<std::string, std::string>;

Variables show(soci::session& session, const std::string& statement) {
    Variables found;
    std::string name;
    std::string value;
    soci::statement rows = (session.prepare << statement, soci::into(name), soci::into(value));
    for (bool got = rows.execute(true); got; got = rows.fetch())
        found[name] = value;
    confirm_complete(session);
    return found;
}

// The isolation level has one name on MariaDB and another on MySQL.
void check(soci::session& session, bool tls) {
    const Variables variables =
        show(session,
             "SHOW SESSION VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation', "
             "'character_set_client', 'character_set_connection', 'character_set_results', 'time_zone', 'wsrep_on')");
    const auto is = [&](const char* name, std::string_view value) {
        const auto found = variables.find(name);
        return found != variables.end() && found->second == value;
    };
    if (!is("tx_isolation", "READ-COMMITTED") && !is("transaction_isolation", "READ-COMMITTED")) {
        throw DatabaseError(Failure::invalid, "the session could not be set to read committed");
    }
    if (!is("character_set_client", "utf8mb4") || !is("character_set_connection", "utf8mb4") ||
        !is("character_set_results", "utf8mb4") || !is("time_zone", "+00:00")) {
        throw DatabaseError(Failure::invalid, "the session could not be set to utf8mb4 and UTC");
    }
    if (is("wsrep_on", "ON")) {
        // A read that decides sees what other nodes have committed before it.
        session << "SET SESSION wsrep_sync_wait = 1";
    }
    if (tls && show(session, "SHOW SESSION STATUS LIKE 'Ssl_cipher'")["Ssl_cipher"].empty()) {
        throw DatabaseError(Failure::invalid, "the configuration asks for TLS, and the server gave none");
    }
}

std::unique_ptr<Connection> open(const std::string& connection_string, bool tls, const std::string& password,
                                 Metrics& metrics) {
    try {
        auto session = std::make_unique<soci::session>(soci::mysql, connection_string);
        for (const std::string_view statement : pin_session)
            *session << std::string(statement);
        check(*session, tls);
        return std::make_unique<Connection>(dialect, metrics, std::move(session));
    } catch (const soci::soci_error& error) {
        throw DatabaseError(Failure::lost, without_secret(error.get_error_message(), password));
    }
}

}  // namespace

result<std::unique_ptr<Pool>> open_mysql(const DatabaseConfig& config) {
    auto nodes = mysql_connection_strings(config);
    if (!nodes) return nodes.error();
    return Pool::open(dialect, PoolSettings{config.pool_size, config.acquire_timeout, std::nullopt},
                      [nodes = *nodes, password = config.password,
                       turn = std::make_shared<std::atomic<std::size_t>>(0)](Access, Metrics& metrics) {
                          const std::size_t count = nodes.connection_strings.size();
                          const std::size_t first = (*turn)++;
                          for (std::size_t i = 0;; ++i) {
                              try {
                                  return open(nodes.connection_strings[(first + i) % count], nodes.tls, password,
                                              metrics);
                              } catch (const DatabaseError& error) {
                                  if (error.failure() != Failure::lost || i + 1 == count) throw;
                              }
                          }
                      });
}

}  // namespace neo::sql
