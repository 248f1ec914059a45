#include "targets.hpp"

#include "mappings.hpp"
#include "promotion_case.hpp"

#include <plugin/domain/promotion_path.hpp>

namespace neo::app {

outcome<Page<Shown<Target>>> list_targets(Services& services, const Caller& caller, const domain::VersionId& version,
                                          const std::string& after, int limit) {
    NEO_TRY(known, find_version(services, caller, version));
    NEO_TRY(source, get_organization(services, caller, version.organization));
    const std::optional source_facts = facts_of(source.organization, source.registration);
    Page<Shown<Target>> page;
    for (std::string from = after;;) {
        NEO_TRY(mappings, services.store.registrations().mappings(version.organization, from, largest_page));
        NEO_TRY(targets, load_target_registrations(services, mappings));
        for (const ports::Mapping& mapping : mappings) {
            const auto target = targets.find(mapping.target);
            if (!target || !source_facts->type || !domain::can_promote(*source_facts->type, target->type)) continue;
            NEO_TRY(organization, services.host.organization(mapping.target));
            if (!organization) continue;
            const std::optional target_facts = facts_of(*organization, target);
            if (domain::why_not_promotable({version.organization, source_facts}, {mapping.target, target_facts}))
                continue;
            if (page.items.size() == static_cast<std::size_t>(limit)) {
                page.more = true;
                return page;
            }
            page.items.push_back(
                Visibility(caller).show(Target{mapping.target, organization->name, target->type, mapping.relation}));
        }
        if (mappings.size() < static_cast<std::size_t>(largest_page)) return page;
        from = mappings.back().target;
    }
}

outcome<TargetApplications> list_target_applications(Services& services, const Caller& caller,
                                                     const domain::VersionId& version, const std::string& target,
                                                     const std::string& after, int limit) {
    NEO_TRY(found, find_version(services, caller, version));
    if (!caller.has(permission_promote, target))
        return Problem({domain::promote_permission_missing(caller.user(), target)});
    NEO_TRY(applications, services.host.applications(target));
    if (!applications) return organization_unknown(target);
    NEO_TRY(organization, services.host.organization(target));
    domain::TargetFacts facts{target, std::nullopt};
    if (organization) facts.target_organization = facts_of(*organization, std::nullopt);
    add_applications(facts, *applications);
    NEO_TRY(holder, services.host.find_by_trigger(target, found.trigger));
    if (holder) add_holder(facts, *holder);
    const domain::Decision decision = domain::decide_route(facts);

    TargetApplications answer;
    std::vector<ports::Application> custom = std::move(*applications);
    std::erase_if(custom, [](const ports::Application& application) {
        return application.kind != domain::ApplicationKind::custom;
    });
    answer.custom = applications_after(std::move(custom), after, limit);
    // That none was chosen yet is no news where one chooses.
    for (const domain::Failure& failure : decision.failures) {
        if (failure.code != "application_required") answer.message = failure.message + " " + failure.remedy;
    }
    if (holder) {
        const std::string& reason = decision.route ? *decision.route->reason : decision.failures.front().message;
        answer.locked_to = TargetApplications::Lock{holder->application, holder->dataflow, reason};
    }
    return answer;
}

}  // namespace neo::app
