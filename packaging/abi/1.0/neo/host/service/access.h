/* SPDX-License-Identifier: Apache-2.0 */
/* Host service "access/1": who may do what in which organization (A1 to A5).
 *
 * Source: plugin/docs/architecture.md, decision 2. */
#ifndef NEO_HOST_SERVICE_ACCESS_H
#define NEO_HOST_SERVICE_ACCESS_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_ACCESS_1 "access/1"

/* The permissions that the plugin asks for. */
#define NEO_PERMISSION_VIEW "neo.view"
#define NEO_PERMISSION_EDIT "neo.edit"
#define NEO_PERMISSION_ADMIN "neo.admin"
#define NEO_PERMISSION_PROMOTE "neo.promote"

typedef struct neo_access_1 {
    uint32_t struct_size;

    /* `*allowed` becomes 1 when the user has the permission in the organization, else 0: also for a user, a permission
     * or an organization that does not exist, so that the answer does not tell these apart. A grant for every
     * organization holds for every id, that of no organization too: who may see all is told by directory/1 which there
     * are.
     *
     * Statuses:
     *  - NEO_OK           `*allowed` is the answer, which "no" is too
     *  - NEO_INVALID      a text is none that the host can look for; the plugin takes it as no answer
     *  - NEO_UNAVAILABLE  no answer, which is never taken for "no" or for "yes"
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: A1, A2, A3. */
    neo_status (*check)(void* context, neo_text user, neo_text organization, neo_text permission,
                        int32_t* allowed) NEO_NOEXCEPT;

    /* All grants of a user, on one page: {"items": [{"organization": id or "*", "permissions": [text]}]}, in any order,
     * empty for an unknown user. The organization "*" stands for every organization. Permissions that the plugin does
     * not know may be among them: whoever has any permission in an organization may know that it is there.
     *
     * Statuses:
     *  - NEO_OK           the grants, none for an unknown user
     *  - NEO_INVALID      the host can have no such user
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: A3, A4, A5. */
    neo_status (*list_grants)(void* context, neo_text user, neo_sink reply) NEO_NOEXCEPT;
} neo_access_1;

#ifdef __cplusplus
}
#endif

#endif
