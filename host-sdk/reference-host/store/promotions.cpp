#include "promotions.hpp"

#include "../platform/limits.hpp"
#include "../platform/version_document.hpp"
#include "dataflows.hpp"
#include "organizations.hpp"
#include "promotion_keys.hpp"
#include "transaction.hpp"
#include "trigger_claims.hpp"
#include "trigger_holders.hpp"
#include "words.hpp"

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

// All that the host's word on a promotion depends on.
struct Scene {
    std::optional<PromotionKey> key;
    bool may_promote_from_source = false;
    bool may_promote_to_target = false;
    std::optional<ApplicationKind> application;  // the one that is asked for
    std::optional<TriggerHolder> holder;
    std::int64_t holder_revision = 0;
    std::int64_t holder_last_version = 0;
    bool holder_has_promotable = false;
    std::int64_t holder_head = 0;
    bool id_is_taken = false;  // in the target, the one that the dataflow has in the source
};

constexpr sql::Query read_scene_query{
    "host.apply.read",
    "SELECT s.permissions, t.permissions, e.permissions, a.kind, h.id, h.application, ha.kind, h.revision, "
    "h.last_version, "
    "CASE WHEN EXISTS (SELECT 1 FROM versions v WHERE v.organization = h.organization AND v.dataflow = h.id "
    "AND v.state IN ('approved', 'live')) THEN 1 ELSE 0 END, " NEO_HEAD_OF("h", "th.trigger_hash") ", CASE WHEN d.id IS NULL THEN 0 ELSE 1 END, "
    "CASE WHEN k.promotion_key IS NULL THEN 0 ELSE 1 END, " NEO_KEY_COLUMNS_OF("k.")
    " FROM (SELECT 1 AS one) o "
    "LEFT JOIN promotion_keys k ON k.promotion_key = :key "
    "LEFT JOIN grants s ON s.user_id = :actor AND s.organization = :source "
    "LEFT JOIN grants t ON t.user_id = :actor AND t.organization = :target "
    "LEFT JOIN grants e ON e.user_id = :actor AND e.organization = '*' "
    "LEFT JOIN applications a ON a.organization = :target AND a.id = :application "
    "LEFT JOIN dataflows d ON d.organization = :target AND d.id = :dataflow "
    "LEFT JOIN trigger_holders th ON th.trigger_hash = :trigger_hash "
    "LEFT JOIN dataflows h ON h.organization = th.organization AND h.id = th.dataflow "
    "LEFT JOIN applications ha ON ha.organization = h.organization AND ha.id = h.application"};

// A change of the dataflow, unless somebody else changed it since it was read.
constexpr sql::Query take_numbers_query{
    "host.apply.take_numbers",
    "UPDATE dataflows SET revision = revision + 1, last_version = :draft "
    "WHERE organization = :organization AND id = :dataflow AND revision = :revision"};

bool permits(const std::optional<std::string>& permissions) {
    return permissions && has_word(*permissions, NEO_PERMISSION_PROMOTE);
}

Scene read_scene(sql::Row& row) {
    Scene scene;
    const auto source = row.optional_text();
    const auto target = row.optional_text();
    const bool everywhere = permits(row.optional_text());
    scene.may_promote_from_source = everywhere || permits(source);
    scene.may_promote_to_target = everywhere || permits(target);
    scene.application = read_optional_kind(row);
    const auto holder = row.optional_text();
    const auto application = row.optional_text();
    const auto kind = read_optional_kind(row);
    if (holder) scene.holder = TriggerHolder{*holder, application.value(), kind.value()};
    scene.holder_revision = row.optional_integer().value_or(0);
    scene.holder_last_version = row.optional_integer().value_or(0);
    scene.holder_has_promotable = row.boolean();
    scene.holder_head = row.optional_integer().value_or(0);
    scene.id_is_taken = row.boolean();
    if (row.boolean()) scene.key = read_key(row);
    return scene;
}

Scene read_scene(sql::Connection& connection, const ApplyRequest& request) {
    return *connection.first(read_scene_query,
                             {{"key", request.promotion_key},
                              {"actor", request.actor},
                              {"source", request.source.organization},
                              {"target", request.target_organization},
                              {"application", request.target_application},
                              {"dataflow", request.source.dataflow},
                              {"trigger_hash", trigger_hash(request.target_organization, request.trigger)}},
                             [](sql::Row& row) { return read_scene(row); });
}

std::optional<Fault> refusal(const Scene& scene, const ApplyRequest& request) {
    const auto without = [](const std::string& organization) {
        return Fault(Kind::denied, "promote_permission_missing",
                     "the user lacks " NEO_PERMISSION_PROMOTE " in \"" + organization + "\"");
    };
    if (!scene.may_promote_from_source) return without(request.source.organization);
    if (!scene.may_promote_to_target) return without(request.target_organization);
    return std::nullopt;
}

// Whether promoted versions may stand in this application (T1, T2, T7).
std::optional<Fault> refusal_of_application(const std::optional<ApplicationKind>& kind, const std::string& id) {
    if (!kind) return Fault(Kind::not_found, "application_unknown", "there is no application \"" + id + "\"");
    if (*kind != ApplicationKind::custom)
        return Fault(Kind::invalid, "application_not_custom", "\"" + id + "\" is not a custom application");
    return std::nullopt;
}

// The id of the source with -2, -3, …, the first that is free.
std::string free_id(sql::Connection& connection, const ApplyRequest& request) {
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

// Where the two versions are to stand.
struct Place {
    std::string dataflow;
    std::string application;
    std::int64_t approved_version = 1;
    bool is_new = true;
    bool first_approved = false;  // of a dataflow that held the triggers of drafts until now
};

Fault other_holder(const std::optional<TriggerHolder>& holder) {
    return {Kind::conflict, apply_code::conflict,
            holder ? "the dataflow \"" + holder->dataflow + "\" holds this trigger" : "no dataflow holds this trigger"};
}

Outcome<Place> new_place(sql::Connection& connection, const Scene& scene, const ApplyRequest& request) {
    if (scene.holder) return other_holder(scene.holder);
    if (const auto fault = refusal_of_application(scene.application, request.target_application)) return *fault;
    return Place{scene.id_is_taken ? free_id(connection, request) : request.source.dataflow,
                 request.target_application};
}

Outcome<Place> existing_place(const Scene& scene, const ApplyRequest& request) {
    if (!scene.holder || scene.holder->dataflow != *request.expected_dataflow) return other_holder(scene.holder);
    if (request.expected_version != sdk::any_version &&
        scene.holder_head != std::max<std::int64_t>(request.expected_version, 0))
        return Fault(Kind::conflict, apply_code::conflict,
                     "version " + std::to_string(scene.holder_head) +
                         " is the newest approved one with this trigger, which is not the one that was expected");
    if (const auto fault = refusal_of_application(scene.holder->application_kind, scene.holder->application))
        return *fault;
    return Place{scene.holder->dataflow, scene.holder->application, scene.holder_last_version + 1, false,
                 !scene.holder_has_promotable};
}

Outcome<Applied> create(sql::Connection& connection, const Scene& scene, const ApplyRequest& request) {
    if (const auto fault = refusal(scene, request)) return *fault;
    const auto place =
        request.expected_dataflow ? existing_place(scene, request) : new_place(connection, scene, request);
    if (!place) return place.error();

    const std::string& organization = request.target_organization;
    const Change change{request.actor, now()};
    const VersionHead head{request.trigger, {}, request.global, request.module};
    const Applied applied{
        request.promotion_key,
        request.fence,
        request.payload_hash,
        request.actor,
        request.source,
        {organization, place->application, place->dataflow, place->approved_version, place->approved_version + 1},
        request.trigger,
        rfc3339(from_microseconds(change.at))};
    const Dataflow dataflow{place->dataflow, request.name, place->application, request.global, request.module};
    const std::string hash = trigger_hash(organization, request.trigger);

    if (!place->is_new && connection.execute(take_numbers_query, {{"draft", place->approved_version + 1},
                                                                  {"organization", organization},
                                                                  {"dataflow", place->dataflow},
                                                                  {"revision", scene.holder_revision}}) == 0)
        return raced();
    if (scene.key && !replace_bar(connection, applied, change.at)) return raced();
    std::vector<sql::Write> writes;
    if (place->is_new) {
        writes.push_back(insert_dataflow(organization, dataflow, place->approved_version + 1));
        writes.push_back(insert_holder(hash, organization, place->dataflow));
    }
    writes.push_back(insert_promoted_versions(organization, place->dataflow, place->approved_version, head,
                                              request.content, change));
    if (!scene.key) writes.push_back(insert_applied(applied, change.at));
    connection.execute_all(writes);
    if (place->first_approved) settle_triggers(connection, organization, place->dataflow);
    return applied;
}

Outcome<Applied> apply_once(sql::Connection& connection, const ApplyRequest& request) {
    for (bool locked = false;; locked = true) {
        const Scene scene = read_scene(connection, request);
        if (auto outcome = settled(scene.key, request)) return *std::move(outcome);
        auto created = create(connection, scene, request);
        if (created) return created;
        // Once it is locked, nobody changes the dataflow between the reading and the writing.
        if (created.error().kind == Kind::raced && request.expected_dataflow && !locked &&
            begin_change(connection, request.target_organization, *request.expected_dataflow))
            continue;
        // What refuses it may be the work of another apply of this very key, committed in between: then the key says
        // so.
        if (settled(find_key(connection, request.promotion_key), request)) return raced();
        return created;
    }
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
