// What a configuration file says of a database, in the same words and with the same limits for everybody who has one.
#pragma once

#include "config.hpp"

#include <plugin/base/result.hpp>

#include <chrono>
#include <filesystem>
#include <string>

namespace neo::sql {

// A password from a file of its own, without the line end that editors add. not_found names the file and why: the
// system's reason, or that others than its owner can read it.
result<Secret> read_password(const std::filesystem::path& file);

// Reads all of one JSON object. `Reader` gives its members, and its errors name the place and the key in the words of
// the file that it belongs to; each function throws when the member is of another type or out of its limits:
//
//     std::string text(key)                       optional<bool> optional_flag(key)
//     optional<std::string> optional_text(key)    optional<integer> optional_integer(key, least, most)
//     refuse(key, why), which throws              refuse_unread(), which throws when a member was not asked for
//
// Relative files start at `directory`. A "password_file" is read now; its content appears in no message.
template <class Reader>
DatabaseConfig read_database(Reader& reader, const std::filesystem::path& directory) {
    constexpr int longest_wait_seconds = 600;
    DatabaseConfig database;
    database.directory = directory;
    database.backend = reader.text("backend");
    if (database.backend != "sqlite" && database.backend != "postgresql" && database.backend != "mysql")
        reader.refuse("backend", "must be \"sqlite\", \"postgresql\" or \"mysql\"");
    database.connection = reader.text("connection");
    if (database.connection.empty()) reader.refuse("connection", "must not be empty");
    if (const auto size = reader.optional_integer("pool_size", 1, largest_pool))
        database.pool_size = static_cast<int>(*size);
    if (const auto migrate = reader.optional_flag("migrate")) database.migrate = *migrate;
    if (const auto wait = reader.optional_integer("acquire_timeout_seconds", 1, longest_wait_seconds))
        database.acquire_timeout = std::chrono::seconds(*wait);
    if (const auto file = reader.optional_text("password_file")) {
        auto password = read_password(directory / *file);
        if (!password) reader.refuse("password_file", password.error().message);
        database.password = *std::move(password);
    }
    reader.refuse_unread();
    return database;
}

}  // namespace neo::sql
