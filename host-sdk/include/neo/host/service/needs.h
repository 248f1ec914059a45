/* SPDX-License-Identifier: Apache-2.0 */
/* Host service "needs/1", optional: what an organization offers to the contents of its dataflows by name (R5). Without
 * it a plugin can say what a content asks for, and not whether it is there.
 *
 * Source: plugin/docs/architecture.md, decision 2. */
#ifndef NEO_HOST_SERVICE_NEEDS_H
#define NEO_HOST_SERVICE_NEEDS_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_NEEDS_1 "needs/1"

/* So many names, of all kinds together, are asked for at once. */
#define NEO_MOST_NEEDED_NAMES 1000

typedef struct neo_needs_1 {
    uint32_t struct_size;

    /* Which of these names an organization lacks. `names` is {"configuration": [text], "helpers": [text], "dataflows":
     * [text]}: names of values in its configuration, names of helpers that its scripts may call, ids of its dataflows.
     * The reply has the same members, each with those of the names that the organization does not have; a member that
     * is null says that the host cannot tell. Names are compared byte by byte. No value is told by its name.
     *
     * Statuses:
     *  - NEO_OK           what is lacking
     *  - NEO_NOT_FOUND    there is no such organization
     *  - NEO_INVALID      `names` cannot be read or has more than NEO_MOST_NEEDED_NAMES
     *  - NEO_UNSUPPORTED  the host cannot tell anything of the kind
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.1. Source: R5. */
    neo_status (*find_missing)(void* context, neo_text organization, neo_text names, neo_sink reply) NEO_NOEXCEPT;
} neo_needs_1;

#ifdef __cplusplus
}
#endif

#endif
