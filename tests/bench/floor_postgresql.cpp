// The floor by libpq: statements prepared at the server, one round trip each.
#include "floor.hpp"

#include <adapters/postgresql/connection_string.hpp>

#include <libpq-fe.h>

#include <array>
#include <map>
#include <stdexcept>

namespace neo::bench {

namespace {

struct Closer {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};

// `?` becomes $1, $2, …
std::string numbered(std::string_view sql) {
    std::string text;
    int number = 0;
    for (const char c : sql) {
        if (c == '?')
            text += "$" + std::to_string(++number);
        else
            text += c;
    }
    return text;
}

class PostgresqlFloor : public FloorConnection {
public:
    explicit PostgresqlFloor(const std::string& connection_string)
        : connection_(PQconnectdb(connection_string.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    }

    Cells read(std::string_view sql, const Values& values) override { return run(sql, values); }
    void begin() override { run("BEGIN", {}); }
    Cells run(std::string_view sql, const Values& values) override {
        const std::string& name = prepared(sql);
        std::array<const char*, most_values> texts{};
        std::array<int, most_values> sizes{};
        std::array<std::string, most_values> ended;  // libpq takes text with a NUL behind it
        for (std::size_t at = 0; at < values.size(); ++at) {
            const auto* text = std::get_if<std::string_view>(&values[at]);
            ended.at(at) = text != nullptr ? std::string(*text) : std::to_string(std::get<std::int64_t>(values[at]));
            texts.at(at) = ended.at(at).c_str();
            sizes.at(at) = static_cast<int>(ended.at(at).size());
        }
        const auto result = checked(PQexecPrepared(connection_.get(), name.c_str(), static_cast<int>(values.size()),
                                                   texts.data(), sizes.data(), nullptr, 0));
        Cells cells;
        if (PQntuples(result.get()) == 0) return cells;
        for (int column = 0; column < PQnfields(result.get()); ++column)
            cells.emplace_back(PQgetvalue(result.get(), 0, column),
                               static_cast<std::size_t>(PQgetlength(result.get(), 0, column)));
        return cells;
    }
    void commit() override { run("COMMIT", {}); }

private:
    static constexpr std::size_t most_values = 32;
    using Result = std::unique_ptr<PGresult, Closer>;

    Result checked(PGresult* result) const {
        Result owned(result);
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw std::runtime_error(PQerrorMessage(connection_.get()));
        return owned;
    }

    const std::string& prepared(std::string_view sql) {
        std::string& name = statements_[sql];
        if (name.empty()) {
            name = "s" + std::to_string(statements_.size());
            checked(PQprepare(connection_.get(), name.c_str(), numbered(sql).c_str(), 0, nullptr));
        }
        return name;
    }

    std::unique_ptr<PGconn, Closer> connection_;
    std::map<std::string_view, std::string> statements_;
};

class PostgresqlFloorDatabase : public FloorDatabase {
public:
    explicit PostgresqlFloorDatabase(const sql::DatabaseConfig& config) {
        const auto text = sql::postgresql_connection_string(config.connection, config.password);
        if (!text) throw std::runtime_error(text.error().message);
        connection_string_ = text->text();
    }

    std::unique_ptr<FloorConnection> connect() override {
        return std::make_unique<PostgresqlFloor>(connection_string_);
    }
    std::string_view now() const override { return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)"; }

private:
    std::string connection_string_;
};

}  // namespace

std::unique_ptr<FloorDatabase> open_floor_postgresql(const sql::DatabaseConfig& config) {
    return std::make_unique<PostgresqlFloorDatabase>(config);
}

}  // namespace neo::bench
