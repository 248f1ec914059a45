#include "object_reader.hpp"

#include "malformed.hpp"

#include <algorithm>

namespace neo::host::json {

ObjectReader::ObjectReader(const boost::json::value& value, std::string place)
    : object_(value.if_object()), place_(std::move(place)) {
    if (object_ == nullptr) throw Malformed(place_, "must be an object");
}

std::string ObjectReader::place_of(std::string_view key) const {
    return place_.empty() ? std::string(key) : place_ + "." + std::string(key);
}

void ObjectReader::refuse(std::string_view key, const std::string& why) const {
    throw Malformed(place_of(key), why);
}

const boost::json::value* ObjectReader::find(std::string_view key) {
    read_.emplace_back(key);
    return object_->if_contains(key);
}

const boost::json::value& ObjectReader::required(std::string_view key) {
    const boost::json::value* value = find(key);
    if (value == nullptr) refuse(key, "is missing");
    return *value;
}

std::string ObjectReader::text(std::string_view key) {
    const boost::json::string* text = required(key).if_string();
    if (text == nullptr) refuse(key, "must be a text");
    return std::string(*text);
}

std::optional<std::string> ObjectReader::optional_text(std::string_view key) {
    const boost::json::value* value = find(key);
    if (value == nullptr || value->is_null()) return std::nullopt;
    return text(key);
}

std::optional<bool> ObjectReader::optional_flag(std::string_view key) {
    const boost::json::value* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_bool()) refuse(key, "must be true or false");
    return value->get_bool();
}

std::optional<std::int64_t> ObjectReader::optional_integer(std::string_view key, std::int64_t least,
                                                           std::int64_t most) {
    const boost::json::value* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_int64() || value->get_int64() < least || value->get_int64() > most)
        refuse(key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return value->get_int64();
}

std::int64_t ObjectReader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
    required(key);
    return *optional_integer(key, least, most);
}

const boost::json::array* ObjectReader::optional_array(std::string_view key) {
    const boost::json::value* value = find(key);
    if (value == nullptr) return nullptr;
    if (!value->is_array()) refuse(key, "must be an array");
    return &value->get_array();
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
    std::vector<std::string> found;
    const boost::json::array* array = optional_array(key);
    if (array == nullptr) return found;
    for (const boost::json::value& element : *array) {
        if (!element.is_string()) refuse(key, "must be an array of texts");
        found.emplace_back(element.get_string());
    }
    return found;
}

void ObjectReader::adopt(const ObjectReader& part) {
    for (std::string& place : part.unread())
        unread_below_.push_back(std::move(place));
}

std::vector<std::string> ObjectReader::unread() const {
    std::vector<std::string> places = unread_below_;
    for (const auto& member : *object_) {
        if (std::find(read_.begin(), read_.end(), std::string_view(member.key())) == read_.end())
            places.push_back(place_of(member.key()));
    }
    return places;
}

void ObjectReader::refuse_unread() const {
    if (const auto places = unread(); !places.empty()) throw Malformed(places.front(), "is not a known key");
}

}  // namespace neo::host::json
