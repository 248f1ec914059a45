/* SPDX-License-Identifier: Apache-2.0 */
/* Hook "operations/1": what an operator asks a running plugin: health, metrics, recovery, reconciliation, moving to
 * another database. There is no actor: the host lets only those ask who run it. Errors are as for promote/1. */
#ifndef NEO_HOST_HOOK_OPERATIONS_H
#define NEO_HOST_HOOK_OPERATIONS_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_OPERATIONS_1 "operations/1"

/* Who watches a copy; `report` may be NULL. Called by the thread that copies, often: when a table is begun, and after
 * each few hundred rows of it. */
typedef struct neo_copy_progress {
    void* context;

    /* Of `table`, `rows` of `total` are copied. A source that somebody changes can have fewer than that.
     *
     * Statuses: none.
     * Since: 1.0. */
    void (*report)(void* context, neo_text table, int64_t rows, int64_t total) NEO_NOEXCEPT;
} neo_copy_progress;

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

    /* Copies all data of the plugin into the database of another configuration of it, whatever the engines of the two
     * are, and compares both at the end. `target_config` is a JSON object as init gets it; its relative paths start at
     * `target_directory`. The target is new; or it holds the same already; or an earlier copy into it was interrupted:
     * then this one goes on where that ended. From before the first row until it holds the same, the target is marked,
     * and no plugin starts on it.
     *
     * With check_only 1 no row is copied and nothing is marked: the target's schema is made, and the status says
     * whether a copy would be begun. A host that moves its own data too asks that before it writes any.
     *
     * Reply: {"tables": [{"name", "rows", "sha256"}]}, what source and target hold, in the order in which they were
     * copied; empty with check_only 1. With another status than NEO_OK it is a sentence for the operator.
     *
     * Nothing else works on the two databases meanwhile: start the plugin with NEO_HOST_NO_MIGRATION and
     * NEO_HOST_NO_BACKGROUND for it, and call no other hook until it returns, which may take minutes.
     *
     * Statuses:
     *  - NEO_OK           source and target hold the same; with check_only 1: a copy would be begun
     *  - NEO_INVALID      target_config is refused; or the target holds other data, or is not the same at the end
     *  - NEO_UNAVAILABLE  a database gave no answer, or has a schema that this plugin cannot work with; copy again
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin
     * Since: 1.0. */
    neo_status (*copy)(void* context, neo_text target_config, neo_text target_directory, int32_t check_only,
                       neo_copy_progress progress, neo_sink reply) NEO_NOEXCEPT;
} neo_operations_1;

#ifdef __cplusplus
}
#endif

#endif
