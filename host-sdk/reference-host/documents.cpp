#include "documents.hpp"

#include "time.hpp"

#include <boost/json/value_from.hpp>

namespace neo::host {

namespace {

boost::json::value text_or_null(const std::optional<std::string>& text) {
    return text ? boost::json::value(*text) : boost::json::value(nullptr);
}

}  // namespace

boost::json::object document_of(const Organization& organization) {
    return {{"id", organization.id},
            {"name", organization.name},
            {"cluster", organization.cluster},
            {"neo_enabled", organization.neo_enabled},
            {"modules", boost::json::value_from(organization.modules)}};
}

boost::json::object document_of(const Application& application) {
    return {{"id", application.id}, {"name", application.name}, {"kind", application.kind}};
}

boost::json::object document_of(const User& user) {
    return {{"id", user.id}, {"name", user.name}};
}

boost::json::object document_of(const Grant& grant) {
    return {{"organization", grant.organization}, {"permissions", boost::json::value_from(grant.permissions)}};
}

boost::json::object document_of(const Trigger& trigger) {
    return {{"url", trigger.url}, {"method", trigger.method}};
}

boost::json::object document_of(const store::DataflowSummary& summary) {
    boost::json::array versions;
    for (const store::VersionSummary& version : summary.versions)
        versions.push_back(boost::json::object{
            {"version", version.number}, {"state", version.state}, {"trigger", document_of(version.trigger)}});
    return {{"id", summary.dataflow.id},
            {"name", summary.dataflow.name},
            {"application", summary.dataflow.application},
            {"application_kind", summary.application_kind},
            {"global", summary.dataflow.global},
            {"module", text_or_null(summary.dataflow.module)},
            {"versions", std::move(versions)}};
}

boost::json::object document_of(const store::TriggerHolder& holder) {
    return {{"dataflow", holder.dataflow},
            {"application", holder.application},
            {"application_kind", holder.application_kind}};
}

boost::json::object document_of(const store::Applied& applied) {
    return {{"key", applied.key},
            {"fence", applied.fence},
            {"payload_hash", applied.payload_hash},
            {"actor", applied.actor},
            {"source",
             {{"organization", applied.source_organization},
              {"dataflow", applied.source_dataflow},
              {"version", applied.source_version}}},
            {"target",
             {{"organization", applied.target_organization},
              {"application", applied.target_application},
              {"dataflow", applied.target_dataflow},
              {"approved_version", applied.approved_version},
              {"draft_version", applied.draft_version}}},
            {"trigger", document_of(applied.trigger)},
            {"applied_at", rfc3339(from_microseconds(applied.applied_at))}};
}

boost::json::object document_of(const std::string& organization, const store::Version& version) {
    return {{"organization", organization},
            {"dataflow", version.dataflow.id},
            {"name", version.dataflow.name},
            {"application", version.dataflow.application},
            {"global", version.document.global},
            {"module", text_or_null(version.document.module)},
            {"version", version.number},
            {"state", version.state},
            {"trigger", document_of(version.document.trigger)},
            {"tags", boost::json::value_from(version.document.tags)},
            {"etag", version.etag}};
}

}  // namespace neo::host
