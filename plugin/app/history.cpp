#include "history.hpp"

#include "mappings.hpp"

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

outcome<Page<Shown<ports::Promotion>>> list_promotions(Services& services, const Caller& caller,
                                                       ports::HistoryFilter filter) {
    if (filter.organization) {
        if (auto nothing = narrow(services, caller, *filter.organization, filter)) return *nothing;
    } else if (!caller.everywhere(permission_view)) {
        filter.visible_organizations = caller.organizations(permission_view);
    }
    const int limit = filter.limit++;
    NEO_TRY(promotions, services.store.history().promotions(filter));
    Page<ports::Promotion> page = page_of(std::move(promotions), limit);
    return Page<Shown<ports::Promotion>>{Visibility(caller).show(std::move(page.items)), page.more};
}

}  // namespace neo::app
