#include "lifecycle.hpp"

#include "../json/malformed.hpp"
#include "dataflows.hpp"
#include "organizations.hpp"
#include "transaction.hpp"
#include "trigger_holders.hpp"

#include <algorithm>
#include <utility>

namespace neo::host::store {

namespace {

using Kind = Fault::Kind;

constexpr std::pair<std::string_view, std::string_view> transitions[] = {
    {state::draft, state::awaiting_approval},
    {state::awaiting_approval, state::approved},
    {state::awaiting_approval, state::rejected},
    {state::rejected, state::draft},
    {state::approved, state::live},
};

Fault unknown_dataflow(const std::string& id) {
    return {Kind::not_found, "dataflow_unknown", "there is no dataflow \"" + id + "\" in this organization"};
}

Fault unknown_version(std::int64_t number) {
    return {Kind::not_found, "version_unknown", "the dataflow has no version " + std::to_string(number)};
}

std::optional<Fault> claim(sql::Connection& connection, const std::string& organization, const Trigger& trigger,
                           const std::string& dataflow) {
    const auto other = claim_trigger(connection, organization, trigger, dataflow);
    if (!other) return std::nullopt;
    return Fault(Kind::conflict, "trigger_taken",
                 "the dataflow \"" + other->dataflow + "\" of this organization has the trigger " + trigger.method +
                     " " + trigger.url);
}

Outcome<void> create_dataflow_once(sql::Connection& connection, const std::string& organization,
                                   const Dataflow& dataflow, const VersionDocument& document, const Change& change) {
    if (!find_organization(connection, organization))
        return Fault(Kind::not_found, "organization_unknown", "there is no organization \"" + organization + "\"");
    if (!find_application(connection, organization, dataflow.application))
        return Fault(Kind::invalid, "application_unknown",
                     "the organization has no application \"" + dataflow.application + "\"");
    if (dataflow_exists(connection, organization, dataflow.id))
        return Fault(Kind::conflict, "dataflow_exists", "there is a dataflow \"" + dataflow.id + "\" already");
    insert_dataflow(connection, organization, dataflow, 1);
    if (auto fault = claim(connection, organization, document.trigger, dataflow.id)) return *std::move(fault);
    insert_version(connection, organization, dataflow.id, 1, state::draft, document, change);
    return {};
}

Outcome<std::int64_t> create_version_once(sql::Connection& connection, const std::string& organization,
                                          const std::string& dataflow,
                                          const std::variant<VersionDocument, std::int64_t>& source,
                                          const Change& change) {
    const auto number = begin_change(connection, organization, dataflow, 1);
    if (!number) return unknown_dataflow(dataflow);
    VersionDocument document;
    if (const auto* given = std::get_if<VersionDocument>(&source)) {
        document = *given;
    } else {
        const std::int64_t copied = std::get<std::int64_t>(source);
        auto version = find_version(connection, organization, dataflow, copied);
        if (!version) return unknown_version(copied);
        document = std::move(version->document);
    }
    if (auto fault = claim(connection, organization, document.trigger, dataflow)) return *std::move(fault);
    insert_version(connection, organization, dataflow, *number, state::draft, document, change);
    return *number;
}

Outcome<void> change_draft_once(sql::Connection& connection, const VersionName& name, const VersionChange& change,
                                const Change& by) {
    if (!begin_change(connection, name.organization, name.dataflow)) return unknown_dataflow(name.dataflow);
    auto version = find_version(connection, name.organization, name.dataflow, name.version);
    if (!version) return unknown_version(name.version);
    if (version->state != state::draft)
        return Fault(Kind::conflict, "version_not_draft",
                     "only a draft can be changed, this version is " + version->state + "; make a new draft of it");
    const Trigger before = version->document.trigger;
    VersionDocument after;
    try {
        after = changed(std::move(version->document), change);
    } catch (const json::Malformed& error) {
        return Fault(Kind::invalid, "document_invalid", error.what());
    }
    if (auto fault = claim(connection, name.organization, after.trigger, name.dataflow)) return *std::move(fault);
    update_document(connection, name.organization, name.dataflow, name.version, after, by);
    if (after.trigger != before) release_trigger(connection, name.organization, before, name.dataflow);
    return {};
}

Outcome<void> change_state_once(sql::Connection& connection, const VersionName& name, const std::string& to,
                                const Change& change) {
    if (!begin_change(connection, name.organization, name.dataflow)) return unknown_dataflow(name.dataflow);
    const auto from = find_state(connection, name.organization, name.dataflow, name.version);
    if (!from) return unknown_version(name.version);
    const auto allowed = [&](const auto& transition) { return transition.first == *from && transition.second == to; };
    if (std::none_of(std::begin(transitions), std::end(transitions), allowed))
        return Fault(Kind::conflict, "transition_forbidden", "a version that is " + *from + " cannot become " + to);
    if (to == state::live) retire_live(connection, name.organization, name.dataflow, change);
    update_state(connection, name.organization, name.dataflow, name.version, to, change);
    return {};
}

}  // namespace

Outcome<void> create_dataflow(sql::Pool& pool, const std::string& organization, const Dataflow& dataflow,
                              const VersionDocument& document, const std::string& user) {
    return change(pool, "host.create_dataflow", [&](sql::Connection& connection) {
        return create_dataflow_once(connection, organization, dataflow, document, {user, now()});
    });
}

Outcome<std::int64_t> create_version(sql::Pool& pool, const std::string& organization, const std::string& dataflow,
                                     const std::variant<VersionDocument, std::int64_t>& source,
                                     const std::string& user) {
    return change(pool, "host.create_version", [&](sql::Connection& connection) {
        return create_version_once(connection, organization, dataflow, source, {user, now()});
    });
}

Outcome<void> change_draft(sql::Pool& pool, const VersionName& name, const VersionChange& draft,
                           const std::string& user) {
    return change(pool, "host.change_draft", [&](sql::Connection& connection) {
        return change_draft_once(connection, name, draft, {user, now()});
    });
}

Outcome<void> change_state(sql::Pool& pool, const VersionName& name, const std::string& to, const std::string& user) {
    return change(pool, "host.change_state", [&](sql::Connection& connection) {
        return change_state_once(connection, name, to, {user, now()});
    });
}

}  // namespace neo::host::store
