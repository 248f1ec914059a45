// Preloaded into a program (LD_PRELOAD), it stands before libsqlite3 and writes each statement that the program runs to
// the file named by NEO_RECORD_SQL.
#include "sql_record.hpp"

#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <mutex>
#include <unordered_map>

namespace {

using neo::bench::Null;
using neo::bench::SqlRecord;
using neo::bench::Value;

struct Statement {
    std::vector<Value> values;
    bool running = false;
};

std::mutex mutex;
std::unordered_map<sqlite3_stmt*, Statement>& statements() {
    static auto* const map = new std::unordered_map<sqlite3_stmt*, Statement>;  // outlives every thread
    return *map;
}

// Whether this thread is inside sqlite3_exec, which calls the functions below itself.
thread_local bool inside_exec = false;

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}
#define REAL(name) static auto* const real_##name = real<decltype(name)>(#name)

void write(sqlite3* connection, const char* sql, std::vector<Value> values) {
    static std::FILE* const file = std::fopen(std::getenv("NEO_RECORD_SQL"), "ab");
    const char* path = sqlite3_db_filename(connection, "main");
    neo::bench::write_record(
        file, {std::chrono::steady_clock::now().time_since_epoch().count(), reinterpret_cast<std::int64_t>(connection),
               path == nullptr ? "" : path, sql, std::move(values)});
}

void keep(sqlite3_stmt* statement, int index, Value value) {
    const std::lock_guard lock(mutex);
    auto& values = statements()[statement].values;
    if (values.size() < static_cast<std::size_t>(index)) values.resize(static_cast<std::size_t>(index));
    values[static_cast<std::size_t>(index) - 1] = std::move(value);
}

}  // namespace

extern "C" {

#pragma GCC visibility push(default)

int sqlite3_bind_int(sqlite3_stmt* statement, int index, int value) {
    REAL(sqlite3_bind_int);
    keep(statement, index, std::int64_t{value});
    return real_sqlite3_bind_int(statement, index, value);
}

int sqlite3_bind_int64(sqlite3_stmt* statement, int index, sqlite3_int64 value) {
    REAL(sqlite3_bind_int64);
    keep(statement, index, std::int64_t{value});
    return real_sqlite3_bind_int64(statement, index, value);
}

int sqlite3_bind_double(sqlite3_stmt* statement, int index, double value) {
    REAL(sqlite3_bind_double);
    keep(statement, index, value);
    return real_sqlite3_bind_double(statement, index, value);
}

int sqlite3_bind_null(sqlite3_stmt* statement, int index) {
    REAL(sqlite3_bind_null);
    keep(statement, index, Null{});
    return real_sqlite3_bind_null(statement, index);
}

int sqlite3_bind_text(sqlite3_stmt* statement, int index, const char* text, int bytes, void (*destroy)(void*)) {
    REAL(sqlite3_bind_text);
    keep(statement, index, std::string(text, bytes < 0 ? std::strlen(text) : static_cast<std::size_t>(bytes)));
    return real_sqlite3_bind_text(statement, index, text, bytes, destroy);
}

int sqlite3_step(sqlite3_stmt* statement) {
    REAL(sqlite3_step);
    if (inside_exec) return real_sqlite3_step(statement);
    {
        const std::lock_guard lock(mutex);
        const Statement& known = statements()[statement];
        if (!known.running) write(sqlite3_db_handle(statement), sqlite3_sql(statement), known.values);
    }
    const int result = real_sqlite3_step(statement);
    const std::lock_guard lock(mutex);
    statements()[statement].running = result == SQLITE_ROW;
    return result;
}

int sqlite3_reset(sqlite3_stmt* statement) {
    REAL(sqlite3_reset);
    if (!inside_exec) {
        const std::lock_guard lock(mutex);
        statements()[statement].running = false;
    }
    return real_sqlite3_reset(statement);
}

int sqlite3_finalize(sqlite3_stmt* statement) {
    REAL(sqlite3_finalize);
    if (!inside_exec) {
        const std::lock_guard lock(mutex);
        statements().erase(statement);
    }
    return real_sqlite3_finalize(statement);
}

int sqlite3_exec(sqlite3* connection, const char* sql, int (*row)(void*, int, char**, char**), void* argument,
                 char** message) {
    REAL(sqlite3_exec);
    {
        const std::lock_guard lock(mutex);
        write(connection, sql, {});
    }
    const bool before = inside_exec;
    inside_exec = true;
    const int result = real_sqlite3_exec(connection, sql, row, argument, message);
    inside_exec = before;
    return result;
}

#pragma GCC visibility pop
}
