#include "wording.hpp"

namespace neo::domain {

std::string quoted(std::string_view text) {
    return std::string("'").append(text).append("'");
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
