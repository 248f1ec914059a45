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

    /* The organizations that this version can be promoted to, in the order of their ids: {"items": [{"organization",
     * "name", "type", "relation"}], "next_cursor"}. Those that Neo, registration, cluster, mapping or type forbid are
     * not among them. `query` is empty or a JSON object {"limit": 1 to 500, 50 if left out, "cursor": the next_cursor
     * of the page before}; both may be missing. Needs neo.view in the source organization.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       neo.view is missing in the source organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, or no such version
     *  - NEO_INVALID      an id is none, or the query is no such object
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: T3, A5. */
    neo_status (*targets)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_text query, neo_sink reply) NEO_NOEXCEPT;

    /* The custom applications to choose from in one target, in the order of their ids: {"items": [{"id", "name"}],
     * "next_cursor", "locked_to", "message"}. "locked_to" is null, or where the trigger already lives: {"application",
     * "dataflow", "reason"}; "message" is null, or why there is nothing to choose; both are the same on every page.
     * `query` as for targets. Needs neo.view in the source and neo.promote in the target organization.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       one of the two permissions is missing
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, no such version, or no such target
     *  - NEO_INVALID      an id is none, or the query is no such object
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: T1, T2, T4, T5, T7, A2, A3. */
    neo_status (*target_applications)(void* context, neo_text actor, neo_text organization, neo_text dataflow,
                                      int64_t version, neo_text target, neo_text query, neo_sink reply) NEO_NOEXCEPT;
} neo_promote_1;

#ifdef __cplusplus
}
#endif

#endif
