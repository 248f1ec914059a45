#include "view.hpp"

#include "terminal.hpp"

#include <boost/json.hpp>

namespace neo::cli {
namespace json = boost::json;

const json::value& member(const json::value& value, std::string_view key) noexcept {
    static const json::value none;
    const json::object* const object = value.if_object();
    const json::value* const found = object == nullptr ? nullptr : object->if_contains(key);
    return found == nullptr ? none : *found;
}

const json::array& elements(const json::value& value) noexcept {
    static const json::array none;
    const json::array* const array = value.if_array();
    return array == nullptr ? none : *array;
}

std::string said(const json::value& value) {
    if (const json::string* const text = value.if_string()) return printable(*text);
    return value.is_number() ? json::serialize(value) : std::string();
}

std::string listed(const json::value& array) {
    std::string all;
    for (const json::value& element : elements(array))
        all += (all.empty() ? "" : ", ") + said(element);
    return all;
}

}  // namespace neo::cli
