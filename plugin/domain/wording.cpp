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

}  // namespace neo::domain
