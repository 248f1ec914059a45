// The floor by libmariadb: statements prepared at the server, one round trip each.
#include "floor.hpp"

#include <array>
#include <map>
#include <mysql.h>
#include <sstream>
#include <stdexcept>

namespace neo::bench {

namespace {

struct Closer {
    void operator()(MYSQL* connection) const { mysql_close(connection); }
    void operator()(MYSQL_STMT* statement) const { mysql_stmt_close(statement); }
};

// "host=… port=… user=… db=…", as a connection string of the product.
std::map<std::string, std::string> parts_of(const std::string& connection) {
    std::map<std::string, std::string> parts;
    std::istringstream words(connection);
    for (std::string word; words >> word;)
        parts[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
    return parts;
}

class MariadbFloor : public FloorConnection {
public:
    explicit MariadbFloor(const sql::DatabaseConfig& config) : connection_(mysql_init(nullptr)) {
        auto parts = parts_of(config.connection);
        mysql_options(connection_.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
        if (mysql_real_connect(connection_.get(), parts["host"].c_str(), parts["user"].c_str(),
                               config.password.text().c_str(), parts["db"].c_str(),
                               static_cast<unsigned>(std::stoul(parts["port"])), nullptr, 0) == nullptr ||
            mysql_query(connection_.get(), "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED") != 0) {
            throw std::runtime_error(mysql_error(connection_.get()));
        }
    }

    Cells read(std::string_view sql, const Values& values) override { return run(sql, values); }
    void begin() override { run("BEGIN", {}); }
    Cells run(std::string_view sql, const Values& values) override {
        MYSQL_STMT* const statement = prepared(sql);
        std::array<MYSQL_BIND, most_values> bound{};
        std::array<unsigned long, most_values> sizes{};
        std::array<std::int64_t, most_values> integers{};
        for (std::size_t at = 0; at < values.size(); ++at) {
            MYSQL_BIND& bind = bound.at(at);
            if (const auto* text = std::get_if<std::string_view>(&values[at])) {
                bind.buffer_type = MYSQL_TYPE_STRING;
                bind.buffer = const_cast<char*>(text->data());
                bind.buffer_length = sizes.at(at) = text->size();
                bind.length = &sizes.at(at);
            } else {
                integers.at(at) = std::get<std::int64_t>(values[at]);
                bind.buffer_type = MYSQL_TYPE_LONGLONG;
                bind.buffer = &integers.at(at);
            }
        }
        expect(statement, mysql_stmt_bind_param(statement, bound.data()) == 0);
        expect(statement, mysql_stmt_execute(statement) == 0);
        Cells cells = first_row(statement);
        mysql_stmt_free_result(statement);
        return cells;
    }
    void commit() override { run("COMMIT", {}); }

private:
    static constexpr std::size_t most_values = 32;

    static void expect(MYSQL_STMT* statement, bool done) {
        if (!done) throw std::runtime_error(mysql_stmt_error(statement));
    }

    static Cells first_row(MYSQL_STMT* statement) {
        const auto columns = static_cast<unsigned>(mysql_stmt_field_count(statement));
        if (columns == 0) return {};
        // First the sizes of what comes, then each cell.
        std::array<MYSQL_BIND, most_values> bound{};
        std::array<unsigned long, most_values> sizes{};
        std::array<my_bool, most_values> nulls{};
        for (std::size_t at = 0; at < columns; ++at) {
            bound.at(at).buffer_type = MYSQL_TYPE_STRING;
            bound.at(at).length = &sizes.at(at);
            bound.at(at).is_null = &nulls.at(at);
        }
        expect(statement, mysql_stmt_bind_result(statement, bound.data()) == 0);
        expect(statement, mysql_stmt_store_result(statement) == 0);
        const int fetched = mysql_stmt_fetch(statement);
        expect(statement, fetched != 1);
        if (fetched == MYSQL_NO_DATA) return {};
        Cells cells(columns);
        for (unsigned at = 0; at < columns; ++at) {
            if (nulls.at(at) != 0 || sizes.at(at) == 0) continue;
            cells[at].resize(sizes.at(at));
            MYSQL_BIND& bind = bound.at(at);
            bind.buffer = cells[at].data();
            bind.buffer_length = cells[at].size();
            expect(statement, mysql_stmt_fetch_column(statement, &bind, at, 0) == 0);
        }
        return cells;
    }

    MYSQL_STMT* prepared(std::string_view sql) {
        auto& statement = statements_[sql];
        if (!statement) {
            statement.reset(mysql_stmt_init(connection_.get()));
            expect(statement.get(), mysql_stmt_prepare(statement.get(), sql.data(), sql.size()) == 0);
        }
        return statement.get();
    }

    std::unique_ptr<MYSQL, Closer> connection_;
    std::map<std::string_view, std::unique_ptr<MYSQL_STMT, Closer>> statements_;
};

class MariadbFloorDatabase : public FloorDatabase {
public:
    explicit MariadbFloorDatabase(const sql::DatabaseConfig& config) : config_(config) {}

    std::unique_ptr<FloorConnection> connect() override { return std::make_unique<MariadbFloor>(config_); }
    std::string_view now() const override { return "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)"; }

private:
    const sql::DatabaseConfig config_;
};

}  // namespace

std::unique_ptr<FloorDatabase> open_floor_mariadb(const sql::DatabaseConfig& config) {
    return std::make_unique<MariadbFloorDatabase>(config);
}

}  // namespace neo::bench
