#include "documents.hpp"

#include "changes.hpp"
#include "problem_kinds.hpp"

#include <plugin/app/review.hpp>
#include <plugin/base/time.hpp>
#include <plugin/domain/content_difference.hpp>

#include <algorithm>
#include <functional>
#include <string_view>
#include <variant>

namespace neo::hooks {

namespace {

// What is hidden is empty.
std::optional<std::string> if_shown(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string version_id_json(const domain::VersionId& id) {
    return JsonObject()
        .text("organization", if_shown(id.organization))
        .text("dataflow", if_shown(id.dataflow))
        .number("version", id.version == 0 ? std::nullopt : std::optional(id.version))
        .done();
}

std::string trigger_json(const domain::Trigger& trigger) {
    return JsonObject().text("url", trigger.url).text("method", trigger.method).done();
}

struct FactJson {
    std::string operator()(const std::string& text) const { return json_string(text); }
    std::string operator()(const std::vector<std::string>& texts) const { return json_array(texts, json_string); }
    std::string operator()(long long number) const { return std::to_string(number); }
    std::string operator()(const domain::Trigger& trigger) const { return trigger_json(trigger); }
};

std::string with_facts(JsonObject& object, const domain::Facts& facts) {
    for (const auto& [name, fact] : facts)
        object.json(name, std::visit(FactJson(), fact));
    return object.done();
}

std::string failures_json(const std::vector<domain::Failure>& failures) {
    return json_array(failures, [](const domain::Failure& failure) {
        JsonObject object;
        object.text("code", failure.code);
        if (!failure.message.empty()) object.text("message", failure.message).text("remedy", failure.remedy);
        return with_facts(object, failure.facts);
    });
}

std::string warnings_json(const std::vector<domain::Warning>& warnings) {
    return json_array(warnings, [](const domain::Warning& warning) {
        JsonObject object;
        object.text("code", warning.code);
        if (!warning.message.empty()) object.text("message", warning.message);
        return with_facts(object, warning.facts);
    });
}

// Beside members that are null because the caller may not see them: whose they are.
std::string with_hidden(JsonObject& object, const std::vector<std::string>& organizations) {
    if (!organizations.empty()) object.json("hidden", json_array(organizations, json_string));
    return object.done();
}

std::string recall_or_null(const std::optional<ports::Recall>& recall, const NameOf& name_of) {
    return recall ? recall_json(*recall, name_of) : "null";
}

std::optional<std::string> type_text(const std::optional<domain::OrganizationType>& type) {
    return type ? std::optional(std::string(domain::to_text(*type))) : std::nullopt;
}

std::optional<std::string> time_text(const std::optional<Time>& time) {
    return time ? std::optional(rfc3339(*time)) : std::nullopt;
}

std::optional<std::string> standing_text(const std::optional<domain::Standing>& standing) {
    return standing ? std::optional(std::string(domain::to_text(*standing))) : std::nullopt;
}

JsonObject organization_members(const app::RegisteredOrganization& registered, const NameOf& name_of) {
    const auto& [organization, registration] = registered;
    JsonObject object;
    object.text("id", organization.id)
        .text("name", organization.name)
        .text("cluster", organization.cluster)
        .boolean("neo_enabled", organization.neo_enabled)
        .json("registration", registration ? JsonObject()
                                                 .text("type", domain::to_text(registration->type))
                                                 .text("registered_at", rfc3339(registration->registered_at))
                                                 .text("registered_by", registration->registered_by)
                                                 .text("registered_by_name", name_of(registration->registered_by))
                                                 .done()
                                           : "null");
    return object;
}

JsonObject promotion_members(const app::Shown<ports::Promotion>& shown, const NameOf& name_of) {
    const ports::Promotion& promotion = *shown;
    const std::string target = JsonObject()
                                   .text("organization", if_shown(promotion.target_organization))
                                   .text("application", promotion.target_application)
                                   .text("dataflow", promotion.target_dataflow)
                                   .number("approved_version", promotion.approved_version)
                                   .number("draft_version", promotion.draft_version)
                                   .done();
    JsonObject object;
    object.text("id", promotion.id)
        .text("key", promotion.key)
        .text("status", ports::to_text(promotion.status))
        .json("source", version_id_json(promotion.source))
        .text("dataflow_name", promotion.dataflow_name)
        .json("target", target)
        .boolean("routed", promotion.routed)
        .json("trigger", promotion.trigger ? trigger_json(*promotion.trigger) : "null")
        .text("actor", promotion.actor)
        .text("actor_name", name_of(promotion.actor))
        .text("requested_at", rfc3339(promotion.requested_at))
        .text("finished_at", time_text(promotion.finished_at))
        .json("failures", failures_json(promotion.failures))
        .text("reason", promotion.reason)
        .text("ticket", promotion.ticket)
        .json("accepted", json_array(promotion.accepted, json_string))
        .text("standing", standing_text(promotion.standing))
        .text("base", promotion.base)
        .json("warnings", warnings_json(promotion.warnings))
        .boolean("planned", promotion.planned)
        .text("content_hash", promotion.content_hash);
    return object;
}

// Among those of a version: whether it came by it ("in") or went ("out").
std::string directed_json(const app::Shown<ports::Promotion>& promotion, std::string_view direction,
                          const NameOf& name_of) {
    return promotion_members(promotion, name_of).text("direction", direction).done();
}

std::string origin_json(const std::optional<app::Shown<ports::Promotion>>& origin, const NameOf& name_of) {
    if (!origin) return "null";
    const ports::Promotion& promotion = **origin;
    return JsonObject()
        .text("promotion", promotion.id)
        .json("source", version_id_json(promotion.source))
        .text("actor", promotion.actor)
        .text("actor_name", name_of(promotion.actor))
        .text("at", time_text(promotion.finished_at))
        .done();
}

// Newest first: what it came by is older than all that went from it.
std::string promotions_json(const app::VersionView& view, const NameOf& name_of) {
    std::vector<std::string> promotions;
    for (const auto& promotion : view.promotions)
        promotions.push_back(directed_json(promotion, "out", name_of));
    if (view.origin) promotions.push_back(directed_json(*view.origin, "in", name_of));
    return json_array(promotions, std::identity());
}

}  // namespace

std::string promotion_json(const app::Shown<ports::Promotion>& promotion, const NameOf& name_of) {
    return promotion_members(promotion, name_of).done();
}

std::string me_json(const app::Caller& caller, const std::string& name,
                    const std::vector<ports::Organization>& organizations) {
    const std::string grants = json_array(organizations, [&](const ports::Organization& organization) {
        return JsonObject()
            .text("id", organization.id)
            .text("name", organization.name)
            .json("permissions", json_array(caller.permissions_in(organization.id), json_string))
            .done();
    });
    return JsonObject()
        .json("user", JsonObject().text("id", caller.user()).text("name", name).done())
        .boolean("host_admin", caller.has("host.admin", "*"))
        .json("organizations", grants)
        .done();
}

std::string organization_json(const app::RegisteredOrganization& registered, const NameOf& name_of) {
    return organization_members(registered, name_of).done();
}

std::string detailed_organization_json(const app::RegisteredOrganization& registered,
                                       const app::OrganizationDetails& details, const NameOf& name_of) {
    JsonObject object = organization_members(registered, name_of);
    object.number("custom_applications", details.custom_applications);
    const auto& last = details.last_promotion;
    if (!last) return object.json("last_promotion", "null").done();
    return object
        .json("last_promotion", JsonObject()
                                    .text("id", last->id)
                                    .text("status", ports::to_text(last->status))
                                    .text("direction", last->out ? "out" : "in")
                                    .text("requested_at", rfc3339(last->requested_at))
                                    .done())
        .done();
}

std::string registration_json(const app::RegistrationResult& result, const NameOf& name_of) {
    return organization_members(result.organization, name_of).json("warnings", warnings_json(result.warnings)).done();
}

std::string application_json(const ports::Application& application) {
    return JsonObject().text("id", application.id).text("name", application.name).done();
}

std::string mapping_json(const app::Shown<app::MappingView>& shown, const NameOf& name_of) {
    const app::MappingView& view = *shown;
    return JsonObject()
        .text("target", view.mapping.target)
        .text("target_name", view.target_name)
        .text("target_type", type_text(view.target_type))
        .text("relation", domain::to_text(view.mapping.relation))
        .boolean("promotable", view.promotable)
        .text("reason", view.not_promotable)
        .text("created_at", rfc3339(view.mapping.created_at))
        .text("created_by", view.mapping.created_by)
        .text("created_by_name", name_of(view.mapping.created_by))
        .json("warnings", warnings_json(view.warnings))
        .done();
}

std::string mapping_change_json(const ports::MappingChange& change, const NameOf& name_of) {
    return JsonObject()
        .text("id", change.id)
        .text("kind", change.kind)
        .text("organization", change.organization)
        .text("target", change.target)
        .text("before", change.before)
        .text("after", change.after)
        .text("actor", change.actor)
        .text("actor_name", name_of(change.actor))
        .text("at", rfc3339(change.at))
        .done();
}

std::string organization_map_json(const app::OrganizationMap& map) {
    const std::string organizations = json_array(map.organizations, [](const app::RegisteredOrganization& registered) {
        const auto& [organization, registration] = registered;
        return JsonObject()
            .text("id", organization.id)
            .text("name", organization.name)
            .boolean("neo_enabled", organization.neo_enabled)
            .text("type", type_text(registration ? std::optional(registration->type) : std::nullopt))
            .done();
    });
    const std::string mappings = json_array(map.mappings, [](const app::Shown<app::MappingView>& shown) {
        const app::MappingView& view = *shown;
        return JsonObject()
            .text("source", view.mapping.source)
            .text("target", view.mapping.target)
            .text("relation", domain::to_text(view.mapping.relation))
            .boolean("promotable", view.promotable)
            .text("reason", view.not_promotable)
            .json("warnings", warnings_json(view.warnings))
            .done();
    });
    return JsonObject().json("organizations", organizations).json("mappings", mappings).done();
}

std::string dataflow_json(const app::DataflowView& view) {
    const ports::Dataflow& dataflow = view.dataflow;
    const std::string versions = json_array(dataflow.versions, [&](const ports::DataflowVersion& version) {
        return JsonObject()
            .number("version", version.version)
            .text("state", domain::to_text(version.state))
            .json("trigger", trigger_json(version.trigger))
            .boolean("promoted", view.promoted_versions.contains(version.version))
            .boolean("recalled", view.recalled_versions.contains(version.version))
            .done();
    });
    return JsonObject()
        .text("id", dataflow.id)
        .text("name", dataflow.name)
        .text("application", dataflow.application)
        .boolean("global", dataflow.global)
        .text("module", dataflow.module)
        .json("versions", versions)
        .boolean("promoted", !view.promoted_versions.empty())
        .done();
}

std::string version_json(const app::Shown<app::VersionView>& shown, const NameOf& name_of) {
    const app::VersionView& view = *shown;
    const ports::Version& version = view.version;
    const bool contents = view.hidden.empty();
    JsonObject object;
    object.text("organization", version.organization)
        .text("dataflow", version.dataflow)
        .text("name", version.name)
        .text("application", version.application)
        .boolean("global", version.global)
        .text("module", version.module)
        .number("version", version.version)
        .text("state", domain::to_text(version.state))
        .json("trigger", trigger_json(version.trigger))
        .json("tags", contents ? json_array(version.tags, json_string) : "null")
        .json("blocks", contents ? version.blocks : "null")
        .json("connections", contents ? version.connections : "null")
        .json("origin", origin_json(view.origin, name_of))
        .json("promotions", promotions_json(view, name_of))
        .json("recalled", recall_or_null(view.recall, name_of));
    return with_hidden(object, view.hidden);
}

std::string custody_json(const app::Custody& custody, const NameOf& name_of) {
    const std::string hops = json_array(custody.hops, [&](const app::Hop& hop) {
        return JsonObject()
            .text("organization", hop.organization)
            .text("dataflow", hop.dataflow)
            .number("version", hop.version)
            .text("promotion", hop.promotion)
            .text("actor", hop.actor)
            .text("actor_name", hop.actor ? name_of(*hop.actor) : std::nullopt)
            .text("at", time_text(hop.at))
            .text("content_hash", hop.content_hash)
            .boolean("identical", hop.identical)
            .done();
    });
    return JsonObject().json("hops", hops).boolean("complete", custody.complete).done();
}

std::string comparison_json(const app::Comparison& comparison) {
    return changes_json(comparison.version, comparison.against);
}

std::string recall_json(const ports::Recall& recall, const NameOf& name_of) {
    return JsonObject()
        .text("reason", recall.reason)
        .text("recalled_at", rfc3339(recall.recalled_at))
        .text("recalled_by", recall.recalled_by)
        .text("recalled_by_name", name_of(recall.recalled_by))
        .done();
}

std::string recall_history_json(const app::RecallHistory& history, const NameOf& name_of) {
    const std::string changes = json_array(history.changes, [&](const ports::RecallChange& change) {
        return JsonObject()
            .text("kind", change.kind)
            .text("reason", change.reason)
            .text("by", change.actor)
            .text("by_name", name_of(change.actor))
            .text("at", rfc3339(change.at))
            .done();
    });
    return JsonObject().json("recalled", recall_or_null(history.recall, name_of)).json("changes", changes).done();
}

std::string target_json(const app::Shown<app::Target>& target) {
    return JsonObject()
        .text("organization", target->organization)
        .text("name", target->name)
        .text("type", type_text(target->type))
        .text("relation", domain::to_text(target->relation))
        .done();
}

std::string target_applications_json(const app::TargetApplications& applications) {
    const auto& page = applications.custom;
    const std::string items = json_array(page.items, application_json);
    const auto& lock = applications.locked_to;
    const std::string locked_to = lock ? JsonObject()
                                             .text("application", lock->application)
                                             .text("dataflow", lock->dataflow)
                                             .text("reason", lock->reason)
                                             .done()
                                       : "null";
    return JsonObject()
        .json("items", items)
        .text("next_cursor", page.more ? std::optional(page.items.back().id) : std::nullopt)
        .json("locked_to", locked_to)
        .text("message", applications.message)
        .done();
}

namespace {

std::string route_json(const std::optional<domain::Route>& route) {
    if (!route) return "null";
    return JsonObject()
        .text("application", route->application)
        .text("dataflow", route->dataflow)
        .boolean("routed", route->routed)
        .text("reason", route->reason)
        .done();
}

std::string base_json(const std::optional<ports::Basis::Arrived>& base) {
    if (!base) return "null";
    return JsonObject()
        .text("promotion", base->promotion)
        .json("source", version_id_json(base->source))
        .number("approved_version", base->approved_version)
        .text("finished_at", rfc3339(base->finished_at))
        .done();
}

std::string live_json(const app::Preflight& preflight) {
    if (!preflight.live) return "null";
    return JsonObject()
        .number("version", preflight.live->version)
        .json("changes",
              preflight.hidden.empty() ? changes_json(*preflight.promotion_case.version, preflight.live) : "null")
        .done();
}

std::string finding_json(const domain::Finding& finding) {
    JsonObject object;
    object.text("code", finding.code)
        .text("block", finding.block.empty() ? std::nullopt : std::optional(finding.block))
        .text("pointer", finding.pointer)
        .text("message", finding.message)
        .text("remedy", finding.remedy)
        .text("fingerprint", finding.fingerprint);
    if (finding.certain) object.boolean("certain", *finding.certain);
    return object.done();
}

// What they changed and what the source changed since the same arrival.
std::string overlap_json(const app::Preflight& preflight) {
    std::vector<std::string> ids;
    if (preflight.base) {
        const domain::Content base = app::content_of(*preflight.base);
        const auto theirs = domain::difference(base, app::content_of(*preflight.head));
        const auto ours = domain::difference(base, app::content_of(*preflight.promotion_case.version));
        ids = app::readable_ids(domain::ids_of_overlap(theirs, ours));
    }
    return JsonObject().json("blocks", json_array(ids, json_string)).done();
}

}  // namespace

std::string preflight_json(const app::Shown<app::Preflight>& shown) {
    const app::Preflight& preflight = *shown;
    const app::PromotionCase& opened = preflight.promotion_case;
    const domain::Decision& decision = opened.decision;
    const auto is_hidden = [&](const std::string& organization) {
        return std::ranges::find(preflight.hidden, organization) != preflight.hidden.end();
    };
    const bool contents = opened.version && preflight.hidden.empty();
    const auto& findings = opened.review.findings;
    const bool content = opened.version && !is_hidden(opened.facts.source.organization);
    const bool theirs = preflight.base && preflight.head && !is_hidden(opened.facts.target);
    JsonObject object;
    object.boolean("promotable", decision.failures.empty())
        .json("failures", failures_json(decision.failures))
        .json("warnings", warnings_json(decision.warnings))
        .json("route", route_json(decision.route))
        .text("standing", standing_text(opened.review.standing))
        .json("base", base_json(opened.review.base))
        .json("changes", contents ? changes_json(*opened.version, preflight.head) : "null")
        .json("live", live_json(preflight))
        .json("their_changes", theirs ? changes_json(*preflight.head, preflight.base) : "null")
        .json("overlap", contents ? overlap_json(preflight) : "null")
        .json("findings", content ? json_array(findings.items, finding_json) : "null")
        .number("findings_total", content ? std::optional(findings.total) : std::nullopt)
        .text("plan", preflight.plan);
    return with_hidden(object, preflight.hidden);
}

std::string reconciliation_json(const app::Reconciliation& reconciliation) {
    const auto finding_json = [](const app::Reconciliation::Finding& finding) {
        return JsonObject().text("key", finding.key).text("detail", finding.detail).done();
    };
    return JsonObject()
        .number("checked", reconciliation.checked)
        .json("missing", json_array(reconciliation.missing, finding_json))
        .json("contradictions", json_array(reconciliation.contradictions, finding_json))
        .number("rebuilt", reconciliation.rebuilt)
        .done();
}

std::string problem_json(const app::Problem& problem) {
    const ProblemKind& kind = kind_of(problem);
    JsonObject object;
    object.number("status", kind.http_status)
        .text("title", kind.title)
        .text("detail", problem.detail)
        .text("code", problem.code);
    if (!problem.failures.empty()) object.json("failures", failures_json(problem.failures));
    if (problem.promotion) object.text("promotion", *problem.promotion);
    if (problem.preflight) object.json("preflight", *problem.preflight);
    if (problem.replayed) object.boolean("replayed", true);
    return object.done();
}

}  // namespace neo::hooks
