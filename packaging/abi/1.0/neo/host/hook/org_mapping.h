/* SPDX-License-Identifier: Apache-2.0 */
/* Hook "org-mapping/1": registrations and mappings of organizations. Actors, replies and errors are as for promote/1.
 *
 * Source: O1 to O6, M1 to M7, A4, A5. */
#ifndef NEO_HOST_HOOK_ORG_MAPPING_H
#define NEO_HOST_HOOK_ORG_MAPPING_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_ORG_MAPPING_1 "org-mapping/1"

typedef struct neo_org_mapping_1 {
    uint32_t struct_size;

    /* Registers an organization with a type ("dev", "sit", "uat", "automation", "demo", "prod"), or changes its type.
     * `*created` becomes 1 when it was not registered before, else 0. Reply: the organization with its "registration"
     * and "warnings". Needs neo.admin in the organization. A change of type waits a little for promotions in flight.
     *
     * Statuses:
     *  - NEO_OK           it is registered with this type
     *  - NEO_DENIED       neo.admin is missing; that is told alone
     *  - NEO_NOT_FOUND    there is no such organization
     *  - NEO_CONFLICT     a promotion in flight still needs the old type; nothing was changed
     *  - NEO_INVALID      an id or the type is none, or Neo is not enabled there
     *  - NEO_UNAVAILABLE  host or database gave no answer; to ask again does no harm
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: O1, O2, O3, M2, M7, A4. */
    neo_status (*register_organization)(void* context, neo_text actor, neo_text organization, neo_text type,
                                        int32_t* created, neo_sink reply) NEO_NOEXCEPT;

    /* The mappings from an organization, in the order of their targets: {"items", "next_cursor"}. `query` is empty or a
     * JSON object {"limit": 1 to 500, 50 if left out, "cursor": the next_cursor of the page before}; both may be
     * missing. Needs neo.view, neo.edit, neo.admin or neo.promote in the organization. Of a target that the actor may not
     * know of, "target_name", "target_type", "promotable" and "reason" are null.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       all four are missing in the organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of
     *  - NEO_INVALID      an id is none, or the query is no such object
     *  - NEO_UNAVAILABLE  host or database gave no answer
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: M1, M5, A5, A6, A7. */
    neo_status (*list)(void* context, neo_text actor, neo_text organization, neo_text query,
                       neo_sink reply) NEO_NOEXCEPT;

    /* Adds a mapping; relation is "sibling" or "default". Reply: the mapping with its "warnings". Needs neo.admin in the
     * source organization. A target that the actor may not know of answers as one that is not registered.
     *
     * Statuses:
     *  - NEO_OK           it is there now
     *  - NEO_DENIED       neo.admin is missing in the source; that is told alone
     *  - NEO_NOT_FOUND    there is no such source organization
     *  - NEO_CONFLICT     the mapping exists
     *  - NEO_INVALID      an id or the relation is none, or a rule refuses it: source or target is not registered, Neo
     *                     is not enabled there, both are one organization
     *  - NEO_UNAVAILABLE  host or database gave no answer; it may be there, then asking again answers NEO_CONFLICT
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: M1 to M6, A4. */
    neo_status (*add)(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
                      neo_sink reply) NEO_NOEXCEPT;

    /* Changes the relation of a mapping, or leaves it when it is that one. Reply: the mapping with its "warnings". Needs
     * neo.admin in the source organization. Waits a little for promotions in flight.
     *
     * Statuses:
     *  - NEO_OK           the mapping has this relation
     *  - NEO_DENIED       neo.admin is missing in the source; that is told alone
     *  - NEO_NOT_FOUND    there is no such mapping
     *  - NEO_CONFLICT     a promotion in flight still needs the mapping; nothing was changed
     *  - NEO_INVALID      an id or the relation is none
     *  - NEO_UNAVAILABLE  host or database gave no answer; to ask again does no harm
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: M2, M7, A4. */
    neo_status (*change_relation)(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
                                  neo_sink reply) NEO_NOEXCEPT;

    /* Removes a mapping. No reply. Needs neo.admin in the source organization. Waits a little for promotions in flight.
     *
     * Statuses:
     *  - NEO_OK           it is gone
     *  - NEO_DENIED       neo.admin is missing in the source; that is told alone
     *  - NEO_NOT_FOUND    there is no such mapping
     *  - NEO_CONFLICT     a promotion in flight still needs the mapping; nothing was changed
     *  - NEO_INVALID      an id is none
     *  - NEO_UNAVAILABLE  host or database gave no answer; it may be gone, then asking again answers NEO_NOT_FOUND
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: M7, A4. */
    neo_status (*remove)(void* context, neo_text actor, neo_text source, neo_text target, neo_sink reply) NEO_NOEXCEPT;

    /* Who changed what on an organization's page, newest first: {"items", "next_cursor"}; `query` as for list. Needs
     * neo.view in the organization.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       neo.view is missing in the organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of
     *  - NEO_INVALID      an id is none, or the query is no such object
     *  - NEO_UNAVAILABLE  host or database gave no answer
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: M7, A5. */
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
