/* Host service "access/1": who may do what in which organization (A1, A2, A4, A5). */
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

    /* `*allowed` becomes 1 when the user has the permission in the organization, else 0: also for a user or an
     * organization that does not exist (A3: the answer does not tell these apart). A grant for every organization holds
     * for every id, that of no organization too: who may see all is told by directory/1 which there are. */
    neo_status (*check)(void* context, neo_text user, neo_text organization, neo_text permission,
                        int32_t* allowed) NEO_NOEXCEPT;

    /* All grants of a user: {"items": [{"organization": id or "*", "permissions": [text]}]}, empty for an unknown user.
     * The organization "*" stands for every organization. */
    neo_status (*list_grants)(void* context, neo_text user, neo_sink reply) NEO_NOEXCEPT;
} neo_access_1;

#ifdef __cplusplus
}
#endif

#endif
