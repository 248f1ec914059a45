#include "sql_replay.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

namespace neo::bench {

namespace {

struct Closer {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class Connection {
public:
    explicit Connection(const std::filesystem::path& path) {
        sqlite3* opened = nullptr;
        const int result = sqlite3_open(path.c_str(), &opened);
        connection_.reset(opened);
        if (result != SQLITE_OK) throw std::runtime_error("cannot open " + path.string());
        sqlite3_busy_timeout(opened, 10000);
    }

    void run(const SqlRecord& record) {
        sqlite3_stmt* const statement = prepared(record.sql);
        for (std::size_t at = 0; at < record.values.size(); ++at)
            bind(statement, static_cast<int>(at) + 1, record.values[at]);
        int result = SQLITE_ROW;
        while (result == SQLITE_ROW)
            result = sqlite3_step(statement);
        sqlite3_reset(statement);
        // A constraint that the program met is met here too.
        if (result != SQLITE_DONE && result != SQLITE_CONSTRAINT)
            throw std::runtime_error(std::string(sqlite3_errmsg(connection_.get())) + ": " + record.sql);
    }

private:
    sqlite3_stmt* prepared(const std::string& sql) {
        auto& statement = statements_[sql];
        if (!statement) {
            sqlite3_stmt* fresh = nullptr;
            if (sqlite3_prepare_v2(connection_.get(), sql.c_str(), -1, &fresh, nullptr) != SQLITE_OK)
                throw std::runtime_error(std::string(sqlite3_errmsg(connection_.get())) + ": " + sql);
            statement.reset(fresh);
        }
        return statement.get();
    }

    static void bind(sqlite3_stmt* statement, int index, const Value& value) {
        if (std::holds_alternative<Null>(value)) sqlite3_bind_null(statement, index);
        if (const auto* integer = std::get_if<std::int64_t>(&value)) sqlite3_bind_int64(statement, index, *integer);
        if (const auto* real = std::get_if<double>(&value)) sqlite3_bind_double(statement, index, *real);
        if (const auto* text = std::get_if<std::string>(&value))
            sqlite3_bind_text(statement, index, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
    }

    std::unique_ptr<sqlite3, Closer> connection_;
    std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Closer>> statements_;
};

bool begins_with(std::string_view sql, std::string_view word) {
    return sql.size() >= word.size() && std::equal(word.begin(), word.end(), sql.begin(), [](char left, char right) {
               return left == std::toupper(static_cast<unsigned char>(right));
           });
}

}  // namespace

ReplayResult replay(const std::vector<SqlRecord>& records, std::int64_t from_nanoseconds,
                    const std::map<std::string, std::filesystem::path>& databases) {
    std::map<std::int64_t, Connection> connections;
    const auto connection = [&](const SqlRecord& record) -> Connection& {
        const auto found = connections.find(record.connection);
        if (found != connections.end()) return found->second;
        return connections.try_emplace(record.connection, databases.at(record.database)).first->second;
    };
    for (const SqlRecord& record : records)
        if (record.at_nanoseconds < from_nanoseconds && begins_with(record.sql, "PRAGMA"))
            connection(record).run(record);

    ReplayResult result;
    const auto start = std::chrono::steady_clock::now();
    for (const SqlRecord& record : records) {
        if (record.at_nanoseconds < from_nanoseconds) continue;
        connection(record).run(record);
        ++result.statements;
        if (begins_with(record.sql, "COMMIT")) ++result.commits;
    }
    result.took = std::chrono::steady_clock::now() - start;
    return result;
}

}  // namespace neo::bench
