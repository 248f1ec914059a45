#include "wording.hpp"

namespace neo::domain {

std::string quoted(std::string_view text) {
    return std::string("'").append(text).append("'");
}

std::string shortened(std::string_view name) {
    constexpr std::size_t most_bytes = 200;
    if (name.size() <= most_bytes) return std::string(name);
    std::size_t size = most_bytes;
    while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80)
        --size;  // never within a character
    return std::string(name.substr(0, size)).append("…");
}

std::string named(std::string_view id, std::string_view name) {
    if (name.empty() || name == id) return quoted(id);
    return quoted(name).append(" (").append(id).append(")");
}

std::string named(std::string_view id, const std::optional<OrganizationFacts>& organization) {
    return named(id, organization ? organization->name : std::string());
}

std::string named(const ApplicationFacts& application) {
    return named(application.id, application.name);
}

std::string listed(const std::vector<std::string>& items, std::string_view last) {
    std::string text;
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (at > 0) text.append(at + 1 < items.size() ? ", " : " " + std::string(last) + " ");
        text += items[at];
    }
    return text;
}

}  // namespace neo::domain
