// Preloaded into a program (LD_PRELOAD), it stands before libsqlite3 and writes each statement that the program runs to
// the file named by NEO_RECORD_SQL, one a line.
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <mutex>
#include <string>
#include <unordered_set>

namespace {

std::mutex mutex;
// Those that have answered a row and go on with the next step.
std::unordered_set<sqlite3_stmt*>& running() {
    static auto* const statements = new std::unordered_set<sqlite3_stmt*>;  // outlives every thread
    return *statements;
}

// Whether this thread is inside sqlite3_exec, which calls the functions below itself.
thread_local bool inside_exec = false;

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}
#define REAL(name) static auto* const real_##name = real<decltype(name)>(#name)

void write(const char* sql) {
    static std::FILE* const file = std::fopen(std::getenv("NEO_RECORD_SQL"), "a");
    std::string line(sql);
    for (char& c : line) {
        if (c == '\n') c = ' ';
    }
    std::fprintf(file, "%s\n", line.c_str());
    std::fflush(file);
}

void forget(sqlite3_stmt* statement) {
    const std::lock_guard lock(mutex);
    running().erase(statement);
}

}  // namespace

extern "C" {

#pragma GCC visibility push(default)

int sqlite3_step(sqlite3_stmt* statement) {
    REAL(sqlite3_step);
    if (inside_exec) return real_sqlite3_step(statement);
    {
        const std::lock_guard lock(mutex);
        if (!running().contains(statement)) write(sqlite3_sql(statement));
    }
    const int result = real_sqlite3_step(statement);
    const std::lock_guard lock(mutex);
    if (result == SQLITE_ROW)
        running().insert(statement);
    else
        running().erase(statement);
    return result;
}

int sqlite3_reset(sqlite3_stmt* statement) {
    REAL(sqlite3_reset);
    forget(statement);
    return real_sqlite3_reset(statement);
}

int sqlite3_finalize(sqlite3_stmt* statement) {
    REAL(sqlite3_finalize);
    forget(statement);
    return real_sqlite3_finalize(statement);
}

int sqlite3_exec(sqlite3* connection, const char* sql, int (*row)(void*, int, char**, char**), void* argument,
                 char** message) {
    REAL(sqlite3_exec);
    {
        const std::lock_guard lock(mutex);
        write(sql);
    }
    const bool before = inside_exec;
    inside_exec = true;
    const int result = real_sqlite3_exec(connection, sql, row, argument, message);
    inside_exec = before;
    return result;
}

#pragma GCC visibility pop
}
