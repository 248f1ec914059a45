#include "mysql.hpp"

#include "connection_strings.hpp"

#include <adapters/sql/secret.hpp>
#include <adapters/sql/settings.hpp>

#include <soci/mysql/soci-mysql.h>

#include <atomic>
#include <charconv>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
        case 1040:  // too many connections
        case 1317:
        case 1927:
        case 2002:
        case 2003:
        case 2005:
        case 2006:
        case 2013:
        case 2026:  // TLS: at a set-up the certificate too, later only what became of the connection
        case 2055:
            return Failure::lost;
        case 1290:  // read only
        case 1836:
            return Failure::read_only;
        case 1021:  // the disk is full
        case 1114:  // the table's space is full
        case 1044:  // the user may not use the database
        case 1045:  // user or password is wrong
        case 1049:  // there is no such database
        case 1698:
            return Failure::unavailable;
        case 1406:  // too long
        case 1366:  // no UTF-8
        case 1264:
            return Failure::invalid;
        case 1153:  // longer than max_allowed_packet, says the server, and closes the connection
        case 2020:  // the same, says the client library
            return Failure::too_large;
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
    {"then_id", ""},  // it does; and three identifiers are all that a key has room for
    {"table", "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"},
    {"texts", "SELECT a FROM JSON_TABLE(:listed, '$[*]' COLUMNS (a VARBINARY(800) PATH '$')) given"},
    {"text_pairs",
     "SELECT a, b FROM JSON_TABLE(:listed, '$[*]' COLUMNS (a VARBINARY(800) PATH '$[0]', "
     "b VARBINARY(800) PATH '$[1]')) given"},
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
    .lift_time_limit = "",
    .updates_joined = true,
    .seeks_by_joined_values = false,
    .single_writer = false,
    .tokens = tokens,
    .classify = classify,
    .confirm_complete = confirm_complete,
};

constexpr Setting pins[] = {
    {"sql_mode", "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"},
    {"time_zone", "+00:00"},
    {"autocommit", "ON"},
    {"foreign_key_checks", "ON"},
    {"unique_checks", "ON"},
    {"innodb_lock_wait_timeout", "5"},
};

// The connection asks for it, and a server can be told to overrule that.
constexpr Setting charset[] = {
    {"character_set_client", "utf8mb4"},
    {"character_set_connection", "utf8mb4"},
    {"character_set_results", "utf8mb4"},
};

// After this a client that has vanished leaves its row locks.
constexpr std::string_view idle_seconds = "60";

// As many as the servers allow.
constexpr std::string_view most_recursions = "4294967295";

// For the statements that set a session up.
constexpr std::chrono::milliseconds set_up_limit{10000};

// ON and numbers as they are, text in quotes.
std::string literal(std::string_view value) {
    const bool text = value != "ON" && value.find_first_not_of("0123456789") != std::string_view::npos;
    return text ? "'" + std::string(value) + "'" : std::string(value);
}

// Answers the size of the largest statement that the server takes.
std::optional<std::size_t> set_up(soci::session& session, bool tls) {
    const auto read = [&](const std::string& query) {
        Settings settings = read_settings(session, query);
        confirm_complete(session);
        return settings;
    };
    const std::string all = "SHOW SESSION VARIABLES";
    const Settings server = read(all);
    const bool galera = is(server, {"wsrep_on", "ON"});
    if (galera && !is(read("SHOW STATUS LIKE 'wsrep_ready'"), {"wsrep_ready", "ON"})) {
        throw DatabaseError(Failure::lost, "the node is cut off from its Galera cluster (wsrep_ready is not ON)");
    }
    std::vector<Setting> wanted(std::begin(pins), std::end(pins));
    // A read that decides sees what other nodes have committed before it.
    if (galera) wanted.emplace_back("wsrep_sync_wait", "1");
    // A WITH RECURSIVE that goes from version to version has as many rounds as there are versions; MariaDB would leave
    // out what is beyond the limit.
    wanted.emplace_back(
        server.contains("max_recursive_iterations") ? "max_recursive_iterations" : "cte_max_recursion_depth",
        most_recursions);
    // MySQL has no limit for transactions alone: there a connection that rests as long is closed too, and replaced.
    wanted.emplace_back(server.contains("idle_transaction_timeout") ? "idle_transaction_timeout" : "wait_timeout",
                        idle_seconds);
    session << "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
    for (const auto& [name, value] : wanted)
        session << "SET SESSION " + std::string(name) + " = " + literal(value);

    const Settings now = read(all);
    auto wrong = difference(now, wanted);
    if (!wrong) wrong = difference(now, charset);
    // One name on MariaDB, another on MySQL.
    if (!wrong && !is(now, {"tx_isolation", "READ-COMMITTED"}) &&
        !is(now, {"transaction_isolation", "READ-COMMITTED"})) {
        wrong = "the isolation level cannot be set to READ COMMITTED";
    }
    if (wrong) throw DatabaseError(Failure::unavailable, "the server refuses the session it is asked for: " + *wrong);
    if (tls && read("SHOW SESSION STATUS LIKE 'Ssl_cipher'")["Ssl_cipher"].empty()) {
        throw DatabaseError(Failure::unavailable, "the configuration asks for TLS, and the server gave none");
    }
    std::size_t largest = 0;
    const std::string limit = now.at("max_allowed_packet");
    std::from_chars(limit.data(), limit.data() + limit.size(), largest);
    return largest == 0 ? std::nullopt : std::optional(largest);
}

std::unique_ptr<Connection> open(const Secret& connection_string, const MysqlNodes& nodes, const DatabaseConfig& config,
                                 const std::shared_ptr<CallWatch>& watch, Metrics& metrics) {
    try {
        auto session = std::make_unique<soci::session>(soci::mysql, connection_string.text());
        auto* const backend = static_cast<soci::mysql_session_backend*>(session->get_backend());
        const auto socket = [server = backend->conn_] { return static_cast<int>(mysql_get_socket(server)); };
        Link link{watch, socket, config.call_timeout};
        {
            const CallWatch::Call bounded(*watch, socket(), set_up_limit);
            link.largest_statement_bytes = set_up(*session, nodes.tls);
        }
        return std::make_unique<Connection>(dialect, metrics, std::move(session), std::move(link));
    } catch (const soci::soci_error& error) {
        const bool of_no_use = classify(error) == Failure::unavailable;
        throw DatabaseError(of_no_use ? Failure::unavailable : Failure::lost,
                            without_secret(error.get_error_message(), config.password));
    }
}

}  // namespace

result<std::unique_ptr<Pool>> open_mysql(const DatabaseConfig& config) {
    auto nodes = mysql_connection_strings(config);
    if (!nodes) return nodes.error();
    return Pool::open(dialect, PoolSettings{config.pool_size, config.acquire_timeout},
                      [nodes = *nodes, config, watch = std::make_shared<CallWatch>(),
                       turn = std::make_shared<std::atomic<std::size_t>>(0)](Access, Metrics& metrics) {
                          const std::size_t count = nodes.connection_strings.size();
                          const std::size_t first = (*turn)++;
                          for (std::size_t i = 0;; ++i) {
                              try {
                                  return open(nodes.connection_strings[(first + i) % count], nodes, config, watch,
                                              metrics);
                              } catch (const DatabaseError& error) {
                                  if (error.failure() != Failure::lost || i + 1 == count) throw;
                              }
                          }
                      });
}

}  // namespace neo::sql
