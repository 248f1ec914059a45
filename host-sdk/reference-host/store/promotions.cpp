#include "promotions.hpp"

#include "../platform/limits.hpp"
#include "../platform/version_document.hpp"
#include "dataflows.hpp"
#include "organizations.hpp"
#include "promotion_keys.hpp"
#include "transaction.hpp"
#include "trigger_claims.hpp"
#include "trigger_holders.hpp"
#include "users.hpp"

#include <neo/host/service/access.h>
#include <plugin/base/kill_point.hpp>

#include <algorithm>

namespace neo::host::store {

namespace {

using Kind = Fault::Kind;

Fault raced() {
    return {Kind::raced, "raced", "another transaction was faster"};
}

// What the key already says: what was applied, or why this apply comes too late. Unset: go on.
std::optional<Outcome<Applied>> settled(const std::optional<PromotionKey>& key, const ApplyRequest& request) {
    if (!key) return std::nullopt;
    if (key->applied) {
        if (key->applied->payload_hash == request.payload_hash) return *key->applied;
        return Fault(Kind::conflict, apply_code::payload_mismatch, "this key was applied with another payload");
    }
    if (request.fence <= key->fence)
        return Fault(Kind::conflict, apply_code::barred,
                     "an abort barred every fence up to " + std::to_string(key->fence));
    return std::nullopt;
}

std::optional<Fault> refusal(sql::Connection& connection, const ApplyRequest& request) {
    const auto grants = list_grants(connection, request.actor);
    for (const std::string& organization : {request.source.organization, request.target_organization}) {
        if (!allows(grants, organization, NEO_PERMISSION_PROMOTE))
            return Fault(Kind::denied, "promote_permission_missing",
                         "the user lacks " NEO_PERMISSION_PROMOTE " in \"" + organization + "\"");
    }
    return std::nullopt;
}

// Whether promoted versions may stand in this application (T1, T2, T7).
std::optional<Fault> refusal_of_application(sql::Connection& connection, const std::string& organization,
                                            const std::string& id) {
    const auto application = find_application(connection, organization, id);
    if (!application) return Fault(Kind::not_found, "application_unknown", "there is no application \"" + id + "\"");
    if (application->kind != ApplicationKind::custom)
        return Fault(Kind::invalid, "application_not_custom", "\"" + id + "\" is not a custom application");
    return std::nullopt;
}

// The id of the source when it is free, else with -2, -3, …
std::string free_id(sql::Connection& connection, const ApplyRequest& request) {
    if (!dataflow_exists(connection, request.target_organization, request.source.dataflow))
        return request.source.dataflow;
    for (int number = 2;; ++number) {
        const std::string suffix = "-" + std::to_string(number);
        std::string id = request.source.dataflow;
        if (id.size() + suffix.size() > longest_id_bytes) {
            std::size_t size = longest_id_bytes - suffix.size();
            while (size > 0 && (static_cast<unsigned char>(id[size]) & 0xC0) == 0x80)
                --size;  // never within a character
            id.resize(size);
        }
        id += suffix;
        if (!dataflow_exists(connection, request.target_organization, id)) return id;
    }
}

struct Place {
    std::string dataflow;
    std::string application;
    std::int64_t last_version = 0;  // of which the last two are to be inserted
    bool first_approved = false;    // of a dataflow that held the triggers of drafts until now
};

Fault other_holder(const std::optional<TriggerHolder>& holder) {
    return {Kind::conflict, apply_code::conflict,
            holder ? "the dataflow \"" + holder->dataflow + "\" holds this trigger" : "no dataflow holds this trigger"};
}

Outcome<Place> new_dataflow(sql::Connection& connection, const ApplyRequest& request) {
    if (const auto holder = find_trigger_holder(connection, request.target_organization, request.trigger))
        return other_holder(holder);
    if (const auto fault = refusal_of_application(connection, request.target_organization, request.target_application))
        return *fault;
    const Place place{free_id(connection, request), request.target_application, 2, false};
    insert_dataflow(connection, request.target_organization,
                    {place.dataflow, request.name, place.application, request.global, request.module},
                    place.last_version);
    insert_holder(connection, trigger_hash(request.target_organization, request.trigger), request.target_organization,
                  place.dataflow);
    return place;
}

Outcome<Place> existing_dataflow(sql::Connection& connection, const ApplyRequest& request) {
    const auto last_version = begin_change(connection, request.target_organization, *request.expected_dataflow, 2);
    const auto holder = find_trigger_holder(connection, request.target_organization, request.trigger);
    if (!last_version || !holder || holder->dataflow != *request.expected_dataflow) return other_holder(holder);
    if (const auto fault = refusal_of_application(connection, request.target_organization, holder->application))
        return *fault;
    return Place{holder->dataflow, holder->application, *last_version,
                 !has_promotable(connection, request.target_organization, holder->dataflow)};
}

Outcome<Applied> create(sql::Connection& connection, const ApplyRequest& request, bool barred_before) {
    if (const auto fault = refusal(connection, request)) return *fault;

    const auto place =
        request.expected_dataflow ? existing_dataflow(connection, request) : new_dataflow(connection, request);
    if (!place) return place.error();

    const Change change{request.actor, now()};
    const VersionHead head{request.trigger, {}, request.global, request.module};
    NEO_KILL_POINT("host.apply.before_approved");
    insert_version(connection, request.target_organization, place->dataflow, place->last_version - 1,
                   VersionState::approved, head, request.content, change);
    NEO_KILL_POINT("host.apply.before_draft");
    insert_version(connection, request.target_organization, place->dataflow, place->last_version, VersionState::draft,
                   head, request.content, change);
    NEO_KILL_POINT("host.apply.after_draft");
    if (place->first_approved) settle_triggers(connection, request.target_organization, place->dataflow);

    Applied applied{request.promotion_key,
                    request.fence,
                    request.payload_hash,
                    request.actor,
                    request.source,
                    {request.target_organization, place->application, place->dataflow, place->last_version - 1,
                     place->last_version},
                    request.trigger,
                    rfc3339(from_microseconds(change.at))};
    if (!barred_before)
        insert_applied(connection, applied, change.at);
    else if (!replace_bar(connection, applied, change.at))
        return raced();
    return applied;
}

Outcome<Applied> apply_once(sql::Connection& connection, const ApplyRequest& request) {
    const auto key = find_key(connection, request.promotion_key);
    if (auto outcome = settled(key, request)) return *std::move(outcome);
    auto created = create(connection, request, key.has_value());
    // What refuses it may be the work of another apply of this very key, committed in between: then the key says so.
    if (!created && settled(find_key(connection, request.promotion_key), request)) return raced();
    return created;
}

using Aborted = std::variant<sdk::Barred, Applied>;

Outcome<Aborted> abort_once(sql::Connection& connection, const std::string& key, std::int64_t fence) {
    const auto found = find_key(connection, key);
    if (found && found->applied) return Aborted(*found->applied);
    if (!found)
        insert_bar(connection, key, fence);
    else if (found->fence < fence && !raise_bar(connection, key, fence))
        return raced();
    return Aborted(sdk::Barred{std::max(fence, found ? found->fence : fence)});
}

}  // namespace

Outcome<Applied> apply(sql::Pool& pool, const ApplyRequest& request) {
    if (const auto why = refusal_of_content(request.content)) return Fault(Kind::invalid, "content_refused", *why);
    return change(
        pool, "host.apply", [&](sql::Connection& connection) { return apply_once(connection, request); }, true);
}

Outcome<Aborted> abort(sql::Pool& pool, const std::string& key, std::int64_t fence) {
    return change(
        pool, "host.abort", [&](sql::Connection& connection) { return abort_once(connection, key, fence); }, true);
}

}  // namespace neo::host::store
