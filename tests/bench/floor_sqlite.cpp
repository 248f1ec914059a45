// The floor by SQLite's own library: each client reads on a connection of its own, and all write on one, as WAL mode
// has a single writer.
#include "floor.hpp"

#include <sqlite3.h>

#include <map>
#include <mutex>
#include <stdexcept>

namespace neo::bench {

namespace {

struct Closer {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class SqliteConnection {
public:
    explicit SqliteConnection(const std::filesystem::path& file) {
        sqlite3* opened = nullptr;
        const int result = sqlite3_open(file.c_str(), &opened);
        connection_.reset(opened);
        if (result != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
        sqlite3_busy_timeout(opened, 10000);
        // As the product has it.
        run("PRAGMA journal_mode = WAL", {});
        run("PRAGMA synchronous = FULL", {});
        run("PRAGMA foreign_keys = ON", {});
    }

    Cells run(std::string_view sql, const Values& values) {
        sqlite3_stmt* const statement = prepared(sql);
        for (std::size_t at = 0; at < values.size(); ++at)
            bind(statement, static_cast<int>(at) + 1, values[at]);
        Cells cells;
        int result = sqlite3_step(statement);
        if (result == SQLITE_ROW) {
            for (int column = 0; column < sqlite3_column_count(statement); ++column) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
                cells.emplace_back(text == nullptr ? "" : text,
                                   static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
            }
        }
        while (result == SQLITE_ROW)
            result = sqlite3_step(statement);
        sqlite3_reset(statement);
        if (result != SQLITE_DONE)
            throw std::runtime_error(std::string(sqlite3_errmsg(connection_.get())) + ": " + std::string(sql));
        return cells;
    }

private:
    sqlite3_stmt* prepared(std::string_view sql) {
        auto& statement = statements_[sql];
        if (!statement) {
            sqlite3_stmt* fresh = nullptr;
            if (sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &fresh, nullptr) !=
                SQLITE_OK)
                throw std::runtime_error(std::string(sqlite3_errmsg(connection_.get())) + ": " + std::string(sql));
            statement.reset(fresh);
        }
        return statement.get();
    }

    static void bind(sqlite3_stmt* statement, int index, const Value& value) {
        if (const auto* text = std::get_if<std::string_view>(&value))
            sqlite3_bind_text(statement, index, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
        else
            sqlite3_bind_int64(statement, index, std::get<std::int64_t>(value));
    }

    std::unique_ptr<sqlite3, Closer> connection_;
    std::map<std::string_view, std::unique_ptr<sqlite3_stmt, Closer>> statements_;
};

struct Writer {
    explicit Writer(const std::filesystem::path& file) : connection(file) {}

    SqliteConnection connection;
    std::mutex turn;
};

class SqliteFloor : public FloorConnection {
public:
    SqliteFloor(const std::filesystem::path& file, Writer& writer) : reader_(file), writer_(writer) {}

    Cells read(std::string_view sql, const Values& values) override { return reader_.run(sql, values); }
    void begin() override {
        transaction_ = std::unique_lock(writer_.turn);
        writer_.connection.run("BEGIN IMMEDIATE", {});
    }
    Cells run(std::string_view sql, const Values& values) override { return writer_.connection.run(sql, values); }
    void commit() override {
        writer_.connection.run("COMMIT", {});
        transaction_.unlock();
    }

private:
    SqliteConnection reader_;
    Writer& writer_;
    std::unique_lock<std::mutex> transaction_;
};

class SqliteFloorDatabase : public FloorDatabase {
public:
    explicit SqliteFloorDatabase(const sql::DatabaseConfig& config)
        : file_(config.directory / config.connection), writer_(file_) {}

    std::unique_ptr<FloorConnection> connect() override { return std::make_unique<SqliteFloor>(file_, writer_); }
    std::string_view now() const override { return "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)"; }

private:
    const std::filesystem::path file_;
    Writer writer_;
};

}  // namespace

std::unique_ptr<FloorDatabase> open_floor_sqlite(const sql::DatabaseConfig& config) {
    return std::make_unique<SqliteFloorDatabase>(config);
}

}  // namespace neo::bench
