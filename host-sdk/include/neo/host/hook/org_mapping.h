/* Hook "org-mapping/1": registrations and mappings of organizations (rows O, M, A4). */
#ifndef NEO_HOST_HOOK_ORG_MAPPING_H
#define NEO_HOST_HOOK_ORG_MAPPING_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_ORG_MAPPING_1 "org-mapping/1"

/* Replies and errors are the documents of the REST API, as for promote/1.
 * Statuses: NEO_DENIED (admin permission missing), NEO_NOT_FOUND, NEO_INVALID (a rule refused it), NEO_CONFLICT (the
 * mapping exists, or a promotion in flight still needs what would change), NEO_UNAVAILABLE. */
typedef struct neo_org_mapping_1 {
    uint32_t struct_size;

    /* Registers an organization with a type ("dev", "sit", "uat", "automation", "demo", "prod"), or changes its type
     * (O1, O2, M7).
     * `*created` becomes 1 when it was not registered before. Reply: the organization. */
    neo_status (*register_organization)(void* context, neo_text actor, neo_text organization, neo_text type,
                                        int32_t* created, neo_sink reply) NEO_NOEXCEPT;

    /* The mappings from an organization (M5): {"items", "next_cursor"}. `query` is {"limit", "cursor"}, both may be
     * missing. */
    neo_status (*list)(void* context, neo_text actor, neo_text organization, neo_text query,
                       neo_sink reply) NEO_NOEXCEPT;

    /* Adds a mapping; relation is "sibling" or "default" (M1 to M6). Reply: the mapping with its "warnings". */
    neo_status (*add)(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
                      neo_sink reply) NEO_NOEXCEPT;

    /* Changes the relation of a mapping (M7). Reply: the mapping with its "warnings". */
    neo_status (*change_relation)(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
                                  neo_sink reply) NEO_NOEXCEPT;

    /* Removes a mapping (M7). No reply. */
    neo_status (*remove)(void* context, neo_text actor, neo_text source, neo_text target, neo_sink reply) NEO_NOEXCEPT;

    /* Who changed what, newest first (M7): {"items", "next_cursor"}; `query` as for list. */
    neo_status (*changes)(void* context, neo_text actor, neo_text organization, neo_text query,
                          neo_sink reply) NEO_NOEXCEPT;

    /* An organization with its registration: {"id", "name", "cluster", "neo_enabled", "registration": null or {"type",
     * "registered_at", "registered_by"}}. Needs any permission in the organization.
     *
     * Statuses:
     *  - NEO_OK           the organization, registered or not
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of
     *  - NEO_INVALID      an id is none
     *  - NEO_UNAVAILABLE  host or database gave no answer
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: O1, O3, A3. */
    neo_status (*registration)(void* context, neo_text actor, neo_text organization, neo_sink reply) NEO_NOEXCEPT;
} neo_org_mapping_1;

#ifdef __cplusplus
}
#endif

#endif
