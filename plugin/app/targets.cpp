#include "targets.hpp"

#include "mappings.hpp"

#include <plugin/domain/promotion_rules.hpp>
#include <plugin/domain/wording.hpp>

#include <algorithm>

namespace neo::app {

namespace {

std::string name_of(const std::vector<ports::Application>& applications, const std::string& id) {
    const auto found = std::ranges::find(applications, id, &ports::Application::id);
    return found == applications.end() ? id : found->name;
}

}  // namespace

outcome<Page<Target>> list_targets(Services& services, const Caller& caller, const domain::VersionId& version,
                                   const std::string& after, int limit) {
    NEO_TRY(known, find_version(services, caller, version));
    NEO_TRY(source, services.store.registrations().registration(version.organization));
    Page<Target> page;
    for (std::string from = after;;) {
        NEO_TRY(mappings, services.store.registrations().mappings(version.organization, from, largest_page));
        NEO_TRY(targets, load_target_registrations(services, mappings));
        for (const ports::Mapping& mapping : mappings) {
            const auto target = targets.find(mapping.target);
            if (domain::why_not_promotable(type_of(source), type_of(target))) continue;
            NEO_TRY(organization, services.host.organization(mapping.target));
            if (!organization) continue;
            if (page.items.size() == static_cast<std::size_t>(limit)) {
                page.more = true;
                return page;
            }
            page.items.push_back({mapping.target, organization->name, target->type, mapping.relation});
        }
        if (mappings.size() < static_cast<std::size_t>(largest_page)) return page;
        from = mappings.back().target;
    }
}

outcome<TargetApplications> list_target_applications(Services& services, const Caller& caller,
                                                     const domain::VersionId& version, const std::string& target,
                                                     const std::string& after, int limit) {
    NEO_TRY(found, find_version(services, caller, version));
    if (!caller.has(permission_promote, target)) {
        domain::PromotionFacts facts;
        facts.source = version;
        facts.target = target;
        facts.may_promote_from_source = true;
        return as_problem(domain::decide_promotion(facts).failures);
    }
    NEO_TRY(applications, services.host.applications(target));
    if (!applications) return organization_unknown(target);

    TargetApplications answer;
    std::vector<ports::Application> custom = *applications;
    std::erase_if(custom, [](const ports::Application& application) {
        return application.kind != domain::ApplicationKind::custom;
    });
    if (custom.empty()) {
        NEO_TRY(organization, services.host.organization(target));
        answer.message = "Organization " + domain::named(target, organization ? organization->name : std::string()) +
                         " has no custom application. Create a custom application there, then try again.";
    }
    answer.custom = applications_after(std::move(custom), after, limit);
    NEO_TRY(holder, services.host.find_by_trigger(target, found.trigger));
    if (holder) {
        const std::string application = domain::named(holder->application, name_of(*applications, holder->application));
        answer.locked_to =
            TargetApplications::Lock{holder->application, holder->dataflow,
                                     "The target organization has this trigger URL and method already, in dataflow " +
                                         domain::quoted(holder->dataflow) + " of application " + application + "."};
        if (holder->application_kind != domain::ApplicationKind::custom) {
            answer.message = "This trigger URL and method are held by application " + application +
                             ", which is not a custom application: it takes no promotions.";
        }
    }
    return answer;
}

}  // namespace neo::app
