/* SPDX-License-Identifier: Apache-2.0 */
/* Hook "promote/1": checks and makes promotions, and recalls what shall not be promoted any more.
 *
 * `actor` is the id of the user on whose behalf the host asks: the host has authenticated him, the plugin asks access/1
 * what he may. Replies are the documents of the REST API; plugin/hooks/openapi.json has their members. On a status other
 * than NEO_OK the reply is a problem document (RFC 9457) with "status", "title", "detail", "code" and, where checks
 * failed, "failures"; with NEO_UNSUPPORTED, and with NEO_INTERNAL where nothing better could be made, a sentence.
 * A question that a service refuses with NEO_INVALID is answered with NEO_INVALID here, too.
 *
 * Source: all rows of plugin/docs/requirements.md from A to V; plugin/docs/protocol.md. */
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
    int64_t version; /* 1 or more */
    neo_text target_organization;
    neo_text target_application; /* empty: left to the routing by trigger (T5) */
    neo_text idempotency_key;    /* empty: none; else at most 200 bytes without control characters */
    /* Since 1.1, all four together; what is empty is not said. A preflight takes no notice of them. */
    neo_text plan;   /* of a preflight: nothing is promoted when anything that it was made on is no longer so */
    neo_text accept; /* a JSON array of the codes of the warnings that the actor accepts */
    neo_text reason; /* why; at most 2,000 bytes */
    neo_text ticket; /* at most 200 bytes */
} neo_promotion_request;
#define NEO_PROMOTION_REQUEST_1_0_SIZE NEO_SIZE_THROUGH(neo_promotion_request, idempotency_key)

typedef struct neo_promote_1 {
    uint32_t struct_size;

    /* Runs every check and changes nothing: {"promotable": bool, "failures", "warnings", "route", "changes"}, and since
     * 1.1 "standing", "base", "live", "their_changes", "overlap", "findings", "findings_total" and "plan", which promote
     * takes. What does not allow
     * it, a missing permission too, is an answer and no status. What compares contents is null without neo.view in the
     * organizations whose they are, and "hidden" names these. The idempotency key plays no part.
     *
     * Statuses:
     *  - NEO_OK           the answer, promotable or not
     *  - NEO_INVALID      the request is too short, or an id or the version is none
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: V1, V2, V3, R1, R2, R3, R5, A7. */
    neo_status (*preflight)(void* context, neo_text actor, const neo_promotion_request* request,
                            neo_sink reply) NEO_NOEXCEPT;

    /* Promotes. Blocks until the host has answered, or until it was asked a few times in vain. The same idempotency key
     * of the same actor answers the same attempt, whatever it was answered before; only an attempt that failed because
     * the host gave no answer before anything was written leaves the key free. What did not succeed has an attempt in
     * the history too, named by the problem's "promotion"; but for a permission that is missing on both sides.
     *
     * Statuses:
     *  - NEO_OK           the promotion: "succeeded", or "in_progress" when the host's answer is not known yet and
     *                     recovery goes on; history/1 tells what becomes of it
     *  - NEO_DENIED       neo.promote is missing in one of the two organizations; that is told alone
     *  - NEO_NOT_FOUND    there is no such source organization or version
     *  - NEO_CONFLICT     promoted already, in progress, the target kept changing, or the plan is no longer so: then the
     *                     failure has "changed", the parts that moved, and the problem "preflight", how it stands now
     *  - NEO_INVALID      another check failed, the request is wrong in itself, the plan is none of this promotion, or the
     *                     key was used for another one
     *  - NEO_UNAVAILABLE  the actor was refused too often for want of a permission ("too_many_refusals"), host or
     *                     database gave no answer, or the host cannot take what was to be created. Without a
     *                     "promotion" in the problem nothing was written. To ask again promotes nothing twice
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; the history tells whether anything happened
     * Since: 1.0. Source: A1 to A3, E1 to E7, T1 to T7, C1 to C8, U1 to U5, V1, V2, H1, A8, R3, R4;
     * plugin/docs/protocol.md. */
    neo_status (*promote)(void* context, neo_text actor, const neo_promotion_request* request,
                          neo_sink reply) NEO_NOEXCEPT;

    /* The organizations that this version can be promoted to, in the order of their ids: {"items": [{"organization",
     * "name", "type", "relation"}], "next_cursor"}. Those that Neo, registration, cluster, mapping or type forbid are
     * not among them. `query` is empty or a JSON object {"limit": 1 to 500, 50 if left out, "cursor": the next_cursor
     * of the page before}; both may be missing. Needs neo.view, neo.edit, neo.admin or neo.promote in the source
     * organization. Of one that the actor may not know of, "name" and "type" are null.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       all four are missing in the source organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, or no such version
     *  - NEO_INVALID      an id is none, or the query is no such object
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: T3, A5, A6, A7. */
    neo_status (*targets)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_text query, neo_sink reply) NEO_NOEXCEPT;

    /* The custom applications to choose from in one target, in the order of their ids: {"items": [{"id", "name"}],
     * "next_cursor", "locked_to", "message"}. "locked_to" is null, or where the trigger already lives: {"application",
     * "dataflow", "reason"}; "message" is null, or why there is nothing to choose; both are the same on every page.
     * `query` as for targets. Needs neo.promote in the target organization, and in the source what targets needs.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       a permission is missing in one of the two
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, no such version, or no such target
     *  - NEO_INVALID      an id is none, or the query is no such object
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.0. Source: T1, T2, T4, T5, T7, A2, A3. */
    neo_status (*target_applications)(void* context, neo_text actor, neo_text organization, neo_text dataflow,
                                      int64_t version, neo_text target, neo_text query, neo_sink reply) NEO_NOEXCEPT;

    /* Recalls a version in any state: from now on promotions and preflights of it fail with "version_recalled". What
     * arrived before stays; history/1 spread tells where. `reason` is told to who meets it: at most 2,000 bytes, not
     * blank. The same reason again changes nothing; another takes the place of the one that stands, with who gave it and
     * when. `created` becomes 1 when the version was not recalled before, else 0. Reply, the recall that stands:
     * {"reason", "recalled_at", "recalled_by", "recalled_by_name"}. Needs neo.promote in the organization.
     *
     * Statuses:
     *  - NEO_OK           the version is recalled
     *  - NEO_DENIED       neo.promote is missing in the organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, or no such version
     *  - NEO_INVALID      an id, the version or the reason is none
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none; to ask again does
     *                     no harm
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.1. Source: W5, A1, A3. */
    neo_status (*recall)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                         neo_text reason, int32_t* created, neo_sink reply) NEO_NOEXCEPT;

    /* Takes a recall back: the version can be promoted again. It need not be there any more. No reply. Needs neo.promote
     * in the organization.
     *
     * Statuses:
     *  - NEO_OK           the version is not recalled any more
     *  - NEO_DENIED       neo.promote is missing in the organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, or the version is not recalled
     *  - NEO_INVALID      an id or the version is none
     *  - NEO_UNAVAILABLE  host or database gave no answer; it may be taken back, then asking again answers NEO_NOT_FOUND
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.1. Source: W5, A1, A3. */
    neo_status (*take_back)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                            neo_sink reply) NEO_NOEXCEPT;
} neo_promote_1;

#ifdef __cplusplus
}
#endif

#endif
