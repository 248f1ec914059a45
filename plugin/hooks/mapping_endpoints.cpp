#include "documents.hpp"
#include "rest_routes.hpp"

#include <plugin/app/mappings.hpp>

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace neo::hooks {

using app::outcome;

namespace {

outcome<Document> post_mapping(const RestCall& call) {
    NEO_TRY(body, read_object(call.body, {"target", "relation"}));
    NEO_TRY(target, read_id_member(body, "target"));
    NEO_TRY(relation, read_text(body, "relation"));
    return add_mapping(call, call.ids[0], target, relation);
}

outcome<Document> patch_mapping(const RestCall& call) {
    NEO_TRY(body, read_object(call.body, {"relation"}));
    NEO_TRY(relation, read_text(body, "relation"));
    return change_relation(call, call.ids[0], call.ids[1], relation);
}

outcome<Document> changes_page(const Call& call, const std::optional<std::string>& organization,
                               ports::ChangesFilter filter) {
    NEO_TRY(paging, read_paging(call.query, Cursors::made_ids));
    filter.limit = paging.limit;
    filter.before = paging.cursor;
    NEO_TRY(caller, call.caller());
    NEO_TRY(page, app::list_mapping_changes(call.services, caller, organization, std::move(filter)));
    return Document{JsonObject()
                        .json("items", json_array(page.items, with_names(mapping_change_json, call.name_of())))
                        .text("next_cursor", page.next)
                        .done()};
}

outcome<Document> list_all_changes(const RestCall& call) {
    if (const auto checked = check_filters(call.query, {"organization"}); !checked) return checked.error();
    NEO_TRY(filter, read_changes_filter(call.query));
    const auto organization = call.query.find("organization");
    return changes_page(call, organization == call.query.end() ? std::nullopt : std::optional(organization->second),
                        std::move(filter));
}

constexpr std::array routes{
    Route{"GET", "organizations/*/mappings", [](const RestCall& call) { return list_mappings(call, call.ids[0]); },
          page_members},
    Route{"POST", "organizations/*/mappings", post_mapping},
    Route{"PATCH", "organizations/*/mappings/*", patch_mapping},
    Route{"DELETE", "organizations/*/mappings/*",
          [](const RestCall& call) { return remove_mapping(call, call.ids[0], call.ids[1]); }},
    Route{"GET", "organizations/*/mapping-changes",
          [](const RestCall& call) { return list_mapping_changes(call, call.ids[0]); }, page_members},
    Route{"GET", "mapping-changes", list_all_changes, "organization actor from to limit cursor"},
};

}  // namespace

constinit const std::span<const Route> mapping_routes = routes;

outcome<Document> list_mappings(const Call& call, const std::string& organization) {
    NEO_TRY(paging, read_paging(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(page, app::list_mappings(call.services, caller, organization, paging.cursor, paging.limit));
    return Document{page_json(page, with_names(mapping_json, call.name_of()),
                              [](const auto& last) { return last->mapping.target; })};
}

outcome<Document> add_mapping(const Call& call, const std::string& source, const std::string& target,
                              std::string_view relation) {
    NEO_TRY(wanted, read_relation(relation));
    NEO_TRY(caller, call.caller());
    NEO_TRY(added, app::add_mapping(call.services, caller, source, target, wanted));
    return Document{mapping_json(added, call.name_of()), Done::created};
}

outcome<Document> change_relation(const Call& call, const std::string& source, const std::string& target,
                                  std::string_view relation) {
    NEO_TRY(wanted, read_relation(relation));
    NEO_TRY(caller, call.caller());
    NEO_TRY(changed, app::change_relation(call.services, caller, source, target, wanted));
    return Document{mapping_json(changed, call.name_of())};
}

outcome<Document> remove_mapping(const Call& call, const std::string& source, const std::string& target) {
    NEO_TRY(caller, call.caller());
    if (auto removed = app::remove_mapping(call.services, caller, source, target); !removed) return removed.error();
    return Document{{}, Done::removed};
}

outcome<Document> list_mapping_changes(const Call& call, const std::string& organization) {
    return changes_page(call, organization, {});
}

}  // namespace neo::hooks
