#include "sql_registrations.hpp"

#include "changes_page.hpp"

#include <adapters/sql/text_list.hpp>

#include <algorithm>
#include <thread>
#include <tuple>

namespace neo::sql {
namespace {

using ports::Mapping;
using ports::MappingChange;
using ports::Registration;

#define NEO_REGISTRATION_COLUMNS "id, organization, type, registered_at, registered_by"
#define NEO_MAPPING_COLUMNS "id, source_organization, target_organization, relation, created_at, created_by"

constexpr Query select_registration{"registrations.registration.select",
                                    "SELECT " NEO_REGISTRATION_COLUMNS
                                    " FROM registrations WHERE organization = :organization"};
constexpr Query select_old_registration{"registrations.put_registration.select",
                                        "SELECT " NEO_REGISTRATION_COLUMNS
                                        " FROM registrations WHERE organization = :organization"};
constexpr Query insert_registration{"registrations.put_registration.insert",
                                    "INSERT INTO registrations (" NEO_REGISTRATION_COLUMNS
                                    ") VALUES (:id, :organization, :type, :registered_at, :registered_by)"};
constexpr Query delete_registration{"registrations.put_registration.delete",
                                    "DELETE FROM registrations WHERE id = :id"};

constexpr Query select_removed_registration{"registrations.remove_registration.select",
                                            "SELECT " NEO_REGISTRATION_COLUMNS
                                            " FROM registrations WHERE organization = :organization"};
constexpr Query delete_removed_registration{"registrations.remove_registration.delete",
                                            "DELETE FROM registrations WHERE id = :id"};

constexpr Query select_mapping{"registrations.mapping.select",
                               "SELECT " NEO_MAPPING_COLUMNS
                               " FROM mappings WHERE source_organization = :source AND target_organization = :target"};
constexpr Query select_mappings{"registrations.mappings.select",
                                "SELECT " NEO_MAPPING_COLUMNS
                                " FROM mappings WHERE source_organization = :source AND target_organization > :after "
                                "ORDER BY target_organization LIMIT :limit"};
constexpr Query insert_mapping{"registrations.mapping.insert",
                               "INSERT INTO mappings (" NEO_MAPPING_COLUMNS
                               ") VALUES (:id, :source, :target, :relation, :created_at, :created_by)"};
constexpr Query delete_mapping{"registrations.mapping.delete", "DELETE FROM mappings WHERE id = :id"};

constexpr Query insert_mapping_change{
    "registrations.change.insert",
    "INSERT INTO mapping_changes (id, kind, organization, target_organization, value_before, value_after, actor, "
    "changed_at) VALUES (:id, :kind, :organization, :target, :before, :after, :actor, :changed_at)"};
Registration read_registration(Row& row) {
    Registration registration;
    registration.id = row.text();
    registration.organization = row.text();
    const auto type = domain::organization_type_from(row.text());
    if (!type) throw DatabaseError(Failure::other, "a registration has an unknown type");
    registration.type = *type;
    registration.registered_at = from_microseconds(row.integer());
    registration.registered_by = row.text();
    return registration;
}

Mapping read_mapping(Row& row) {
    Mapping mapping;
    mapping.id = row.text();
    mapping.source = row.text();
    mapping.target = row.text();
    const auto relation = domain::relation_from(row.text());
    if (!relation) throw DatabaseError(Failure::other, "a mapping has an unknown relation");
    mapping.relation = *relation;
    mapping.created_at = from_microseconds(row.integer());
    mapping.created_by = row.text();
    return mapping;
}

void insert(Connection& connection, const Registration& registration) {
    connection.execute(insert_registration, {{"id", registration.id},
                                             {"organization", registration.organization},
                                             {"type", domain::to_text(registration.type)},
                                             {"registered_at", to_microseconds(registration.registered_at)},
                                             {"registered_by", registration.registered_by}});
}

void insert(Connection& connection, const Mapping& mapping) {
    connection.execute(insert_mapping, {{"id", mapping.id},
                                        {"source", mapping.source},
                                        {"target", mapping.target},
                                        {"relation", domain::to_text(mapping.relation)},
                                        {"created_at", to_microseconds(mapping.created_at)},
                                        {"created_by", mapping.created_by}});
}

void insert(Connection& connection, const MappingChange& change) {
    connection.execute(insert_mapping_change, {{"id", change.id},
                                               {"kind", change.kind},
                                               {"organization", change.organization},
                                               {"target", change.target},
                                               {"before", change.before},
                                               {"after", change.after},
                                               {"actor", change.actor},
                                               {"changed_at", to_microseconds(change.at)}});
}

// Deletes the mapping of (source, target) and answers it.
result<Mapping> take_mapping(Connection& connection, const std::string& source, const std::string& target) {
    auto mapping = connection.first(select_mapping, {{"source", source}, {"target", target}}, read_mapping);
    if (!mapping) return Error{ErrorCode::not_found, "there is no mapping from " + source + " to " + target};
    if (connection.execute(delete_mapping, {{"id", mapping->id}}) == 0) {
        return Error{ErrorCode::exists, "the mapping was changed by somebody else"};
    }
    return *std::move(mapping);
}

}  // namespace

template <class Write>
auto SqlRegistrations::when_settled(Write&& write) -> decltype(write()) {
    const auto deadline = std::chrono::steady_clock::now() + in_flight_wait_;
    for (;;) {
        auto written = write();
        if (written) return written;
        const ErrorCode code = written.error().code;
        if (code != ErrorCode::facts_changed && code != ErrorCode::exists) return written;
        if (std::chrono::steady_clock::now() >= deadline) {
            if (code == ErrorCode::exists) return Error{ErrorCode::unavailable, "the row kept changing; try again"};
            return Error{ErrorCode::in_flight, "a promotion in flight still refers to it; try again when it ended"};
        }
        if (code == ErrorCode::facts_changed) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

result<std::optional<Registration>> SqlRegistrations::registration(const std::string& organization) {
    return pool_.read([&](Connection& connection) {
        return connection.first(select_registration, {{"organization", organization}}, read_registration);
    });
}

result<std::vector<Registration>> SqlRegistrations::registrations(const std::vector<std::string>& organizations) {
    return pool_.read([&](Connection& connection) {
        std::vector<Registration> registrations;
        in_chunks(organizations, [&](std::span<const std::string> chunk) {
            const TextList list(chunk);
            const std::string sql = "SELECT " NEO_REGISTRATION_COLUMNS " FROM registrations WHERE organization IN (" +
                                    list.placeholders + ")";
            const auto rows =
                connection.all({"registrations.registrations.select", sql}, list.parameters, read_registration);
            registrations.insert(registrations.end(), rows.begin(), rows.end());
        });
        return registrations;
    });
}

result<std::optional<Registration>> SqlRegistrations::put_registration(const Registration& registration,
                                                                       MappingChange change) {
    return when_settled([&] {
        return pool_.write(
            "registrations.put_registration", [&](Connection& connection) -> result<std::optional<Registration>> {
                auto old = connection.first(select_old_registration, {{"organization", registration.organization}},
                                            read_registration);
                if (old && old->type == registration.type) return old;
                if (old && connection.execute(delete_registration, {{"id", old->id}}) == 0) {
                    return Error{ErrorCode::exists, "the registration was changed by somebody else"};
                }
                insert(connection, registration);
                change.kind = old ? "type_changed" : "registered";
                change.before.reset();
                if (old) change.before = domain::to_text(old->type);
                change.after = domain::to_text(registration.type);
                insert(connection, change);
                return old;
            });
    });
}

result<void> SqlRegistrations::remove_registration(const std::string& organization, MappingChange change) {
    return when_settled([&] {
        return pool_.write("registrations.remove_registration", [&](Connection& connection) -> result<void> {
            const auto old =
                connection.first(select_removed_registration, {{"organization", organization}}, read_registration);
            if (!old) return Error{ErrorCode::not_found, "organization " + organization + " is not registered"};
            if (connection.execute(delete_removed_registration, {{"id", old->id}}) == 0) {
                return Error{ErrorCode::exists, "the registration was changed by somebody else"};
            }
            change.before = domain::to_text(old->type);
            insert(connection, change);
            return {};
        });
    });
}

result<std::optional<Mapping>> SqlRegistrations::mapping(const std::string& source, const std::string& target) {
    return pool_.read([&](Connection& connection) {
        return connection.first(select_mapping, {{"source", source}, {"target", target}}, read_mapping);
    });
}

result<std::vector<Mapping>> SqlRegistrations::mappings(const std::string& source, const std::string& after,
                                                        int limit) {
    return pool_.read([&](Connection& connection) {
        return connection.all(select_mappings, {{"source", source}, {"after", after}, {"limit", limit}}, read_mapping);
    });
}

result<std::vector<Mapping>> SqlRegistrations::mappings_from(const std::vector<std::string>& sources) {
    return pool_.read([&](Connection& connection) {
        std::vector<Mapping> mappings;
        in_chunks(sources, [&](std::span<const std::string> chunk) {
            const TextList list(chunk);
            const std::string sql =
                "SELECT " NEO_MAPPING_COLUMNS " FROM mappings WHERE source_organization IN (" + list.placeholders + ")";
            const auto rows =
                connection.all({"registrations.mappings_from.select", sql}, list.parameters, read_mapping);
            mappings.insert(mappings.end(), rows.begin(), rows.end());
        });
        std::sort(mappings.begin(), mappings.end(), [](const Mapping& a, const Mapping& b) {
            return std::tie(a.source, a.target) < std::tie(b.source, b.target);
        });
        return mappings;
    });
}

result<void> SqlRegistrations::add_mapping(const Mapping& mapping, const MappingChange& change) {
    auto written = pool_.write("registrations.add_mapping", [&](Connection& connection) -> result<void> {
        insert(connection, mapping);
        insert(connection, change);
        return {};
    });
    if (!written && written.error().code == ErrorCode::exists) {
        return Error{ErrorCode::exists, "there is a mapping from " + mapping.source + " to " + mapping.target};
    }
    return written;
}

result<void> SqlRegistrations::replace_mapping(const Mapping& mapping, MappingChange change) {
    return when_settled([&] {
        return pool_.write("registrations.replace_mapping", [&](Connection& connection) -> result<void> {
            const auto old = take_mapping(connection, mapping.source, mapping.target);
            if (!old) return old.error();
            insert(connection, mapping);
            change.before = domain::to_text(old->relation);
            change.after = domain::to_text(mapping.relation);
            insert(connection, change);
            return {};
        });
    });
}

result<void> SqlRegistrations::remove_mapping(const std::string& source, const std::string& target,
                                              MappingChange change) {
    return when_settled([&] {
        return pool_.write("registrations.remove_mapping", [&](Connection& connection) -> result<void> {
            const auto old = take_mapping(connection, source, target);
            if (!old) return old.error();
            change.before = domain::to_text(old->relation);
            insert(connection, change);
            return {};
        });
    });
}

result<ports::ChangesPage> SqlRegistrations::changes(const ports::ChangesFilter& filter) {
    return pool_.read([&](Connection& connection) { return select_changes_page(connection, filter); });
}

}  // namespace neo::sql
