#include "api.hpp"
#include "documents.hpp"

#include <plugin/app/dataflows.hpp>
#include <plugin/app/targets.hpp>

namespace neo::hooks::api {

namespace {

using app::outcome;

std::string value_or_empty(const Query& query, const char* name) {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
}

outcome<std::string> applications_json(Services& services, const std::string& user, const std::string& organization,
                                       const Query& query) {
    NEO_TRY(paging, read_paging(query));
    NEO_TRY(caller, app::Caller::load(services, user));
    NEO_TRY(page, app::list_applications(services, caller, organization, paging.cursor, paging.limit));
    return page_json(page, application_json, [](const ports::Application& last) { return last.id; });
}

outcome<std::string> dataflows_json(Services& services, const std::string& user, const std::string& organization,
                                    const Query& query) {
    NEO_TRY(paging, read_paging(query));
    NEO_TRY(caller, app::Caller::load(services, user));
    const std::string state = value_or_empty(query, "state");
    if (!state.empty() && !domain::from_text<domain::VersionState>(state)) {
        return bad_request("'state' must be draft, awaiting_approval, approved, rejected or live.");
    }
    NEO_TRY(page, app::list_dataflows(services, caller,
                                      {organization, value_or_empty(query, "search"),
                                       value_or_empty(query, "application"), state, paging.cursor, paging.limit}));
    return page_json(page, dataflow_json, [](const app::DataflowView& last) { return last.dataflow.id; });
}

outcome<app::DataflowView> load_dataflow(Services& services, const std::string& user, const std::string& organization,
                                         const std::string& dataflow) {
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::get_dataflow(services, caller, organization, dataflow);
}

outcome<app::VersionView> load_version(Services& services, const std::string& user, const domain::VersionId& version) {
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::get_version(services, caller, version);
}

outcome<std::string> targets_json(Services& services, const std::string& user, const domain::VersionId& version,
                                  const Query& query) {
    NEO_TRY(paging, read_paging(query));
    NEO_TRY(caller, app::Caller::load(services, user));
    NEO_TRY(page, app::list_targets(services, caller, version, paging.cursor, paging.limit));
    return page_json(page, target_json, [](const app::Target& last) { return last.organization; });
}

outcome<app::TargetApplications> load_target_applications(Services& services, const std::string& user,
                                                          const domain::VersionId& version, const std::string& target,
                                                          const Query& query) {
    NEO_TRY(paging, read_paging(query));
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::list_target_applications(services, caller, version, target, paging.cursor, paging.limit);
}

}  // namespace

Reply list_applications(Services& services, const std::string& user, const std::string& organization,
                        const Query& query) {
    return reply_with(applications_json(services, user, organization, query));
}

Reply list_dataflows(Services& services, const std::string& user, const std::string& organization, const Query& query) {
    return reply_with(dataflows_json(services, user, organization, query));
}

Reply get_dataflow(Services& services, const std::string& user, const std::string& organization,
                   const std::string& dataflow) {
    return reply_with(load_dataflow(services, user, organization, dataflow), dataflow_json);
}

Reply get_version(Services& services, const std::string& user, const domain::VersionId& version) {
    const auto found = load_version(services, user, version);
    Reply reply = reply_with(found, version_json);
    if (found && found->version.etag) reply.headers.emplace_back("etag", '"' + *found->version.etag + '"');
    return reply;
}

Reply list_targets(Services& services, const std::string& user, const domain::VersionId& version, const Query& query) {
    return reply_with(targets_json(services, user, version, query));
}

Reply list_target_applications(Services& services, const std::string& user, const domain::VersionId& version,
                               const std::string& target, const Query& query) {
    return reply_with(load_target_applications(services, user, version, target, query), target_applications_json);
}

}  // namespace neo::hooks::api
