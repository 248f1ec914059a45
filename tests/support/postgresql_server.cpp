#include "postgresql_server.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <fstream>
#include <memory>
#include <signal.h>
#include <stdexcept>

namespace neo::test {
namespace {

constexpr int fast_shutdown = SIGINT;

// The newest release that is installed.
std::string program(const std::string& name) {
    std::filesystem::path newest;
    for (const auto& release : std::filesystem::directory_iterator("/usr/lib/postgresql")) {
        const auto candidate = release.path() / "bin" / name;
        if (std::filesystem::exists(candidate) && candidate > newest) newest = candidate;
    }
    if (newest.empty()) throw std::runtime_error("PostgreSQL is not installed: apt install postgresql");
    return newest.string();
}

std::string quoted(const std::string& value) {
    std::string out = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

}  // namespace

PostgresqlServer::PostgresqlServer(std::vector<std::string> settings)
    : Server("postgresql", "postgres", fast_shutdown), settings_(std::move(settings)) {
    run_well(
        {program("initdb"), "--pgdata=" + data().string(), "--username=neo", "--pwfile=" + password_file().string(),
         "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync"},
        user());
    std::ofstream(data() / "pg_hba.conf", std::ios::app) << "host replication neo 127.0.0.1/32 scram-sha-256\n";
    start();
}

PostgresqlServer::PostgresqlServer(PostgresqlServer& primary, const std::string& standby)
    : Server("postgresql-standby", "postgres", fast_shutdown) {
    run_well({program("pg_basebackup"), "--pgdata=" + data().string(), "--write-recovery-conf", "--wal-method=stream",
              "--create-slot", "--slot=" + standby, "--checkpoint=fast",
              "--dbname=" + primary.connection_string("postgres") + " application_name=" + standby +
                  " password=" + quoted(password())},
             user());
    start();
}

std::string PostgresqlServer::connection_string(const std::string& database) const {
    return fmt::format("host=127.0.0.1 port={} user=neo dbname={}", port(), database);
}

std::vector<std::string> PostgresqlServer::command() const {
    std::vector<std::string> command{program("postgres"),
                                     "-D",
                                     data().string(),
                                     "-h",
                                     "127.0.0.1",
                                     "-p",
                                     std::to_string(port()),
                                     "-k",
                                     "",
                                     "-c",
                                     "max_connections=200",
                                     "-c",
                                     "shared_buffers=32MB",
                                     "-c",
                                     "dynamic_shared_memory_type=mmap"};
    for (const std::string& setting : settings_) {
        command.push_back("-c");
        command.push_back(setting);
    }
    return command;
}

bool PostgresqlServer::answers() const {
    return PQping(connection_string("postgres").c_str()) == PQPING_OK;
}

std::string PostgresqlServer::query(const std::string& sql, const std::string& database) const {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
        PQconnectdb((connection_string(database) + " connect_timeout=10 password=" + quoted(password())).c_str()),
        &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(connection.get(), sql.c_str()), &PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK) return {};
    if (status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
    return PQntuples(answer.get()) == 0 ? std::string() : PQgetvalue(answer.get(), 0, 0);
}

void PostgresqlServer::create_database(const std::string& database) {
    query("CREATE DATABASE " + database + " STRATEGY = wal_log");
}

void PostgresqlServer::drop_database(const std::string& database) {
    query("DROP DATABASE " + database + " WITH (FORCE)");
}

void PostgresqlServer::promote() {
    query("SELECT pg_promote()");
}

void PostgresqlServer::set(const std::string& name, const std::string& value) {
    query("ALTER SYSTEM SET " + name + " = '" + value + "'");
    query("SELECT pg_reload_conf()");
}

}  // namespace neo::test
