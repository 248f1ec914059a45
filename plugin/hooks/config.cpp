#include "config.hpp"

#include <neo/host/cpp/repeated_member.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <stdexcept>
#include <string>

namespace neo::hooks {

namespace json = boost::json;

namespace {

// Says which key is wrong; caught in read_config.
struct WrongKey : std::runtime_error {
    using runtime_error::runtime_error;
};

void check_keys(const json::object& object, const std::string& where, std::initializer_list<std::string_view> known) {
    for (const auto& member : object) {
        if (std::ranges::find(known, std::string_view(member.key())) == known.end()) {
            throw WrongKey("unknown key \"" + where + std::string(member.key()) + "\"");
        }
    }
}

const json::object& object_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) throw WrongKey("the key \"" + std::string(key) + "\" is missing");
    if (!value->is_object()) throw WrongKey("\"" + std::string(key) + "\" must be an object");
    return value->get_object();
}

std::string text_of(const json::object& object, const std::string& where, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) throw WrongKey("the key \"" + where + std::string(key) + "\" is missing");
    if (!value->is_string() || value->get_string().empty())
        throw WrongKey("\"" + where + std::string(key) + "\" must be a text");
    return std::string(value->get_string());
}

int number_of(const json::object& object, const std::string& where, std::string_view key, int least, int most,
              int otherwise) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) return otherwise;
    json::error_code error;
    const auto number = value->to_number<std::int64_t>(error);
    if (error || number < least || number > most) {
        throw WrongKey("\"" + where + std::string(key) + "\" must be a whole number from " + std::to_string(least) +
                       " to " + std::to_string(most));
    }
    return static_cast<int>(number);
}

bool boolean_of(const json::object& object, const std::string& where, std::string_view key, bool otherwise) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) return otherwise;
    if (!value->is_bool()) throw WrongKey("\"" + where + std::string(key) + "\" must be true or false");
    return value->get_bool();
}

std::string read_password(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw WrongKey("\"database.password_file\": cannot read " + file.string());
    std::string password{std::istreambuf_iterator<char>(in), {}};
    while (!password.empty() && (password.back() == '\n' || password.back() == '\r'))
        password.pop_back();
    return password;
}

sql::DatabaseConfig database_from(const json::object& object, const std::filesystem::path& directory) {
    const std::string where = "database.";
    check_keys(object, where,
               {"backend", "connection", "password_file", "pool_size", "migrate", "acquire_timeout_seconds"});
    sql::DatabaseConfig database;
    database.backend = text_of(object, where, "backend");
    database.connection = text_of(object, where, "connection");
    database.directory = directory;
    database.pool_size = number_of(object, where, "pool_size", 1, 1000, database.pool_size);
    database.migrate = boolean_of(object, where, "migrate", database.migrate);
    database.acquire_timeout = std::chrono::seconds(number_of(object, where, "acquire_timeout_seconds", 1, 600, 5));
    if (object.contains("password_file"))
        database.password = read_password(directory / text_of(object, where, "password_file"));
    return database;
}

}  // namespace

result<Config> read_config(std::string_view text, const std::filesystem::path& directory) {
    constexpr std::size_t most_nesting = 32;  // json::parse takes as much
    if (const auto fault = sdk::check_document(text, most_nesting))
        return Error{ErrorCode::invalid, "the plugin's configuration, " + fault->place + ": " + fault->message};
    const json::value value = json::parse(text);
    if (!value.is_object()) return Error{ErrorCode::invalid, "the plugin's configuration is not a JSON object"};
    try {
        const json::object& object = value.get_object();
        check_keys(object, "", {"database", "recovery"});
        Config config;
        config.database = database_from(object_of(object, "database"), directory);
        if (object.contains("recovery")) {
            constexpr int most_lease_seconds = 60 * 60;
            constexpr int most_interval_seconds = 24 * 60 * 60;
            constexpr int most_shutdown_seconds = 60 * 60;
            const json::object& recovery = object_of(object, "recovery");
            check_keys(recovery, "recovery.", {"lease_seconds", "interval_seconds", "background", "shutdown_seconds"});
            config.lease =
                std::chrono::seconds(number_of(recovery, "recovery.", "lease_seconds", 1, most_lease_seconds, 30));
            config.recovery_interval =
                std::chrono::seconds(number_of(recovery, "recovery.", "interval_seconds", 1, most_interval_seconds, 5));
            config.shutdown_patience = std::chrono::seconds(
                number_of(recovery, "recovery.", "shutdown_seconds", 0, most_shutdown_seconds, 10));
            config.recovers_in_background = boolean_of(recovery, "recovery.", "background", true);
        }
        return config;
    } catch (const WrongKey& wrong) {
        return Error{ErrorCode::invalid, wrong.what()};
    }
}

}  // namespace neo::hooks
