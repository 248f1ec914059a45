#include "api.hpp"
#include "documents.hpp"

#include <plugin/app/mappings.hpp>

namespace neo::hooks::api {

namespace {

using app::outcome;

outcome<std::string> mappings_json(Services& services, const std::string& user, const std::string& organization,
                                   const Query& query) {
    NEO_TRY(paging, read_paging(query));
    NEO_TRY(caller, app::Caller::load(services, user));
    NEO_TRY(page, app::list_mappings(services, caller, organization, paging.cursor, paging.limit));
    return page_json(page, mapping_json, [](const app::MappingView& last) { return last.mapping.target; });
}

outcome<app::MappingView> add(Services& services, const std::string& user, const std::string& source,
                              const std::string& target, std::string_view relation) {
    NEO_TRY(wanted, read_relation(relation));
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::add_mapping(services, caller, source, target, wanted);
}

outcome<app::MappingView> change(Services& services, const std::string& user, const std::string& source,
                                 const std::string& target, std::string_view relation) {
    NEO_TRY(wanted, read_relation(relation));
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::change_relation(services, caller, source, target, wanted);
}

outcome<void> remove(Services& services, const std::string& user, const std::string& source,
                     const std::string& target) {
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::remove_mapping(services, caller, source, target);
}

outcome<std::string> changes_json(Services& services, const std::string& user, const std::string& organization,
                                  const Query& query) {
    NEO_TRY(paging, read_paging(query, Cursors::made_ids));
    NEO_TRY(caller, app::Caller::load(services, user));
    NEO_TRY(page, app::list_mapping_changes(services, caller, organization, paging.cursor, paging.limit));
    return page_json(page, mapping_change_json, [](const ports::MappingChange& last) { return last.id; });
}

}  // namespace

Reply list_mappings(Services& services, const std::string& user, const std::string& organization, const Query& query) {
    return reply_with(mappings_json(services, user, organization, query));
}

Reply add_mapping(Services& services, const std::string& user, const std::string& source, const std::string& target,
                  std::string_view relation) {
    return reply_with(add(services, user, source, target, relation), mapping_json, 201);
}

Reply change_relation(Services& services, const std::string& user, const std::string& source, const std::string& target,
                      std::string_view relation) {
    return reply_with(change(services, user, source, target, relation), mapping_json);
}

Reply remove_mapping(Services& services, const std::string& user, const std::string& source,
                     const std::string& target) {
    const auto removed = remove(services, user, source, target);
    return removed ? Reply{204, {}} : reply_with(removed.error());
}

Reply list_mapping_changes(Services& services, const std::string& user, const std::string& organization,
                           const Query& query) {
    return reply_with(changes_json(services, user, organization, query));
}

}  // namespace neo::hooks::api
