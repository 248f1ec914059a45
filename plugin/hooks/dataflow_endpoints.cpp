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

// A route of one version, whose endpoint the C hooks call too.
template <outcome<Document> (*endpoint)(const Call& call, const domain::VersionId& version)>
outcome<Document> of_version(const RestCall& call) {
    NEO_TRY(version, call.version());
    return endpoint(call, version);
}

outcome<Document> get_comparison(const RestCall& call) {
    NEO_TRY(version, call.version());
    NEO_TRY(against, read_version_id(call.query));
    return compare(call, version, against);
}

outcome<Document> get_target_applications(const RestCall& call) {
    NEO_TRY(version, call.version());
    return list_target_applications(call, version, call.ids[3]);
}

outcome<Document> post_recall(const RestCall& call) {
    NEO_TRY(version, call.version());
    NEO_TRY(body, read_object(call.body, {"reason"}));
    NEO_TRY(reason, read_text(body, "reason"));
    return recall(call, version, reason);
}

constexpr std::array routes{
    Route{"GET", "organizations/*/dataflows", list_dataflows, "search application state limit cursor"},
    Route{"GET", "organizations/*/dataflows/*", get_dataflow},
    Route{"GET", "organizations/*/dataflows/*/versions/*", get_version},
    Route{"GET", "organizations/*/dataflows/*/versions/*/origin", of_version<get_origin>},
    Route{"GET", "organizations/*/dataflows/*/versions/*/compare", get_comparison, "organization dataflow version"},
    Route{"GET", "organizations/*/dataflows/*/versions/*/promotion-targets", of_version<list_targets>, page_members},
    Route{"GET", "organizations/*/dataflows/*/versions/*/promotion-targets/*/applications", get_target_applications,
          page_members},
    Route{"GET", "organizations/*/dataflows/*/versions/*/recall", of_version<get_recall>},
    Route{"POST", "organizations/*/dataflows/*/versions/*/recall", post_recall},
    Route{"DELETE", "organizations/*/dataflows/*/versions/*/recall", of_version<take_back>},
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

outcome<Document> get_origin(const Call& call, const domain::VersionId& version) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(custody, app::get_custody(call.services, caller, version));
    return Document{custody_json(custody, call.name_of())};
}

outcome<Document> compare(const Call& call, const domain::VersionId& version, const domain::VersionId& against) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(comparison, app::compare(call.services, caller, version, against));
    return Document{comparison_json(comparison)};
}

outcome<Document> get_recall(const Call& call, const domain::VersionId& version) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(history, app::recall_history(call.services, caller, version));
    return Document{recall_history_json(history, call.name_of())};
}

outcome<Document> recall(const Call& call, const domain::VersionId& version, std::string_view reason) {
    NEO_TRY(why, read_reason(reason));
    NEO_TRY(caller, call.caller());
    NEO_TRY(recalled, app::recall_version(call.services, caller, version, std::move(why)));
    return Document{recall_json(recalled.recall, call.name_of()), recalled.is_new ? Done::created : Done::ok};
}

outcome<Document> take_back(const Call& call, const domain::VersionId& version) {
    NEO_TRY(caller, call.caller());
    if (auto taken = app::take_back_recall(call.services, caller, version); !taken) return taken.error();
    return Document{{}, Done::removed};
}

}  // namespace neo::hooks
