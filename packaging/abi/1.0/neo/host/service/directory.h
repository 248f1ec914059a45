/* SPDX-License-Identifier: Apache-2.0 */
/* Host service "directory/1": which organizations and users there are (O2, E5, E6, E7).
 *
 * An id, here and in all other services and hooks, has 1 to 200 bytes of UTF-8 without control characters, and is
 * compared byte by byte; the plugin's hooks refuse any other.
 *
 * Source: plugin/docs/architecture.md, decision 2. */
#ifndef NEO_HOST_SERVICE_DIRECTORY_H
#define NEO_HOST_SERVICE_DIRECTORY_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_DIRECTORY_1 "directory/1"

typedef struct neo_directory_1 {
    uint32_t struct_size;

    /* One organization: {"id", "name", "cluster", "neo_enabled": bool, "modules": [text]}. An organization promotes and
     * is promoted to only while neo_enabled is true, only within its cluster, and only what needs none but its modules.
     *
     * Statuses:
     *  - NEO_OK           the organization
     *  - NEO_NOT_FOUND    there is none with this id
     *  - NEO_INVALID      the host can have none with such an id; NEO_NOT_FOUND is as good
     *  - NEO_UNAVAILABLE  no answer; the plugin tells its client that the host gave none
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: O2, E5, E6, E7. */
    neo_status (*get_organization)(void* context, neo_text organization, neo_sink reply) NEO_NOEXCEPT;

    /* Organizations in the order of their ids: {"items": [as above]}. `after` is the last id of the page before, or any
     * other text to begin behind (empty: from the start); `limit` is 1 to 500; `search` is a part of the id or name,
     * whatever its case by Unicode's simple mappings (empty: all). A page with less than `limit` items is the last; one
     * behind the last is empty.
     *
     * Statuses:
     *  - NEO_OK           the page
     *  - NEO_INVALID      `limit` is 0 or above 500, or a text is none that the host can look for
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: P1, P3. */
    neo_status (*list_organizations)(void* context, neo_text search, neo_text after, uint32_t limit,
                                     neo_sink reply) NEO_NOEXCEPT;

    /* One user: {"id", "name"}.
     *
     * Statuses:
     *  - NEO_OK           the user
     *  - NEO_NOT_FOUND    there is none with this id
     *  - NEO_INVALID      the host can have none with such an id; NEO_NOT_FOUND is as good
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: P1. */
    neo_status (*get_user)(void* context, neo_text user, neo_sink reply) NEO_NOEXCEPT;
} neo_directory_1;

#ifdef __cplusplus
}
#endif

#endif
