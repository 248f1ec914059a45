#include "hook_call.hpp"
#include "hook_tables.hpp"

namespace neo::hooks {

namespace {

neo_status register_organization(void* context, neo_text actor, neo_text organization, neo_text type,
                                 std::int32_t* created, neo_sink reply) noexcept {
    return answer("org-mapping/1 register_organization", context, reply, {actor, organization}, [&](const Call& call) {
        auto registered = hooks::register_organization(call, text_from(organization), sdk::view(type));
        *created = registered && registered->done == Done::created ? 1 : 0;
        return registered;
    });
}

neo_status list(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) noexcept {
    return answer("org-mapping/1 list", context, reply, {actor, organization}, query,
                  [&](const Call& call) { return list_mappings(call, text_from(organization)); });
}

neo_status add(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
               neo_sink reply) noexcept {
    return answer("org-mapping/1 add", context, reply, {actor, source, target}, [&](const Call& call) {
        return add_mapping(call, text_from(source), text_from(target), sdk::view(relation));
    });
}

neo_status change_relation(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
                           neo_sink reply) noexcept {
    return answer("org-mapping/1 change_relation", context, reply, {actor, source, target}, [&](const Call& call) {
        return hooks::change_relation(call, text_from(source), text_from(target), sdk::view(relation));
    });
}

neo_status remove(void* context, neo_text actor, neo_text source, neo_text target, neo_sink reply) noexcept {
    return answer("org-mapping/1 remove", context, reply, {actor, source, target},
                  [&](const Call& call) { return remove_mapping(call, text_from(source), text_from(target)); });
}

neo_status changes(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) noexcept {
    return answer("org-mapping/1 changes", context, reply, {actor, organization}, query,
                  [&](const Call& call) { return list_mapping_changes(call, text_from(organization)); });
}

neo_status registration(void* context, neo_text actor, neo_text organization, neo_sink reply) noexcept {
    return answer("org-mapping/1 registration", context, reply, {actor, organization},
                  [&](const Call& call) { return get_organization(call, text_from(organization)); });
}

}  // namespace

const neo_org_mapping_1 org_mapping_hook{
    sizeof(neo_org_mapping_1), register_organization, list, add, change_relation, remove, changes, registration};

}  // namespace neo::hooks
