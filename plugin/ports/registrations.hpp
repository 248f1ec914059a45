// The store of registrations and mappings (rows O and M). Adapters implement it; one contract test holds them to these
// comments.
//
// For every function: callable from any thread; one transaction of its own, retried inside the adapter when the engine
// says so; Error unavailable or outcome_unknown when the database gives no answer.
#pragma once

#include "clock.hpp"

#include <plugin/base/result.hpp>
#include <plugin/domain/organization_type.hpp>
#include <plugin/domain/relation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace neo::ports {

// Immutable: a change of type deletes the row and inserts another with a new id (plugin/docs/protocol.md, step 2).
struct Registration {
    std::string id;
    std::string organization;
    domain::OrganizationType type{};
    Time registered_at;
    std::string registered_by;
};

// Immutable as a registration is. (source, target) is unique.
struct Mapping {
    std::string id;
    std::string source;
    std::string target;
    domain::Relation relation{};
    Time created_at;
    std::string created_by;
};

// One line of "who changed what" (M7).
struct MappingChange {
    std::string id;  // time-ordered
    std::string
        kind;  // registered, type_changed, registration_removed, mapping_added, relation_changed, mapping_removed
    std::string organization;
    std::optional<std::string> target;
    std::optional<std::string> before;
    std::optional<std::string> after;
    std::string actor;
    Time at;
};

struct ChangesFilter {
    // Made on the page of one of these organizations, each named once. Unset: of any.
    std::optional<std::vector<std::string>> organizations;
    std::optional<std::string> actor;
    std::optional<Time> from;  // at >= from
    std::optional<Time> to;    // at < to
    std::string before;        // ids below this one (keyset); empty: from the newest
    std::string not_before;    // ids at or above this one; empty: to the oldest
    int limit = 50;
};

struct ChangesPage {
    std::vector<MappingChange> items;
    std::optional<std::string> next;  // the `before` of the page that goes on; unset: there is nothing further
};

class Registrations {
public:
    virtual ~Registrations() = default;

    virtual result<std::optional<Registration>> registration(const std::string& organization) = 0;
    // Those of `organizations` that are registered, in no particular order.
    virtual result<std::vector<Registration>> registrations(const std::vector<std::string>& organizations) = 0;

    // Registers the organization, or replaces its registration (same id never twice). Writes `change` in the same
    // transaction, with `kind`, `before` and `after` filled in by the store: registered (before empty) or type_changed.
    // Registering with the type it has already changes and records nothing. Answers the registration that was there
    // before. in_flight: a prepared promotion refers to the old row (waits a bounded time first).
    virtual result<std::optional<Registration>> put_registration(const Registration& registration,
                                                                 MappingChange change) = 0;

    // Takes the registration back; mappings from and to the organization stay. not_found; in_flight as above.
    // `change.before` is filled in by the store with the type.
    virtual result<void> remove_registration(const std::string& organization, MappingChange change) = 0;

    virtual result<std::optional<Mapping>> mapping(const std::string& source, const std::string& target) = 0;
    // Mappings from one source in the order of their targets, after the target `after` (empty: from the start), at most
    // `limit`.
    virtual result<std::vector<Mapping>> mappings(const std::string& source, const std::string& after, int limit) = 0;
    // Every mapping that goes out from one of `sources`, ordered by source and target.
    virtual result<std::vector<Mapping>> mappings_from(const std::vector<std::string>& sources) = 0;

    // exists: (source, target) is mapped already (M6).
    virtual result<void> add_mapping(const Mapping& mapping, const MappingChange& change) = 0;
    // Deletes the mapping of the same (source, target) and inserts this one. not_found; in_flight as above.
    // `change.before` and `after` are filled in by the store with the relations.
    virtual result<void> replace_mapping(const Mapping& mapping, MappingChange change) = 0;
    // not_found; in_flight as above. `change.before` is filled in by the store with the relation.
    virtual result<void> remove_mapping(const std::string& source, const std::string& target, MappingChange change) = 0;

    // Newest first, by id. Looks at a bounded number of changes, whatever there are: of many organizations a page may
    // be shorter than the limit, even empty, while `next` says where to go on.
    virtual result<ChangesPage> changes(const ChangesFilter& filter) = 0;
};

}  // namespace neo::ports
