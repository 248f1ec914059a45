#include "mappings.hpp"

#include "identifiers.hpp"

#include <plugin/domain/promotion_path.hpp>

#include <unordered_map>

namespace neo::app {

namespace {

// An organization as the rules know it, with its id; unset: the host does not know it.
struct End {
    std::string id;
    std::optional<domain::OrganizationFacts> organization;
};

End end_of(const RegisteredOrganization& registered) {
    return {registered.organization.id, facts_of(registered.organization, registered.registration)};
}

// The end with this id, whoever may see it.
outcome<End> load_end(Services& services, const std::string& id,
                      const std::optional<ports::Registration>& registration) {
    NEO_TRY(organization, services.host.organization(id));
    return End{id, organization ? std::optional(facts_of(*organization, registration)) : std::nullopt};
}

// The mapping with everything a person sees.
MappingView view_of(ports::Mapping mapping, const End& source, const End& target,
                    std::optional<domain::OrganizationType> target_type) {
    MappingView view;
    view.mapping = std::move(mapping);
    view.target_name = target.organization ? target.organization->name : target.id;
    view.target_type = target_type;
    view.not_promotable =
        domain::why_not_promotable({source.id, source.organization}, {target.id, target.organization});
    view.promotable = !view.not_promotable;
    if (source.organization && target.organization) {
        view.warnings = domain::mapping_warnings(view.mapping.relation, *source.organization, *target.organization);
    }
    return view;
}

ports::MappingChange change_by(const Caller& caller, Time now, const char* kind, const std::string& source,
                               const std::string& target) {
    ports::MappingChange change;
    change.id = new_id(now);
    change.kind = kind;
    change.organization = source;
    change.target = target;
    change.actor = caller.user();
    change.at = now;
    return change;
}

std::optional<Problem> check_may_administer(const Caller& caller, const std::string& organization) {
    const auto denied = domain::check_admin(organization, caller.has(permission_admin, organization));
    if (!denied) return std::nullopt;
    return Problem({*denied});
}

Problem mapping_unknown(const std::string& source, const std::string& target) {
    return Problem({{"mapping_unknown",
                     "There is no mapping from '" + source + "' to '" + target + "'.",
                     "Look at the list of related organizations.",
                     {{"source", source}, {"target", target}}}});
}

outcome<Shown<MappingView>> load_view(Services& services, const Caller& caller, ports::Mapping mapping) {
    NEO_TRY(registrations, RegistrationsOf::load(services, {mapping.source, mapping.target}));
    NEO_TRY(source, load_end(services, mapping.source, registrations.find(mapping.source)));
    const auto target_registration = registrations.find(mapping.target);
    NEO_TRY(target, load_end(services, mapping.target, target_registration));
    return Visibility(caller).show(view_of(std::move(mapping), source, target, type_of(target_registration)));
}

}  // namespace

outcome<RegistrationsOf> load_target_registrations(Services& services, const std::vector<ports::Mapping>& mappings) {
    std::vector<std::string> targets;
    for (const ports::Mapping& mapping : mappings)
        targets.push_back(mapping.target);
    return RegistrationsOf::load(services, targets);
}

outcome<Page<Shown<MappingView>>> list_mappings(Services& services, const Caller& caller,
                                                const std::string& organization, const std::string& after, int limit) {
    if (const auto denied = check_mapped_or_work(services, caller, organization)) return *denied;
    NEO_TRY(source, get_organization(services, caller, organization));
    NEO_TRY(mappings, services.store.registrations().mappings(organization, after, limit + 1));
    Page<ports::Mapping> found = page_of(std::move(mappings), limit);
    NEO_TRY(targets, load_target_registrations(services, found.items));

    Page<Shown<MappingView>> page{{}, found.more};
    const Visibility visibility(caller);
    const End from = end_of(source);
    for (ports::Mapping& mapping : found.items) {
        const auto registration = targets.find(mapping.target);
        NEO_TRY(target, load_end(services, mapping.target, registration));
        page.items.push_back(visibility.show(view_of(std::move(mapping), from, target, type_of(registration))));
    }
    return page;
}

outcome<Shown<MappingView>> add_mapping(Services& services, const Caller& caller, const std::string& source,
                                        const std::string& target, domain::Relation relation) {
    if (const auto denied = check_may_administer(caller, source)) return *denied;
    NEO_TRY(known, get_organization(services, caller, source));
    const End from = end_of(known);
    End to{target, std::nullopt};
    std::optional<ports::Registration> target_registration;
    if (caller.may_know(target)) {
        NEO_TRY(registration, services.store.registrations().registration(target));
        NEO_TRY(end, load_end(services, target, registration));
        target_registration = std::move(registration);
        to = std::move(end);
    }
    NEO_TRY(existing, services.store.registrations().mapping(source, target));
    domain::MappingFacts facts{source, target, *from.organization, to.organization, existing.has_value()};
    if (auto failures = domain::check_new_mapping(facts); !failures.empty()) return Problem(std::move(failures));

    const Time now = services.clock.now();
    ports::Mapping mapping{new_id(now), source, target, relation, now, caller.user()};
    ports::MappingChange change = change_by(caller, now, "mapping_added", source, target);
    change.after = std::string(domain::to_text(relation));
    const auto added = services.store.registrations().add_mapping(mapping, change);
    if (!added && added.error().code == ErrorCode::exists) {
        facts.mapped = true;
        return Problem(domain::check_new_mapping(facts));
    }
    if (!added) return as_problem(added.error());
    return Visibility(caller).show(view_of(std::move(mapping), from, to, type_of(target_registration)));
}

outcome<Shown<MappingView>> change_relation(Services& services, const Caller& caller, const std::string& source,
                                            const std::string& target, domain::Relation relation) {
    if (const auto denied = check_may_administer(caller, source)) return *denied;
    NEO_TRY(existing, services.store.registrations().mapping(source, target));
    if (!existing) return mapping_unknown(source, target);
    if (existing->relation == relation) return load_view(services, caller, std::move(*existing));
    const Time now = services.clock.now();
    ports::Mapping mapping{new_id(now), source, target, relation, existing->created_at, existing->created_by};
    const auto replaced = services.store.registrations().replace_mapping(
        mapping, change_by(caller, now, "relation_changed", source, target));
    if (!replaced && replaced.error().code == ErrorCode::not_found) return mapping_unknown(source, target);
    if (!replaced) return as_problem(replaced.error());
    return load_view(services, caller, std::move(mapping));
}

outcome<void> remove_mapping(Services& services, const Caller& caller, const std::string& source,
                             const std::string& target) {
    if (const auto denied = check_may_administer(caller, source)) return *denied;
    const auto removed = services.store.registrations().remove_mapping(
        source, target, change_by(caller, services.clock.now(), "mapping_removed", source, target));
    if (!removed && removed.error().code == ErrorCode::not_found) return mapping_unknown(source, target);
    if (!removed) return as_problem(removed.error());
    return boost::system::in_place_value;
}

outcome<ports::ChangesPage> list_mapping_changes(Services& services, const Caller& caller,
                                                 const std::optional<std::string>& organization,
                                                 ports::ChangesFilter filter) {
    if (organization) {
        if (const auto denied = check_view(caller, *organization)) return *denied;
        if (const auto known = load_known_organization(services, caller, *organization); !known) return known.error();
        filter.organizations = {*organization};
    } else if (!caller.everywhere(permission_view)) {
        filter.organizations = caller.organizations(permission_view);
    }
    bound_ids(filter);
    NEO_TRY(page, services.store.registrations().changes(filter));
    return page;
}

std::optional<Problem> check_mapped_or_work(Services& services, const Caller& caller, const std::string& organization) {
    if (caller.may_know(organization)) return check_work(caller, organization);
    for (const std::string& source : caller.organizations({})) {
        if (!caller.may_work_in(source)) continue;
        const auto mapping = services.store.registrations().mapping(source, organization);
        if (!mapping) return as_problem(mapping.error());
        if (*mapping) return view_permission_missing(organization);
    }
    return organization_unknown(organization);
}

outcome<OrganizationMap> organization_map(Services& services, const Caller& caller) {
    OrganizationMap map;
    for (std::string after;;) {
        NEO_TRY(page, list_organizations(services, caller, {}, after, largest_page));
        if (!page.items.empty()) after = page.items.back().organization.id;
        for (RegisteredOrganization& organization : page.items) {
            if (caller.has(permission_view, organization.organization.id))
                map.organizations.push_back(std::move(organization));
        }
        if (!page.more) break;
    }
    std::unordered_map<std::string, const RegisteredOrganization*> known;
    std::vector<std::string> ids;
    for (const RegisteredOrganization& organization : map.organizations) {
        known.emplace(organization.organization.id, &organization);
        ids.push_back(organization.organization.id);
    }
    NEO_TRY(mappings, services.store.registrations().mappings_from(ids));
    // A target that the caller may not view is left out: an arrow needs two ends.
    for (ports::Mapping& mapping : mappings) {
        const auto source = known.find(mapping.source);
        const auto target = known.find(mapping.target);
        if (target == known.end()) continue;
        map.mappings.push_back(
            Visibility(caller).show(view_of(std::move(mapping), end_of(*source->second), end_of(*target->second),
                                            type_of(target->second->registration))));
    }
    return map;
}

}  // namespace neo::app
