#include "sqlite.hpp"

#include "borrowed_text.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <fcntl.h>
#include <filesystem>
#include <string>
#include <system_error>
#include <unistd.h>

namespace neo::sql {
namespace {

// Extended codes, which every connection has switched on.
Failure classify(const soci::soci_error& error) {
    const auto* native = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    if (native == nullptr) return Failure::other;
    switch (native->result()) {
        case 1555:  // primary key
        case 2067:  // unique
            return Failure::duplicate;
        case 787:
            return Failure::foreign_key;
        default:
            break;
    }
    switch (native->result() & 0xff) {
        case 5:  // busy
        case 6:  // locked
            return Failure::conflict;
        case 8:
            return Failure::read_only;
        case 13:  // the disk is full
            return Failure::unavailable;
        case 10:  // input or output
        case 14:  // cannot open
            return Failure::lost;
        default:
            return Failure::other;
    }
}

constexpr std::pair<std::string_view, std::string_view> tokens[] = {
    {"now", "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)"},
    {"id", "TEXT"},
    {"long_text", "TEXT"},
    {"then_id", ", id"},
    {"table", ""},
    {"texts", "SELECT value FROM json_each(:listed)"},
    {"text_pairs", "SELECT value ->> 0, value ->> 1 FROM json_each(:listed)"},
};

constexpr Dialect dialect{
    .name = "sqlite",
    .begin_write = "BEGIN IMMEDIATE",
    .table_exists = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :name",
    .table_columns = "SELECT name FROM pragma_table_info(:name)",
    .confirm_on_disk = "PRAGMA synchronous = FULL",
    .confirm_soon = "PRAGMA synchronous = NORMAL",
    .transactional_ddl = true,
    .lift_time_limit = "",
    .single_writer = true,
    .tokens = tokens,
    .classify = classify,
    .use_borrowed_text = use_borrowed_text,
};

void pin(soci::session& session, const std::string& pragma, int value) {
    int found = -1;
    session << "PRAGMA " + pragma + " = " + std::to_string(value);
    session << "PRAGMA " + pragma, soci::into(found);
    if (found != value) {
        throw DatabaseError(Failure::unavailable, "SQLite's " + pragma + " cannot be set to " + std::to_string(value));
    }
}

std::unique_ptr<Connection> open(const std::string& file, Access access, Metrics& metrics) {
    try {
        auto session = std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + file + "\" timeout=5");
        auto* const backend = static_cast<soci::sqlite3_session_backend*>(session->get_backend());
        sqlite_api::sqlite3_extended_result_codes(backend->conn_, 1);
        std::string mode;
        *session << "PRAGMA journal_mode = WAL", soci::into(mode);
        if (mode != "wal") {
            throw DatabaseError(Failure::unavailable, "the file system does not support SQLite's WAL mode");
        }
        constexpr int full = 2;
        pin(*session, "synchronous", full);
        pin(*session, "foreign_keys", 1);
        pin(*session, "query_only", access == Access::read ? 1 : 0);
        return std::make_unique<Connection>(dialect, metrics, std::move(session));
    } catch (const soci::soci_error& error) {
        throw DatabaseError(Failure::lost, error.get_error_message());
    }
}

// A folder and a file that are not there yet are made for their owner alone, whatever the process's umask is.
std::error_code create_missing(const std::filesystem::path& file) {
    std::error_code error;
    if (file.has_parent_path() && std::filesystem::create_directories(file.parent_path(), error))
        std::filesystem::permissions(file.parent_path(), std::filesystem::perms::owner_all, error);
    // Never one that is there: closing it would drop the locks that this process has on it.
    const int created = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (created >= 0) ::close(created);
    return error;
}

}  // namespace

void keep_no_count_of_memory() {
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

result<std::unique_ptr<Pool>> open_sqlite(const DatabaseConfig& config) {
    if (config.connection.empty() || config.connection.find_first_of("\"\n") != std::string::npos) {
        return Error{ErrorCode::invalid, "connection must be the path of a file for the backend sqlite"};
    }
    const std::filesystem::path file = config.directory / config.connection;
    if (const std::error_code error = create_missing(file)) {
        return Error{ErrorCode::unavailable,
                     "cannot create the folder of the database file " + file.string() + ": " + error.message()};
    }
    auto pool =
        Pool::open(dialect, PoolSettings{config.pool_size, config.acquire_timeout},
                   [file = file.string()](Access access, Metrics& metrics) { return open(file, access, metrics); });
    if (!pool) return Error{pool.error().code, file.string() + ": " + pool.error().message};
    return pool;
}

}  // namespace neo::sql
