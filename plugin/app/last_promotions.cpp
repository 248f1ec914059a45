#include "last_promotions.hpp"

#include "page.hpp"

#include <set>
#include <utility>

namespace neo::app {

outcome<std::map<std::string, ports::LastPromotion>> last_promotions(Services& services, const Caller& caller,
                                                                     const std::vector<std::string>& organizations) {
    std::vector<std::string> viewed;
    std::set<std::string> worked_in;
    for (const std::string& organization : organizations) {
        if (caller.may_view(organization)) {
            viewed.push_back(organization);
        } else if (caller.may_work_in(organization)) {
            worked_in.insert(organization);
        }
    }
    std::map<std::string, ports::LastPromotion> last;
    NEO_TRY(found, services.store.history().last_promotions(viewed));
    for (ports::LastPromotion& promotion : found)
        last.emplace(promotion.organization, std::move(promotion));
    if (worked_in.empty()) return last;

    ports::HistoryFilter own;
    own.actor = caller.user();
    own.limit = largest_page;
    NEO_TRY(page, services.store.history().promotions(own));
    for (const ports::Promotion& promotion : page.items) {
        for (const std::string& organization : {promotion.source.organization, promotion.target_organization}) {
            if (worked_in.contains(organization))
                last.emplace(organization, last_promotion_of(promotion, organization));
        }
    }
    return last;
}

}  // namespace neo::app
