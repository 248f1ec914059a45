#include "lifecycle.hpp"

#include "organizations.hpp"
#include "transaction.hpp"
#include "trigger_claims.hpp"
#include "trigger_holders.hpp"

#include <algorithm>
#include <utility>

namespace neo::host::store {

namespace {

using Kind = Fault::Kind;

constexpr std::pair<VersionState, VersionState> transitions[] = {
    {VersionState::draft, VersionState::awaiting_approval},
    {VersionState::awaiting_approval, VersionState::approved},
    {VersionState::awaiting_approval, VersionState::rejected},
    {VersionState::rejected, VersionState::draft},
    {VersionState::approved, VersionState::live},
};

Fault unknown_dataflow(const std::string& id) {
    return {Kind::not_found, "dataflow_unknown", "there is no dataflow \"" + id + "\" in this organization"};
}

Fault unknown_version(std::int64_t number) {
    return {Kind::not_found, "version_unknown", "the dataflow has no version " + std::to_string(number)};
}

std::optional<std::string> other_holder(sql::Connection& connection, const std::string& organization,
                                        const std::string& dataflow, const Trigger& trigger) {
    const auto holder = find_trigger_holder(connection, organization, trigger);
    if (!holder || holder->dataflow == dataflow) return std::nullopt;
    return holder->dataflow;
}

Saved saved(sql::Connection& connection, const VersionId& name) {
    Saved saved{*find_version(connection, name.organization, name.dataflow, name.version), {}};
    if (saved.version.state != VersionState::rejected)
        saved.holder = other_holder(connection, name.organization, name.dataflow, saved.version.trigger);
    return saved;
}

// The version that is to be changed.
Outcome<Version> begin_change_of(sql::Connection& connection, const VersionId& name, const Etags& etags) {
    if (!begin_change(connection, name.organization, name.dataflow)) return unknown_dataflow(name.dataflow);
    auto version = find_version(connection, name.organization, name.dataflow, name.version);
    if (!version) return unknown_version(name.version);
    if (etags && std::find(etags->begin(), etags->end(), version->etag) == etags->end())
        return Fault(Kind::changed, "version_changed",
                     "the version was changed since you read it; read it again and decide on what it says now");
    return *std::move(version);
}

Outcome<VersionDocument> with(VersionDocument before, const VersionChange& change) {
    VersionDocument after = changed(std::move(before), change);
    if (change.blocks || change.connections) {
        if (const auto why = refusal_of_content(*after.content)) return Fault(Kind::invalid, "document_invalid", *why);
    }
    return after;
}

Outcome<SavedDataflow> create_dataflow_once(sql::Connection& connection, const std::string& organization,
                                            const Dataflow& dataflow, const VersionDocument& document,
                                            const Change& change) {
    if (!find_organization(connection, organization))
        return Fault(Kind::not_found, "organization_unknown", "there is no organization \"" + organization + "\"");
    if (!find_application(connection, organization, dataflow.application))
        return Fault(Kind::invalid, "application_unknown",
                     "the organization has no application \"" + dataflow.application + "\"");
    if (dataflow_exists(connection, organization, dataflow.id))
        return Fault(Kind::conflict, "dataflow_exists", "there is a dataflow \"" + dataflow.id + "\" already");
    connection.run(insert_dataflow(organization, dataflow, 1));
    insert_version(connection, organization, dataflow.id, 1, VersionState::draft, document.head, *document.content,
                   change);
    settle_triggers(connection, organization, dataflow.id);
    return SavedDataflow{*find_dataflow(connection, organization, dataflow.id),
                         other_holder(connection, organization, dataflow.id, document.head.trigger)};
}

Outcome<VersionDocument> base_of(sql::Connection& connection, const std::string& organization,
                                 const std::string& dataflow, const Draft& draft) {
    if (!draft.copy_of) {
        const auto own = find_dataflow(connection, organization, dataflow);
        return blank_version(own->global, own->module);
    }
    auto copied = find_version(connection, organization, dataflow, *draft.copy_of);
    if (!copied) return unknown_version(*draft.copy_of);
    return said_by(*copied);
}

Outcome<Saved> create_version_once(sql::Connection& connection, const std::string& organization,
                                   const std::string& dataflow, const Draft& draft, const Change& change) {
    const auto number = begin_change(connection, organization, dataflow, 1);
    if (!number) return unknown_dataflow(dataflow);
    auto base = base_of(connection, organization, dataflow, draft);
    if (!base) return base.error();
    const auto document = with(*std::move(base), draft.change);
    if (!document) return document.error();
    insert_version(connection, organization, dataflow, *number, VersionState::draft, document->head, *document->content,
                   change);
    settle_triggers(connection, organization, dataflow);
    return saved(connection, {organization, dataflow, *number});
}

Outcome<Saved> change_draft_once(sql::Connection& connection, const VersionId& name, const VersionChange& change,
                                 const Etags& etags, const Change& by) {
    auto version = begin_change_of(connection, name, etags);
    if (!version) return version.error();
    if (version->state != VersionState::draft)
        return Fault(Kind::conflict, "version_not_draft",
                     "only a draft can be changed, this version is " + std::string(to_text(version->state)) +
                         "; make a new draft of it");
    const auto after = with(said_by(*version), change);
    if (!after) return after.error();
    update_document(connection, name.organization, name.dataflow, name.version, after->head, *after->content, by);
    settle_triggers(connection, name.organization, name.dataflow);
    return saved(connection, name);
}

Fault trigger_taken(const std::string& holder, const Trigger& trigger) {
    Fault fault(Kind::conflict, "trigger_taken",
                "the dataflow \"" + holder + "\" of this organization holds the trigger " + trigger.method + " " +
                    trigger.url + "; give one of the two another trigger");
    fault.dataflow = holder;
    return fault;
}

Outcome<Saved> change_state_once(sql::Connection& connection, const VersionId& name, VersionState to,
                                 const Etags& etags, const Change& change) {
    const auto version = begin_change_of(connection, name, etags);
    if (!version) return version.error();
    const VersionState from = version->state;
    const auto allowed = [&](const auto& transition) { return transition.first == from && transition.second == to; };
    if (std::none_of(std::begin(transitions), std::end(transitions), allowed))
        return Fault(Kind::conflict, "transition_forbidden",
                     "a version that is " + std::string(to_text(from)) + " cannot become " + std::string(to_text(to)));
    if (to == VersionState::live) retire_live(connection, name.organization, name.dataflow, change);
    update_state(connection, name.organization, name.dataflow, name.version, to, change);
    settle_triggers(connection, name.organization, name.dataflow);
    Saved after = saved(connection, name);
    if (after.holder && is_promotable(to)) return trigger_taken(*after.holder, after.version.trigger);
    return after;
}

}  // namespace

Outcome<SavedDataflow> create_dataflow(sql::Pool& pool, const std::string& organization, const Dataflow& dataflow,
                                       const VersionDocument& document, const std::string& user) {
    return change(pool, "host.create_dataflow", [&](sql::Connection& connection) {
        return create_dataflow_once(connection, organization, dataflow, document, {user, now()});
    });
}

Outcome<Saved> create_version(sql::Pool& pool, const std::string& organization, const std::string& dataflow,
                              const Draft& draft, const std::string& user) {
    return change(pool, "host.create_version", [&](sql::Connection& connection) {
        return create_version_once(connection, organization, dataflow, draft, {user, now()});
    });
}

Outcome<Saved> change_draft(sql::Pool& pool, const VersionId& name, const VersionChange& draft, const Etags& etags,
                            const std::string& user) {
    return change(pool, "host.change_draft", [&](sql::Connection& connection) {
        return change_draft_once(connection, name, draft, etags, {user, now()});
    });
}

Outcome<Saved> change_state(sql::Pool& pool, const VersionId& name, VersionState to, const Etags& etags,
                            const std::string& user) {
    return change(pool, "host.change_state", [&](sql::Connection& connection) {
        return change_state_once(connection, name, to, etags, {user, now()});
    });
}

}  // namespace neo::host::store
