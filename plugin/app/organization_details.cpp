#include "organization_details.hpp"

#include "page.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace neo::app {

outcome<std::map<std::string, OrganizationDetails>> organization_details(
    Services& services, const Caller& caller, const std::vector<std::string>& organizations) {
    std::map<std::string, OrganizationDetails> details;
    std::vector<std::string> viewed;
    std::set<std::string> worked_in;
    for (const std::string& organization : organizations) {
        OrganizationDetails& of = details[organization];
        if (caller.may_view(organization)) {
            viewed.push_back(organization);
        } else if (caller.may_work_in(organization)) {
            worked_in.insert(organization);
        } else {
            continue;
        }
        NEO_TRY(applications, services.host.applications(organization));
        if (applications)
            of.custom_applications =
                std::ranges::count(*applications, sdk::ApplicationKind::custom, &ports::Application::kind);
    }
    NEO_TRY(found, services.store.history().last_promotions(viewed));
    for (ports::LastPromotion& promotion : found)
        details[promotion.organization].last_promotion = std::move(promotion);
    if (worked_in.empty()) return details;

    ports::HistoryFilter own;
    own.actor = caller.user();
    own.limit = largest_page;
    NEO_TRY(page, services.store.history().promotions(own));
    for (const ports::Promotion& promotion : page.items) {
        for (const std::string& organization : {promotion.source.organization, promotion.target_organization}) {
            if (worked_in.contains(organization) && !details[organization].last_promotion)
                details[organization].last_promotion = last_promotion_of(promotion, organization);
        }
    }
    return details;
}

}  // namespace neo::app
