/* Host service "directory/1": which organizations and users there are (E5, E6, E7, O2). */
#ifndef NEO_HOST_SERVICE_DIRECTORY_H
#define NEO_HOST_SERVICE_DIRECTORY_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_DIRECTORY_1 "directory/1"

typedef struct neo_directory_1 {
    uint32_t struct_size;

    /* One organization: {"id", "name", "cluster", "neo_enabled": bool, "modules": [text]}. NEO_NOT_FOUND if there is
     * none. */
    neo_status (*get_organization)(void* context, neo_text organization, neo_sink reply) NEO_NOEXCEPT;

    /* Organizations in the order of their ids: {"items": [as above]}. `after` is the last id of the page before (empty:
     * from the start), `limit` 1 to 500, `search` a part of the id or name, whatever its case (empty: all). */
    neo_status (*list_organizations)(void* context, neo_text search, neo_text after, uint32_t limit,
                                     neo_sink reply) NEO_NOEXCEPT;

    /* One user: {"id", "name"}. NEO_NOT_FOUND if there is none. */
    neo_status (*get_user)(void* context, neo_text user, neo_sink reply) NEO_NOEXCEPT;
} neo_directory_1;

#ifdef __cplusplus
}
#endif

#endif
