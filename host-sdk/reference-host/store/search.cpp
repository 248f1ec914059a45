#include "search.hpp"

#include <neo/host/cpp/lower_case.hpp>

namespace neo::host::store {

std::string folded(std::string_view text) {
    static const sdk::LowerCase lower;
    return lower.of(text);
}

std::string search_text(std::string_view id, std::string_view name) {
    return folded(id) + "\n" + folded(name);
}

std::string search_pattern(std::string_view part) {
    std::string pattern = "%";
    for (const char c : folded(part)) {
        if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
        pattern.push_back(c);
    }
    return pattern + "%";
}

}  // namespace neo::host::store
