#include "history.hpp"

namespace neo::app {

namespace {

// Whether there is nothing to see for the caller whatever the organization's history holds; else the filter shows what
// he may see of it.
std::optional<Problem> narrow(Services& services, const Caller& caller, const std::string& organization,
                              ports::HistoryFilter& filter) {
    if (const auto known = load_known_organization(services, caller, organization); !known) return known.error();
    if (caller.has(permission_view, organization)) return std::nullopt;
    if (filter.actor && *filter.actor != caller.user()) return check_view(caller, organization);
    filter.actor = caller.user();
    return std::nullopt;
}

}  // namespace

outcome<ports::Promotion> get_promotion(Services& services, const Caller& caller, const std::string& id) {
    NEO_TRY(promotion, services.store.history().promotion(id));
    const auto has = [&](std::string_view permission) {
        return promotion && (caller.has(permission, promotion->source.organization) ||
                             caller.has(permission, promotion->target_organization));
    };
    if (has(permission_view) || (has(permission_promote) && promotion->actor == caller.user())) return *promotion;
    return Problem("promotion_unknown", "There is no promotion '" + id + "' that you may view.");
}

outcome<Page<ports::Promotion>> list_promotions(Services& services, const Caller& caller, ports::HistoryFilter filter) {
    if (filter.organization) {
        if (auto nothing = narrow(services, caller, *filter.organization, filter)) return *nothing;
    } else if (!caller.everywhere(permission_view)) {
        filter.visible_organizations = caller.organizations(permission_view);
    }
    const int limit = filter.limit++;
    NEO_TRY(promotions, services.store.history().promotions(filter));
    return page_of(std::move(promotions), limit);
}

}  // namespace neo::app
