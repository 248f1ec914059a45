// The documents of the REST API, member by member as openapi.json describes them.
#pragma once

#include "json_writer.hpp"

#include <plugin/app/compare.hpp>
#include <plugin/app/dataflows.hpp>
#include <plugin/app/mappings.hpp>
#include <plugin/app/organization_details.hpp>
#include <plugin/app/origin.hpp>
#include <plugin/app/people.hpp>
#include <plugin/app/preflight.hpp>
#include <plugin/app/problem.hpp>
#include <plugin/app/recalls.hpp>
#include <plugin/app/reconcile.hpp>
#include <plugin/app/targets.hpp>
#include <plugin/app/visibility.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace neo::hooks {

using app::NameOf;

std::string me_json(const app::Caller& caller, const std::string& name,
                    const std::vector<ports::Organization>& organizations);
std::string promotion_json(const app::Shown<ports::Promotion>& promotion, const NameOf& name_of);
std::string organization_json(const app::RegisteredOrganization& organization, const NameOf& name_of);
std::string detailed_organization_json(const app::RegisteredOrganization& organization,
                                       const app::OrganizationDetails& details, const NameOf& name_of);
std::string registration_json(const app::RegistrationResult& result, const NameOf& name_of);
std::string application_json(const ports::Application& application);
std::string mapping_json(const app::Shown<app::MappingView>& mapping, const NameOf& name_of);
std::string mapping_change_json(const ports::MappingChange& change, const NameOf& name_of);
std::string organization_map_json(const app::OrganizationMap& map);
std::string dataflow_json(const app::DataflowView& dataflow);
std::string version_json(const app::Shown<app::VersionView>& version, const NameOf& name_of);
std::string custody_json(const app::Custody& custody, const NameOf& name_of);
std::string comparison_json(const app::Comparison& comparison);
std::string recall_json(const ports::Recall& recall, const NameOf& name_of);
std::string recall_history_json(const app::RecallHistory& history, const NameOf& name_of);
std::string target_json(const app::Shown<app::Target>& target);
std::string target_applications_json(const app::TargetApplications& applications);
std::string preflight_json(const app::Shown<app::Preflight>& preflight);
std::string reconciliation_json(const app::Reconciliation& reconciliation);
std::string problem_json(const app::Problem& problem);  // RFC 9457

// `write` of each item of a list, with the names of people.
template <class Write>
auto with_names(Write write, NameOf name_of) {
    return [write, name_of = std::move(name_of)](const auto& item) { return write(item, name_of); };
}

// {"items", "next_cursor"}: `cursor_of` names the place behind the last item.
template <class Item, class Write, class CursorOf>
std::string page_json(const app::Page<Item>& page, Write&& write, CursorOf&& cursor_of) {
    const std::optional<std::string> cursor =
        page.more ? std::optional<std::string>(std::invoke(cursor_of, page.items.back())) : std::nullopt;
    return JsonObject().json("items", json_array(page.items, write)).text("next_cursor", cursor).done();
}

}  // namespace neo::hooks
