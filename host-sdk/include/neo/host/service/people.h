/* SPDX-License-Identifier: Apache-2.0 */
/* Host service "people/1", optional: who holds which of Neo's permissions in an organization (A1, A5). access/1 tells it
 * of one user at a time; without this service a plugin cannot say who else there is.
 *
 * Source: plugin/docs/architecture.md, decision 2. */
#ifndef NEO_HOST_SERVICE_PEOPLE_H
#define NEO_HOST_SERVICE_PEOPLE_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_PEOPLE_1 "people/1"

typedef struct neo_people_1 {
    uint32_t struct_size;

    /* Who holds one or more of the permissions of service/access.h in an organization, by a grant there or by one for
     * every organization, in the order of the users' ids: {"items": [{"user", "name": text or null, "permissions":
     * [text]}]}. The permissions are those that access/1 check answers 1 for, each once, in the order of
     * service/access.h and no others; a name is null where the host has none. `search`, `after` and `limit` are those
     * of directory/1 list_organizations, of users. A page with less than `limit` items is the last; one behind the last
     * is empty. It is the plugin that looks whether who asks may know.
     *
     * Statuses:
     *  - NEO_OK           the page
     *  - NEO_NOT_FOUND    there is no such organization
     *  - NEO_INVALID      `limit` is 0 or above 500, or a text is none that the host can look for
     *  - NEO_UNSUPPORTED  the host cannot tell
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.1. Source: A1, A5. */
    neo_status (*list_holders)(void* context, neo_text organization, neo_text search, neo_text after, uint32_t limit,
                               neo_sink reply) NEO_NOEXCEPT;
} neo_people_1;

#ifdef __cplusplus
}
#endif

#endif
