#include "mappings.hpp"

#include "identifiers.hpp"

#include <plugin/domain/promotion_rules.hpp>

#include <unordered_map>

namespace neo::app {

namespace {

MappingView view_of(ports::Mapping mapping, std::string target_name,
                    std::optional<domain::OrganizationType> source_type,
                    std::optional<domain::OrganizationType> target_type) {
    return {std::move(mapping),
            std::move(target_name),
            target_type,
            domain::why_not_promotable(source_type, target_type),
            {}};
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
    return as_problem(std::vector{*denied});
}

Problem mapping_unknown(const std::string& source, const std::string& target) {
    return as_problem(std::vector<domain::Failure>{{"mapping_unknown",
                                                    "There is no mapping from '" + source + "' to '" + target + "'.",
                                                    "Look at the list of related organizations.",
                                                    {{"source", source}, {"target", target}}}});
}

outcome<std::string> name_of_organization(Services& services, const std::string& organization) {
    NEO_TRY(found, services.host.organization(organization));
    return found ? found->name : organization;
}

// The mapping with everything a person sees, and the warnings of its relation.
outcome<MappingView> changed_view(Services& services, ports::Mapping mapping) {
    NEO_TRY(source, services.store.registrations().registration(mapping.source));
    NEO_TRY(target, services.store.registrations().registration(mapping.target));
    NEO_TRY(name, name_of_organization(services, mapping.target));
    MappingView view = view_of(std::move(mapping), std::move(name), type_of(source), type_of(target));
    if (source && target) view.warnings = domain::relation_warnings(view.mapping.relation, source->type, target->type);
    return view;
}

}  // namespace

outcome<RegistrationsOf> load_target_registrations(Services& services, const std::vector<ports::Mapping>& mappings) {
    std::vector<std::string> targets;
    for (const ports::Mapping& mapping : mappings)
        targets.push_back(mapping.target);
    return RegistrationsOf::load(services, targets);
}

outcome<Page<MappingView>> list_mappings(Services& services, const Caller& caller, const std::string& organization,
                                         const std::string& after, int limit) {
    if (const auto denied = check_view(caller, organization)) return *denied;
    NEO_TRY(source, get_organization(services, caller, organization));
    NEO_TRY(mappings, services.store.registrations().mappings(organization, after, limit + 1));
    Page<ports::Mapping> found = page_of(std::move(mappings), limit);
    NEO_TRY(targets, load_target_registrations(services, found.items));

    Page<MappingView> page{{}, found.more};
    for (ports::Mapping& mapping : found.items) {
        NEO_TRY(name, name_of_organization(services, mapping.target));
        const auto target_type = type_of(targets.find(mapping.target));
        page.items.push_back(view_of(std::move(mapping), std::move(name), type_of(source.registration), target_type));
    }
    return page;
}

outcome<MappingView> add_mapping(Services& services, const Caller& caller, const std::string& source,
                                 const std::string& target, domain::Relation relation) {
    if (const auto denied = check_may_administer(caller, source)) return *denied;
    NEO_TRY(known, load_known_organization(services, caller, source));
    domain::MappingFacts facts;
    facts.source = source;
    facts.target = target;
    facts.source_name = known.name;
    NEO_TRY(source_registration, services.store.registrations().registration(source));
    facts.source_type = type_of(source_registration);
    if (caller.may_know(target)) {
        NEO_TRY(organization, services.host.organization(target));
        NEO_TRY(registration, services.store.registrations().registration(target));
        facts.target_known = organization.has_value();
        if (organization) {
            facts.target_name = organization->name;
            facts.target_neo_enabled = organization->neo_enabled;
        }
        facts.target_type = type_of(registration);
    }
    NEO_TRY(existing, services.store.registrations().mapping(source, target));
    facts.mapped = existing.has_value();
    if (auto failures = domain::check_new_mapping(facts); !failures.empty()) return as_problem(std::move(failures));

    const Time now = services.clock.now();
    ports::Mapping mapping{new_id(now), source, target, relation, now, caller.user()};
    ports::MappingChange change = change_by(caller, now, "mapping_added", source, target);
    change.after = std::string(domain::to_text(relation));
    const auto added = services.store.registrations().add_mapping(mapping, change);
    if (!added && added.error().code == ErrorCode::exists) {
        facts.mapped = true;
        return as_problem(domain::check_new_mapping(facts));
    }
    if (!added) return as_problem(added.error());
    return changed_view(services, std::move(mapping));
}

outcome<MappingView> change_relation(Services& services, const Caller& caller, const std::string& source,
                                     const std::string& target, domain::Relation relation) {
    if (const auto denied = check_may_administer(caller, source)) return *denied;
    NEO_TRY(existing, services.store.registrations().mapping(source, target));
    if (!existing) return mapping_unknown(source, target);
    if (existing->relation == relation) return changed_view(services, std::move(*existing));
    const Time now = services.clock.now();
    ports::Mapping mapping{new_id(now), source, target, relation, existing->created_at, existing->created_by};
    const auto replaced = services.store.registrations().replace_mapping(
        mapping, change_by(caller, now, "relation_changed", source, target));
    if (!replaced && replaced.error().code == ErrorCode::not_found) return mapping_unknown(source, target);
    if (!replaced) return as_problem(replaced.error());
    return changed_view(services, std::move(mapping));
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

outcome<Page<ports::MappingChange>> list_mapping_changes(Services& services, const Caller& caller,
                                                         const std::string& organization, const std::string& before,
                                                         int limit) {
    if (const auto denied = check_view(caller, organization)) return *denied;
    NEO_TRY(known, load_known_organization(services, caller, organization));
    NEO_TRY(changes, services.store.registrations().changes(organization, before, limit + 1));
    return page_of(std::move(changes), limit);
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
        map.mappings.push_back(view_of(std::move(mapping), target->second->organization.name,
                                       type_of(source->second->registration), type_of(target->second->registration)));
    }
    return map;
}

}  // namespace neo::app
