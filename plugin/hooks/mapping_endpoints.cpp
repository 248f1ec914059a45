#include "documents.hpp"
#include "rest_routes.hpp"

#include <plugin/app/mappings.hpp>

#include <array>

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

constexpr std::array routes{
    Route{"GET", "organizations/*/mappings", [](const RestCall& call) { return list_mappings(call, call.ids[0]); },
          page_members},
    Route{"POST", "organizations/*/mappings", post_mapping},
    Route{"PATCH", "organizations/*/mappings/*", patch_mapping},
    Route{"DELETE", "organizations/*/mappings/*",
          [](const RestCall& call) { return remove_mapping(call, call.ids[0], call.ids[1]); }},
    Route{"GET", "organizations/*/mapping-changes",
          [](const RestCall& call) { return list_mapping_changes(call, call.ids[0]); }, page_members},
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
    NEO_TRY(paging, read_paging(call.query, Cursors::made_ids));
    NEO_TRY(caller, call.caller());
    NEO_TRY(page, app::list_mapping_changes(call.services, caller, organization, paging.cursor, paging.limit));
    return Document{page_json(page, with_names(mapping_change_json, call.name_of()), &ports::MappingChange::id)};
}

}  // namespace neo::hooks
