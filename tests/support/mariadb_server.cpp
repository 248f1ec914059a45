#include "mariadb_server.hpp"

#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <mysql.h>
#include <signal.h>
#include <stdexcept>

namespace neo::test {
namespace {

std::string escaped(const std::string& value) {
    std::string out;
    for (const char c : value) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

MariadbServer::MariadbServer(Unstarted) : Server("mariadb", "mysql", SIGTERM) {
    run_well({"mariadb-install-db", "--no-defaults", "--datadir=" + data().string(), own_temporary_folder(),
              "--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=8M",
              "--innodb-flush-log-at-trx-commit=2"},
             user());
    std::ofstream(folder() / "users.sql")
        << "CREATE USER IF NOT EXISTS neo@'%' IDENTIFIED BY '" << escaped(password()) << "';\n"
        << "GRANT ALL ON *.* TO neo@'%' WITH GRANT OPTION;\n";
}

MariadbServer::MariadbServer(const std::vector<std::string>& options) : MariadbServer(Unstarted{}) {
    options_ = options;
    start();
}

// A server that starts takes away the temporary tables of every other one in the same folder.
std::string MariadbServer::own_temporary_folder() const {
    return "--tmpdir=" + folder().string();
}

std::string MariadbServer::connection_string(const std::string& database) const {
    return fmt::format("host=127.0.0.1 port={} user=neo db={}", port(), database);
}

std::vector<std::string> MariadbServer::command() const {
    std::vector<std::string> command{"mariadbd",
                                     "--no-defaults",
                                     "--datadir=" + data().string(),
                                     own_temporary_folder(),
                                     "--port=" + std::to_string(port()),
                                     "--bind-address=127.0.0.1",
                                     "--socket=" + (folder() / "socket").string(),
                                     "--pid-file=" + (folder() / "pid").string(),
                                     "--init-file=" + (folder() / "users.sql").string(),
                                     "--skip-name-resolve",
                                     "--max-connections=300",
                                     "--innodb-log-file-size=8M",
                                     "--innodb-buffer-pool-size=64M"};
    command.insert(command.end(), options_.begin(), options_.end());
    return command;
}

bool MariadbServer::answers() const {
    try {
        return query("SELECT 1") == "1";
    } catch (const std::runtime_error&) {
        return false;
    }
}

std::string MariadbServer::query(const std::string& sql, const std::string& database) const {
    const std::unique_ptr<MYSQL, decltype(&mysql_close)> connection(mysql_init(nullptr), &mysql_close);
    const unsigned seconds = 10;
    mysql_options(connection.get(), MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    if (mysql_real_connect(connection.get(), "127.0.0.1", "neo", password().c_str(),
                           database.empty() ? nullptr : database.c_str(), static_cast<unsigned>(port()), nullptr,
                           0) == nullptr ||
        mysql_real_query(connection.get(), sql.data(), sql.size()) != 0) {
        throw std::runtime_error(mysql_error(connection.get()));
    }
    const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> answer(mysql_store_result(connection.get()),
                                                                          &mysql_free_result);
    if (!answer) return {};
    const MYSQL_ROW row = mysql_fetch_row(answer.get());
    const unsigned last = mysql_num_fields(answer.get()) - 1;
    return row == nullptr || row[last] == nullptr ? std::string() : row[last];
}

void MariadbServer::create_database(const std::string& database) {
    query("CREATE DATABASE " + database);
}

void MariadbServer::drop_database(const std::string& database) {
    query("DROP DATABASE " + database);
}

}  // namespace neo::test
