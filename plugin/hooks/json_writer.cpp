#include "json_writer.hpp"

#include <boost/json.hpp>

namespace neo::hooks {

std::string json_string(std::string_view text) {
    return boost::json::serialize(boost::json::string_view(text));
}

JsonObject& JsonObject::json(std::string_view key, std::string_view value) {
    if (body_.size() > 1) body_ += ',';
    body_ += json_string(key);
    body_ += ':';
    body_ += value;
    return *this;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view value) {
    return json(key, json_string(value));
}

JsonObject& JsonObject::text(std::string_view key, const std::optional<std::string>& value) {
    return value ? text(key, std::string_view(*value)) : json(key, "null");
}

JsonObject& JsonObject::number(std::string_view key, std::int64_t value) {
    return json(key, std::to_string(value));
}

JsonObject& JsonObject::number(std::string_view key, const std::optional<std::int64_t>& value) {
    return value ? number(key, *value) : json(key, "null");
}

JsonObject& JsonObject::boolean(std::string_view key, bool value) {
    return json(key, value ? "true" : "false");
}

JsonObject& JsonObject::boolean(std::string_view key, const std::optional<bool>& value) {
    return value ? boolean(key, *value) : json(key, "null");
}

std::string JsonObject::done() {
    return std::move(body_) + '}';
}

}  // namespace neo::hooks
