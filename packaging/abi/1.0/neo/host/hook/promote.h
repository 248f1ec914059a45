/* Hook "promote/1": checks and makes promotions (rows E, T, C, U, V; all steps of the protocol). */
#ifndef NEO_HOST_HOOK_PROMOTE_H
#define NEO_HOST_HOOK_PROMOTE_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_PROMOTE_1 "promote/1"

/* Which version goes where. */
typedef struct neo_promotion_request {
    uint32_t struct_size;
    neo_text source_organization;
    neo_text dataflow;
    int64_t version;
    neo_text target_organization;
    neo_text target_application; /* empty: left to the routing by trigger (T5) */
    neo_text idempotency_key;    /* empty: none; else at most 200 bytes: the same key of the same actor answers the same
                                    attempt */
} neo_promotion_request;
#define NEO_PROMOTION_REQUEST_1_0_SIZE NEO_SIZE_THROUGH(neo_promotion_request, idempotency_key)

/* Replies and errors are the documents of the REST API: see plugin's OpenAPI document for their members. On any status
 * but NEO_OK the reply is a problem document (RFC 9457) with "status", "title", "detail", "code" and, where checks
 * failed, "failures". A request that is shorter than in release 1.0: NEO_INVALID. */
typedef struct neo_promote_1 {
    uint32_t struct_size;

    /* Runs every check and changes nothing (V3): {"promotable", "failures", "warnings", "route", "changes"}. */
    neo_status (*preflight)(void* context, neo_text actor, const neo_promotion_request* request,
                            neo_sink reply) NEO_NOEXCEPT;

    /* Promotes. NEO_OK: the promotion, "succeeded", or "in_progress" when the host's answer is not known yet and
     * recovery goes on. NEO_DENIED: a permission is missing; NEO_NOT_FOUND: unknown source; NEO_CONFLICT: promoted
     * already, in progress or the target changed; NEO_INVALID: any other check; NEO_UNAVAILABLE: host or database gave
     * no answer. */
    neo_status (*promote)(void* context, neo_text actor, const neo_promotion_request* request,
                          neo_sink reply) NEO_NOEXCEPT;

    /* The organizations that this version can be promoted to by mapping and type (T3): {"items", "next_cursor"}. */
    neo_status (*targets)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_sink reply) NEO_NOEXCEPT;

    /* The applications to choose from in one target (T4, T5): {"items", "next_cursor", "locked_to", "message"}. */
    neo_status (*target_applications)(void* context, neo_text actor, neo_text organization, neo_text dataflow,
                                      int64_t version, neo_text target, neo_sink reply) NEO_NOEXCEPT;
} neo_promote_1;

#ifdef __cplusplus
}
#endif

#endif
