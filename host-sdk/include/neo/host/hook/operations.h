/* Hook "operations/1": what an operator asks a running plugin: health, metrics, recovery, reconciliation. */
#ifndef NEO_HOST_HOOK_OPERATIONS_H
#define NEO_HOST_HOOK_OPERATIONS_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_OPERATIONS_1 "operations/1"

typedef struct neo_operations_1 {
    uint32_t struct_size;

    /* NEO_OK when the plugin's database answers, else NEO_UNAVAILABLE. Reply: {"status": "ok" or "unavailable",
     * "detail", "version", "backend", "schema_version"}. */
    neo_status (*health)(void* context, neo_sink reply) NEO_NOEXCEPT;

    /* The plugin's metrics in the Prometheus text format. */
    neo_status (*metrics)(void* context, neo_sink reply) NEO_NOEXCEPT;

    /* Recovers now whatever is due (protocol step 5), as the background work does by itself: {"recovered": n,
     * "remaining": n}. */
    neo_status (*recover)(void* context, neo_sink reply) NEO_NOEXCEPT;

    /* Compares the ledger with what the host says was applied (protocol step 6): {"checked", "missing": […],
     * "contradictions": […], "rebuilt"}. With dry_run 1 nothing is written. */
    neo_status (*reconcile)(void* context, int32_t dry_run, neo_sink reply) NEO_NOEXCEPT;
} neo_operations_1;

#ifdef __cplusplus
}
#endif

#endif
