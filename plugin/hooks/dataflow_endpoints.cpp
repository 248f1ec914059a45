#include "documents.hpp"
#include "rest_routes.hpp"

#include <plugin/app/dataflows.hpp>
#include <plugin/app/recalls.hpp>
#include <plugin/app/targets.hpp>

#include <array>

namespace neo::hooks {

using app::outcome;

namespace {

outcome<Document> list_dataflows(const RestCall& call) {
    NEO_TRY(paging, read_paging(call.query));
    NEO_TRY(caller, call.caller());
    const std::string state = value_or_empty(call.query, "state");
    if (!state.empty() && !domain::from_text<domain::VersionState>(state)) {
        return bad_request("'state' must be draft, awaiting_approval, approved, rejected or live.");
    }
    NEO_TRY(page, app::list_dataflows(call.services, caller,
                                      {call.ids[0], value_or_empty(call.query, "search"),
                                       value_or_empty(call.query, "application"), state, paging.cursor, paging.limit}));
    return Document{page_json(page, dataflow_json, [](const app::DataflowView& last) { return last.dataflow.id; })};
}

outcome<Document> get_dataflow(const RestCall& call) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(found, app::get_dataflow(call.services, caller, call.ids[0], call.ids[1]));
    return Document{dataflow_json(found)};
}

outcome<Document> get_version(const RestCall& call) {
    NEO_TRY(version, call.version());
    NEO_TRY(caller, call.caller());
    NEO_TRY(found, app::get_version(call.services, caller, version));
    Document document{version_json(found, call.name_of())};
    if (found->version.etag) document.headers.emplace_back("etag", '"' + *found->version.etag + '"');
    return document;
}

outcome<Document> get_origin(const RestCall& call) {
    NEO_TRY(version, call.version());
    NEO_TRY(caller, call.caller());
    NEO_TRY(custody, app::get_custody(call.services, caller, version));
    return Document{custody_json(custody, call.name_of())};
}

outcome<Document> compare(const RestCall& call) {
    NEO_TRY(version, call.version());
    NEO_TRY(against, read_version_id(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(comparison, app::compare(call.services, caller, version, against));
    return Document{comparison_json(comparison)};
}

outcome<Document> get_targets(const RestCall& call) {
    NEO_TRY(version, call.version());
    return list_targets(call, version);
}

outcome<Document> get_target_applications(const RestCall& call) {
    NEO_TRY(version, call.version());
    return list_target_applications(call, version, call.ids[3]);
}

outcome<Document> post_recall(const RestCall& call) {
    NEO_TRY(version, call.version());
    NEO_TRY(body, read_object(call.body, {"reason"}));
    NEO_TRY(reason, read_reason(body));
    NEO_TRY(caller, call.caller());
    NEO_TRY(recalled, app::recall_version(call.services, caller, version, std::move(reason)));
    return Document{recall_json(recalled.recall, call.name_of()), recalled.is_new ? Done::created : Done::ok};
}

outcome<Document> remove_recall(const RestCall& call) {
    NEO_TRY(version, call.version());
    NEO_TRY(caller, call.caller());
    if (auto taken = app::take_back_recall(call.services, caller, version); !taken) return taken.error();
    return Document{{}, Done::removed};
}

outcome<Document> get_recall(const RestCall& call) {
    NEO_TRY(version, call.version());
    NEO_TRY(caller, call.caller());
    NEO_TRY(history, app::recall_history(call.services, caller, version));
    return Document{recall_history_json(history, call.name_of())};
}

constexpr std::array routes{
    Route{"GET", "organizations/*/dataflows", list_dataflows, "search application state limit cursor"},
    Route{"GET", "organizations/*/dataflows/*", get_dataflow},
    Route{"GET", "organizations/*/dataflows/*/versions/*", get_version},
    Route{"GET", "organizations/*/dataflows/*/versions/*/origin", get_origin},
    Route{"GET", "organizations/*/dataflows/*/versions/*/compare", compare, "organization dataflow version"},
    Route{"GET", "organizations/*/dataflows/*/versions/*/promotion-targets", get_targets, page_members},
    Route{"GET", "organizations/*/dataflows/*/versions/*/promotion-targets/*/applications", get_target_applications,
          page_members},
    Route{"GET", "organizations/*/dataflows/*/versions/*/recall", get_recall},
    Route{"POST", "organizations/*/dataflows/*/versions/*/recall", post_recall},
    Route{"DELETE", "organizations/*/dataflows/*/versions/*/recall", remove_recall},
};

}  // namespace

constinit const std::span<const Route> dataflow_routes = routes;

outcome<Document> list_targets(const Call& call, const domain::VersionId& version) {
    NEO_TRY(paging, read_paging(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(page, app::list_targets(call.services, caller, version, paging.cursor, paging.limit));
    return Document{page_json(page, target_json, [](const auto& last) { return last->organization; })};
}

outcome<Document> list_target_applications(const Call& call, const domain::VersionId& version,
                                           const std::string& target) {
    NEO_TRY(paging, read_paging(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(applications,
            app::list_target_applications(call.services, caller, version, target, paging.cursor, paging.limit));
    return Document{target_applications_json(applications)};
}

}  // namespace neo::hooks
