#include "api.hpp"
#include "hook_call.hpp"
#include "hook_tables.hpp"

namespace neo::hooks {

namespace {

neo_status register_organization(void* context, neo_text actor, neo_text organization, neo_text type,
                                 std::int32_t* created, neo_sink reply) noexcept {
    return answer(
        "org-mapping/1 register_organization", context, reply, {actor, organization}, [&](app::Services& services) {
            Reply registered =
                api::register_organization(services, text_from(actor), text_from(organization), sdk::view(type));
            *created = registered.status == 201 ? 1 : 0;
            return registered;
        });
}

neo_status list(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) noexcept {
    return answer("org-mapping/1 list", context, reply, {actor, organization}, [&](app::Services& services) {
        const auto wanted = query_from(query);
        if (!wanted) return reply_with(wanted.error());
        return api::list_mappings(services, text_from(actor), text_from(organization), *wanted);
    });
}

neo_status add(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
               neo_sink reply) noexcept {
    return answer("org-mapping/1 add", context, reply, {actor, source, target}, [&](app::Services& services) {
        return api::add_mapping(services, text_from(actor), text_from(source), text_from(target), sdk::view(relation));
    });
}

neo_status change_relation(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
                           neo_sink reply) noexcept {
    return answer("org-mapping/1 change_relation", context, reply, {actor, source, target},
                  [&](app::Services& services) {
                      return api::change_relation(services, text_from(actor), text_from(source), text_from(target),
                                                  sdk::view(relation));
                  });
}

neo_status remove(void* context, neo_text actor, neo_text source, neo_text target, neo_sink reply) noexcept {
    return answer("org-mapping/1 remove", context, reply, {actor, source, target}, [&](app::Services& services) {
        return api::remove_mapping(services, text_from(actor), text_from(source), text_from(target));
    });
}

neo_status changes(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) noexcept {
    return answer("org-mapping/1 changes", context, reply, {actor, organization}, [&](app::Services& services) {
        const auto wanted = query_from(query);
        if (!wanted) return reply_with(wanted.error());
        return api::list_mapping_changes(services, text_from(actor), text_from(organization), *wanted);
    });
}

}  // namespace

const neo_org_mapping_1 org_mapping_hook{
    sizeof(neo_org_mapping_1), register_organization, list, add, change_relation, remove, changes};

}  // namespace neo::hooks
