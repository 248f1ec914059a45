#include "database.hpp"

#include "../file.hpp"
#include "../json/object_reader.hpp"

#include <algorithm>
#include <chrono>

namespace neo::host::config {

namespace {

namespace fs = std::filesystem;
using json::ObjectReader;

constexpr std::string_view backends[] = {"sqlite", "postgresql", "mysql"};

// A secret from a file of its own, without the line end that editors add.
std::string read_password(ObjectReader& reader, const fs::path& directory) {
    const auto file = reader.optional_text("password_file");
    if (!file) return "";
    auto text = read_file(directory / *file);
    if (!text) reader.refuse("password_file", text.error().message);
    while (text->ends_with('\n') || text->ends_with('\r'))
        text->pop_back();
    return *text;
}

}  // namespace

sql::DatabaseConfig read_database(const boost::json::value& value, const std::string& place,
                                  const fs::path& directory) {
    ObjectReader reader(value, place);
    sql::DatabaseConfig database;
    database.backend = reader.text("backend");
    if (std::find(std::begin(backends), std::end(backends), database.backend) == std::end(backends))
        reader.refuse("backend", "must be \"sqlite\", \"postgresql\" or \"mysql\"");
    database.connection = reader.text("connection");
    if (database.connection.empty()) reader.refuse("connection", "must not be empty");
    database.password = read_password(reader, directory);
    database.directory = directory;
    database.pool_size = static_cast<int>(reader.optional_integer("pool_size", 1, 1000).value_or(database.pool_size));
    database.migrate = reader.optional_flag("migrate").value_or(true);
    if (const auto wait = reader.optional_integer("acquire_timeout_seconds", 1, 600))
        database.acquire_timeout = std::chrono::seconds(*wait);
    reader.refuse_unread();
    return database;
}

}  // namespace neo::host::config
