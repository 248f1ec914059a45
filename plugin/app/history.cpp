#include "history.hpp"

namespace neo::app {

outcome<ports::Promotion> get_promotion(Services& services, const Caller& caller, const std::string& id) {
    NEO_TRY(promotion, services.store.history().promotion(id));
    if (promotion && (caller.has(permission_view, promotion->source.organization) ||
                      caller.has(permission_view, promotion->target_organization))) {
        return *promotion;
    }
    return Problem{
        Problem::Kind::not_found, "promotion_unknown", "There is no promotion '" + id + "' that you may view.", {}, {}};
}

outcome<Page<ports::Promotion>> list_promotions(Services& services, const Caller& caller, ports::HistoryFilter filter) {
    const bool one_that_is_visible = filter.organization && caller.has(permission_view, *filter.organization);
    if (!one_that_is_visible && !caller.everywhere(permission_view)) {
        filter.visible_organizations = caller.organizations(permission_view);
    }
    const int limit = filter.limit++;
    NEO_TRY(promotions, services.store.history().promotions(filter));
    return page_of(std::move(promotions), limit);
}

}  // namespace neo::app
