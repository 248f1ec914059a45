// Builds JSON text member by member, so that documents which arrived as text go out as the same text (C5). One thread.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace neo::hooks {

// `text` as a JSON string with its quotes.
std::string json_string(std::string_view text);

class JsonObject {
public:
    JsonObject& text(std::string_view key, std::string_view value);
    // null when unset.
    JsonObject& text(std::string_view key, const std::optional<std::string>& value);
    JsonObject& text(std::string_view key, const char* value) { return text(key, std::string_view(value)); }
    JsonObject& text(std::string_view key, const std::string& value) { return text(key, std::string_view(value)); }
    JsonObject& number(std::string_view key, std::int64_t value);
    JsonObject& number(std::string_view key, const std::optional<std::int64_t>& value);
    JsonObject& boolean(std::string_view key, bool value);
    JsonObject& boolean(std::string_view key, const std::optional<bool>& value);
    // `value` is JSON already.
    JsonObject& json(std::string_view key, std::string_view value);

    // The object's text. Called once, last.
    std::string done();

private:
    std::string body_ = "{";
};

// A JSON array of what `write` makes of each item.
template <class Items, class Write>
std::string json_array(const Items& items, Write&& write) {
    std::string array = "[";
    for (const auto& item : items) {
        if (array.size() > 1) array += ',';
        array += write(item);
    }
    return array + ']';
}

}  // namespace neo::hooks
