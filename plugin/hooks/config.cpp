#include "config.hpp"

#include <adapters/sql/config_reader.hpp>
#include <neo/host/abi.h>
#include <neo/host/cpp/repeated_member.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace neo::hooks {

namespace json = boost::json;

namespace {

// Says which key is wrong; caught in read_config.
struct WrongKey : std::runtime_error {
    using runtime_error::runtime_error;
};

// The members of one object, each asked for by its key; `place` is where it stands: "database.".
class Members {
public:
    Members(const json::object& object, std::string place) : object_(object), place_(std::move(place)) {}

    // The members of an object within this one; unset when it is missing.
    std::optional<Members> optional_object(std::string_view key) {
        const json::value* value = find(key);
        if (value == nullptr) return std::nullopt;
        if (!value->is_object()) refuse(key, "must be an object");
        return Members(value->get_object(), place_ + std::string(key) + ".");
    }
    Members object(std::string_view key) {
        auto found = optional_object(key);
        if (!found) refuse(key, "is missing");
        return *std::move(found);
    }
    std::optional<std::string> optional_text(std::string_view key) {
        const json::value* value = find(key);
        if (value == nullptr) return std::nullopt;
        if (!value->is_string()) refuse(key, "must be a text");
        return std::string(value->get_string());
    }
    std::string text(std::string_view key) {
        auto found = optional_text(key);
        if (!found) refuse(key, "is missing");
        return *std::move(found);
    }
    // An array of texts.
    std::optional<std::vector<std::string>> optional_texts(std::string_view key) {
        const json::value* value = find(key);
        if (value == nullptr) return std::nullopt;
        if (!value->is_array()) refuse(key, "must be an array of texts");
        std::vector<std::string> texts;
        for (const json::value& element : value->get_array()) {
            if (!element.is_string()) refuse(key, "must be an array of texts");
            texts.emplace_back(element.get_string());
        }
        return texts;
    }
    std::optional<int> optional_integer(std::string_view key, int least, int most) {
        const json::value* value = find(key);
        if (value == nullptr) return std::nullopt;
        json::error_code error;
        const auto number = value->to_number<std::int64_t>(error);
        if (error || number < least || number > most)
            refuse(key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return static_cast<int>(number);
    }
    std::optional<bool> optional_flag(std::string_view key) {
        const json::value* value = find(key);
        if (value == nullptr) return std::nullopt;
        if (!value->is_bool()) refuse(key, "must be true or false");
        return value->get_bool();
    }

    [[noreturn]] void refuse(std::string_view key, const std::string& why) const {
        throw WrongKey("\"" + place_ + std::string(key) + "\" " + why);
    }
    // For the first member that nobody asked for.
    void refuse_unread() const {
        for (const auto& member : object_) {
            if (std::ranges::find(read_, std::string_view(member.key())) == read_.end())
                refuse(member.key(), "is not a known key");
        }
    }

private:
    const json::value* find(std::string_view key) {
        read_.emplace_back(key);
        return object_.if_contains(key);
    }

    const json::object& object_;
    std::string place_;
    std::vector<std::string> read_;
};

void read_recovery(Config& config, Members members) {
    constexpr int most_lease_seconds = 60 * 60;
    constexpr int most_interval_seconds = 24 * 60 * 60;
    constexpr int most_shutdown_seconds = 60 * 60;
    if (const auto lease = members.optional_integer("lease_seconds", 1, most_lease_seconds))
        config.lease = std::chrono::seconds(*lease);
    if (const auto interval = members.optional_integer("interval_seconds", 1, most_interval_seconds))
        config.recovery_interval = std::chrono::seconds(*interval);
    if (const auto patience = members.optional_integer("shutdown_seconds", 0, most_shutdown_seconds))
        config.shutdown_patience = std::chrono::seconds(*patience);
    config.recovers_in_background = members.optional_flag("background").value_or(config.recovers_in_background);
    members.refuse_unread();
}

void read_limits(Config& config, Members members) {
    constexpr int most_refusals = 100'000;
    if (const auto refusals = members.optional_integer("refusals_per_minute", 0, most_refusals))
        config.refusals_per_minute = *refusals;
    members.refuse_unread();
}

// A list stands in the place of the default one, which it can name as one of its elements.
domain::PatternTexts::List with_defaults(std::vector<std::string> texts, const domain::PatternTexts::List& defaults) {
    const auto place = std::ranges::find(texts, "default");
    if (place == texts.end()) return texts;
    const auto index = place - texts.begin();
    texts.erase(place);
    texts.insert(texts.begin() + index, defaults.begin(), defaults.end());
    return texts;
}

domain::PatternTexts read_patterns(Members members) {
    domain::PatternTexts texts = domain::default_patterns();
    for (const auto& [key, list] : domain::pattern_keys()) {
        if (auto given = members.optional_texts(key)) texts.*list = with_defaults(*std::move(given), texts.*list);
    }
    members.refuse_unread();
    return texts;
}

std::shared_ptr<const domain::ContentPatterns> compiled(const domain::PatternTexts& texts) {
    auto patterns = domain::compile_patterns(texts);
    if (const auto* fault = std::get_if<domain::PatternFault>(&patterns))
        throw WrongKey("\"content." + fault->key + "\" " + fault->message);
    return std::make_shared<const domain::ContentPatterns>(std::get<domain::ContentPatterns>(std::move(patterns)));
}

}  // namespace

result<Config> read_config(std::string_view text, const std::filesystem::path& directory) {
    constexpr std::size_t most_nesting = 32;  // json::parse takes as much
    if (const auto fault = sdk::check_document(text, most_nesting))
        return Error{ErrorCode::invalid, "the plugin's configuration, " + fault->place + ": " + fault->message};
    const json::value value = json::parse(text);
    if (!value.is_object()) return Error{ErrorCode::invalid, "the plugin's configuration is not a JSON object"};
    try {
        Config config;
        Members members(value.get_object(), "");
        Members database = members.object("database");
        config.database = sql::read_database(database, directory);
        if (auto recovery = members.optional_object("recovery")) read_recovery(config, *std::move(recovery));
        if (auto limits = members.optional_object("limits")) read_limits(config, *std::move(limits));
        if (auto content = members.optional_object("content"))
            config.content = compiled(read_patterns(*std::move(content)));
        members.refuse_unread();
        return config;
    } catch (const WrongKey& wrong) {
        return Error{ErrorCode::invalid, wrong.what()};
    }
}

void obey(std::uint64_t host_flags, Config& config) {
    if ((host_flags & NEO_HOST_NO_MIGRATION) != 0) config.database.migrate = false;
    if ((host_flags & NEO_HOST_NO_BACKGROUND) != 0) config.recovers_in_background = false;
}

}  // namespace neo::hooks
