#include "environment.hpp"

#include "../json/malformed.hpp"

#include <cstdlib>
#include <string_view>

namespace neo::host::config {

namespace {

std::string expand(std::string_view text, const std::string& place) {
    std::string out;
    while (true) {
        const std::size_t start = text.find("${");
        out += text.substr(0, start);
        if (start == std::string_view::npos) return out;
        const std::size_t end = text.find('}', start);
        if (end == std::string_view::npos) throw json::Malformed(place, "has a ${ without its }");
        const std::string name(text.substr(start + 2, end - start - 2));
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) throw json::Malformed(place, "the environment variable " + name + " is not set");
        out += value;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

void expand_environment(boost::json::value& value, const std::string& place) {
    if (auto* text = value.if_string()) {
        *text = expand(*text, place);
    } else if (auto* array = value.if_array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            expand_environment((*array)[i], place + "[" + std::to_string(i) + "]");
    } else if (auto* object = value.if_object()) {
        for (auto& member : *object)
            expand_environment(member.value(), (place.empty() ? "" : place + ".") + std::string(member.key()));
    }
}

}  // namespace neo::host::config
