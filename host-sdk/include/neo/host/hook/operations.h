/* SPDX-License-Identifier: Apache-2.0 */
/* Hook "operations/1": what an operator asks a running plugin: health, metrics, recovery, reconciliation. There is no
 * actor: the host lets only those ask who run it. Errors are as for promote/1. */
#ifndef NEO_HOST_HOOK_OPERATIONS_H
#define NEO_HOST_HOOK_OPERATIONS_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_OPERATIONS_1 "operations/1"

typedef struct neo_operations_1 {
    uint32_t struct_size;

    /* Whether the plugin's database answers. Reply, also with NEO_UNAVAILABLE: {"status": "ok" or "unavailable",
     * "detail", "version"} and, when it answers, "backend" and "schema_version".
     *
     * Statuses:
     *  - NEO_OK           the database answers
     *  - NEO_UNAVAILABLE  it does not
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. */
    neo_status (*health)(void* context, neo_sink reply) NEO_NOEXCEPT;

    /* The plugin's metrics in the Prometheus text format. While the database does not answer, those that it counts
     * itself are left out (neo_promotions_unfinished).
     *
     * Statuses:
     *  - NEO_OK           the text
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. */
    neo_status (*metrics)(void* context, neo_sink reply) NEO_NOEXCEPT;

    /* Recovers now whatever is due, as the background work does by itself: {"recovered": n, brought to an end now,
     * "remaining": n, unfinished still, due or not}. Asks the host about each in turn, which takes as long as the host
     * does; what it does not answer remains. May run beside everything else, itself too.
     *
     * Statuses:
     *  - NEO_OK           it went through all that was due, whatever the host answered
     *  - NEO_UNAVAILABLE  the database gave no answer; what was recovered until then stays so
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: U2, U3; plugin/docs/protocol.md, step 5. */
    neo_status (*recover)(void* context, neo_sink reply) NEO_NOEXCEPT;

    /* Compares the ledger with what the host says was applied: {"checked": n, "missing": [{"key", "detail"}],
     * "contradictions": [{"key", "detail"}], "rebuilt": n}. With dry_run 1 nothing is written. One pass over everything
     * that was ever promoted, which may take minutes; may run beside everything else.
     *
     * Statuses:
     *  - NEO_OK           both were compared to their ends
     *  - NEO_UNAVAILABLE  host or database gave no answer; what was rebuilt until then stays so
     *  - NEO_INVALID      the host refuses to tell what it applied
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     the host's list is not in the order of its keys, or a defect of the plugin
     * Since: 1.0. Source: plugin/docs/protocol.md, step 6. */
    neo_status (*reconcile)(void* context, int32_t dry_run, neo_sink reply) NEO_NOEXCEPT;
} neo_operations_1;

#ifdef __cplusplus
}
#endif

#endif
