/* SPDX-License-Identifier: Apache-2.0 */
/* Hook "history/1": what was promoted, by whom, and what came of it. Actors, replies and errors are as for promote/1.
 *
 * Source: H1 to H3, A5. */
#ifndef NEO_HOST_HOOK_HISTORY_H
#define NEO_HOST_HOOK_HISTORY_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_HISTORY_1 "history/1"

typedef struct neo_history_1 {
    uint32_t struct_size;

    /* One attempt, by its id. Needs neo.view in its source or target organization, or neo.edit, neo.admin or neo.promote
     * there when it is the actor's own. Of an organization that he may not see its id is told, the rest is null.
     *
     * Statuses:
     *  - NEO_OK           the attempt
     *  - NEO_NOT_FOUND    there is none, or none that the actor may see: the answer does not tell these apart
     *  - NEO_INVALID      an id is none
     *  - NEO_UNAVAILABLE  host or database gave no answer
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: H1, A5 to A7. */
    neo_status (*get)(void* context, neo_text actor, neo_text promotion, neo_sink reply) NEO_NOEXCEPT;

    /* Attempts, newest first: {"items", "next_cursor"}. `query` is empty or a JSON object of texts (numbers may be
     * numbers), all of which may be missing: "organization", "role" ("source", "target", "any": of the organization),
     * "other_organization" (the other side), "dataflow", "version", "status" ("succeeded", "failed", "refused",
     * "in_progress"), "actor", "from", "to" (RFC 3339), "limit" (1 to 500, 50 if left out), "cursor" (the next_cursor
     * of the page before), and since 1.1 "ticket", "reason" (a part of it, whatever its case), "standing" (when it was
     * asked for), "type" (that the target is of now). Members that it does not know are ignored.
     *
     * Without an organization: all that the actor may view. With one in which he has no neo.view: his own attempts.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       neo.view is missing in the organization, and another actor's attempts were asked for; or
     *                     every permission of Neo's is
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of
     *  - NEO_INVALID      the query is no JSON object, or a member is none of the above values
     *  - NEO_UNAVAILABLE  host or database gave no answer
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: H2, A5, A6, W7. */
    neo_status (*list)(void* context, neo_text actor, neo_text query, neo_sink reply) NEO_NOEXCEPT;
} neo_history_1;

#ifdef __cplusplus
}
#endif

#endif
