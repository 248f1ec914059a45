#include "documents.hpp"

#include <functional>
#include <utility>

namespace neo::testing {

namespace {

json::object document(const Trigger& trigger) {
    return {{"url", trigger.url}, {"method", trigger.method}};
}

json::value text_or_null(const std::optional<std::string>& text) {
    return text ? json::value(*text) : json::value(nullptr);
}

}  // namespace

json::object list(json::array items) {
    return {{"items", std::move(items)}};
}

std::string kind_of(const Organization& owner, const Dataflow& dataflow) {
    const auto found = owner.applications.find(dataflow.application);
    return found == owner.applications.end() ? "custom" : found->second.kind;
}

json::object document(const Organization& organization) {
    return {{"id", organization.id},
            {"name", organization.name},
            {"cluster", organization.cluster},
            {"neo_enabled", organization.neo_enabled},
            {"modules", json::array(organization.modules.begin(), organization.modules.end())}};
}

json::object document(const Organization& owner, const Dataflow& dataflow) {
    json::array versions;
    for (const auto& [number, version] : dataflow.versions)
        versions.push_back({{"version", number}, {"state", version.state}, {"trigger", document(version.trigger)}});
    return {{"id", dataflow.id},
            {"name", dataflow.name},
            {"application", dataflow.application},
            {"application_kind", kind_of(owner, dataflow)},
            {"global", dataflow.global},
            {"module", text_or_null(dataflow.module)},
            {"versions", std::move(versions)}};
}

json::object document(const Organization& owner, const Dataflow& dataflow, const Version& version) {
    json::object all{{"organization", owner.id},
                     {"dataflow", dataflow.id},
                     {"name", dataflow.name},
                     {"application", dataflow.application},
                     {"global", version.global},
                     {"module", text_or_null(version.module)},
                     {"version", version.version},
                     {"state", version.state},
                     {"trigger", document(version.trigger)},
                     {"tags", json::array(version.tags.begin(), version.tags.end())}};
    all["etag"] = std::to_string(std::hash<std::string>()(serialize(all) + version.content));
    return all;
}

json::object document(const Applied& applied) {
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
            {"trigger", document(applied.trigger)},
            {"applied_at", applied.applied_at}};
}

std::optional<DataflowQuery> read_query(std::string_view text) {
    json::error_code failed;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
    if (failed || !value.is_object()) return std::nullopt;
    DataflowQuery query;
    const std::pair<const char*, std::string*> texts[] = {{"organization", &query.organization},
                                                          {"after", &query.after},
                                                          {"search", &query.search},
                                                          {"application", &query.application},
                                                          {"state", &query.state}};
    for (const auto& [name, into] : texts) {
        const json::value* member = value.as_object().if_contains(name);
        if (member == nullptr || member->is_null()) continue;
        if (!member->is_string()) return std::nullopt;
        *into = std::string(member->as_string());
    }
    if (query.organization.empty()) return std::nullopt;
    if (const json::value* limit = value.as_object().if_contains("limit")) {
        if (!limit->is_int64()) return std::nullopt;
        query.limit = limit->as_int64();
    }
    return query;
}

}  // namespace neo::testing
