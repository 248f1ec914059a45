#include "organization_type.hpp"

#include <utility>

namespace neo::domain {

namespace {

using enum OrganizationType;

constexpr std::array hierarchy{
    std::pair{dev, dev}, std::pair{dev, uat},  std::pair{dev, sit},         //
    std::pair{sit, sit}, std::pair{sit, prod}, std::pair{sit, automation},  //
    std::pair{uat, uat}, std::pair{uat, prod}, std::pair{uat, automation},
};

}  // namespace

std::string_view to_text(OrganizationType type) noexcept {
    switch (type) {
        case dev:
            return "dev";
        case sit:
            return "sit";
        case uat:
            return "uat";
        case automation:
            return "automation";
        case demo:
            return "demo";
        case prod:
            return "prod";
    }
    return "";
}

std::optional<OrganizationType> organization_type_from(std::string_view text) noexcept {
    for (const OrganizationType type : all_organization_types) {
        if (to_text(type) == text) return type;
    }
    return std::nullopt;
}

std::string_view label(OrganizationType type) noexcept {
    switch (type) {
        case dev:
            return "Dev";
        case sit:
            return "SIT";
        case uat:
            return "UAT";
        case automation:
            return "Automation";
        case demo:
            return "Demo";
        case prod:
            return "Prod";
    }
    return "";
}

bool can_promote(OrganizationType source, OrganizationType target) noexcept {
    for (const auto& [from, to] : hierarchy) {
        if (from == source && to == target) return true;
    }
    return false;
}

std::vector<OrganizationType> targets_of(OrganizationType source) {
    std::vector<OrganizationType> targets;
    for (const auto& [from, to] : hierarchy) {
        if (from == source) targets.push_back(to);
    }
    return targets;
}

}  // namespace neo::domain
