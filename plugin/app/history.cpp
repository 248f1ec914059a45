#include "history.hpp"

#include "identifiers.hpp"
#include "mappings.hpp"

#include <algorithm>

namespace neo::app {

namespace {

// Whether there is nothing to see for the caller whatever the organization's history holds; else the filter shows what
// he may see of it.
std::optional<Problem> narrow(Services& services, const Caller& caller, const std::string& organization,
                              ports::HistoryFilter& filter) {
    if (auto denied = check_mapped_or_work(services, caller, organization)) return denied;
    if (const auto known = load_known_organization(services, caller, organization); !known) return known.error();
    if (caller.may_view(organization)) return std::nullopt;
    if (filter.actor && *filter.actor != caller.user()) return check_view(caller, organization);
    filter.actor = caller.user();
    return std::nullopt;
}

// An attempt's id is made of the time at which it was asked for: a range of times is one of ids.
void bound_ids(ports::HistoryFilter& filter) {
    if (filter.from) filter.not_before = first_id(*filter.from);
    if (!filter.to) return;
    const std::string end = first_id(*filter.to);
    filter.before = filter.before.empty() ? end : std::min(filter.before, end);
}

}  // namespace

outcome<Shown<ports::Promotion>> get_promotion(Services& services, const Caller& caller, const std::string& id) {
    NEO_TRY(promotion, services.store.history().promotion(id));
    const auto touches = [&](bool (Caller::*may)(std::string_view) const) {
        return promotion &&
               ((caller.*may)(promotion->source.organization) || (caller.*may)(promotion->target_organization));
    };
    if (touches(&Caller::may_view) || (touches(&Caller::may_work_in) && promotion->actor == caller.user()))
        return Visibility(caller).show(std::move(*promotion));
    return Problem("promotion_unknown", "There is no promotion '" + id + "' that you may view.");
}

outcome<PromotionsPage> list_promotions(Services& services, const Caller& caller, ports::HistoryFilter filter) {
    if (filter.organization) {
        if (auto nothing = narrow(services, caller, *filter.organization, filter)) return *nothing;
    } else if (!caller.everywhere(permission_view)) {
        filter.visible_organizations = caller.organizations(permission_view);
    }
    bound_ids(filter);
    NEO_TRY(page, services.store.history().promotions(filter));
    return PromotionsPage{Visibility(caller).show(std::move(page.items)), std::move(page.next)};
}

}  // namespace neo::app
