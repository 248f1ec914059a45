/* Hook "history/1": what was promoted, by whom, and what came of it (rows H, A5). */
#ifndef NEO_HOST_HOOK_HISTORY_H
#define NEO_HOST_HOOK_HISTORY_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_HISTORY_1 "history/1"

/* Replies and errors are the documents of the REST API, as for promote/1. */
typedef struct neo_history_1 {
    uint32_t struct_size;

    /* One attempt. NEO_NOT_FOUND also for one that touches no organization that the actor may view. */
    neo_status (*get)(void* context, neo_text actor, neo_text promotion, neo_sink reply) NEO_NOEXCEPT;

    /* Attempts, newest first: {"items", "next_cursor"}. `query` is a JSON object of texts: "organization", "role"
     * ("source", "target", "any"), "other_organization", "dataflow", "version", "status", "actor", "from", "to" (RFC
     * 3339), "limit", "cursor"; all may be missing. */
    neo_status (*list)(void* context, neo_text actor, neo_text query, neo_sink reply) NEO_NOEXCEPT;
} neo_history_1;

#ifdef __cplusplus
}
#endif

#endif
