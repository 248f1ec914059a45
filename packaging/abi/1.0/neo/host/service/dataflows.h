/* Host service "dataflows/1": reading dataflows, and the one write that the host promises to make whole (protocol: host
 * contract). */
#ifndef NEO_HOST_SERVICE_DATAFLOWS_H
#define NEO_HOST_SERVICE_DATAFLOWS_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_DATAFLOWS_1 "dataflows/1"

/* A version's content is {"blocks": […], "connections": […]}: JSON in UTF-8, both members there once, both arrays, no
 * half of a surrogate pair, within the two limits. Hosts refuse any other wherever it enters, for readers of a broken
 * or ambiguous one would not agree on what it says; a plugin refuses to work on it and names the host as the cause. A
 * block is an object; {"id", "name", "type", "config", "headers"} are the usual members, none is required. It comes
 * from a block library when it has a member "library" that is not null, however the key is written or repeated; so does
 * a block in any array "blocks" below it (E3). */
#define NEO_LARGEST_CONTENT_BYTES 8388608
#define NEO_DEEPEST_CONTENT_NESTING 64 /* of objects and arrays, the outermost counted */

/* Triggers. Methods are compared without case (ASCII) and shown as they were written, URLs byte by byte. A dataflow
 * holds the triggers of its approved and live versions; one that has none of these holds those of its drafts and
 * awaiting versions. A rejected version holds nothing, nor does a draft beside approved versions. No two dataflows of
 * an organization hold the same: who comes second to a draft goes without, and who comes second to an approval is
 * refused (T5, U5).
 *
 * Module and global belong to the version. A dataflow's own are those of its newest approved or live version; while it
 * has none, those of its newest version (E4, E6). */

/* What `apply` is asked to create. */
typedef struct neo_apply_request {
    uint32_t struct_size;
    int64_t fence;          /* at least 1; grows with every try that may follow a barred one */
    neo_text promotion_key; /* 64 hexadecimal digits in lower case: the idempotency key */
    neo_text payload_hash;  /* 64 hexadecimal digits in lower case, over what is to be created */
    neo_text actor;         /* the user on whose behalf; the host checks neo.promote in both organizations again */
    neo_text source_organization; /* kept with the key, for reconciliation */
    neo_text source_dataflow;
    int64_t source_version;
    neo_text target_organization;
    neo_text target_application; /* a custom application; where a new dataflow is placed */
    neo_text
        expected_dataflow; /* precondition: the dataflow that holds (method, url) in the target; empty: none does */
    neo_text name;         /* of a new dataflow */
    neo_text method;
    neo_text url;
    neo_text module;  /* of both versions; empty: none is needed */
    int32_t global;   /* of both versions; 1: global */
    neo_text content; /* stored as it is, byte for byte */
} neo_apply_request;
#define NEO_APPLY_REQUEST_1_0_SIZE NEO_SIZE_THROUGH(neo_apply_request, content)

typedef struct neo_dataflows_1 {
    uint32_t struct_size;

    /* One dataflow: {"id", "name", "application", "application_kind", "global": bool, "module": text or null,
     * "versions": [{"version": n, "state", "trigger": {"url", "method"}}]} with the versions in ascending order.
     * NEO_NOT_FOUND. States: "draft", "awaiting_approval", "approved", "rejected", "live". */
    neo_status (*get_dataflow)(void* context, neo_text organization, neo_text dataflow, neo_sink reply) NEO_NOEXCEPT;

    /* Dataflows of an organization in the order of their ids: {"items": [as above]}. `query` is
     * {"organization", "after": last id of the page before, "limit": 1 to 500, "search", "application", "state"}; all
     * but organization and limit may be missing. `search` is a part of id or name whatever its case; `state` asks for
     * dataflows with at least one version in that state. NEO_NOT_FOUND if there is no such organization. */
    neo_status (*list_dataflows)(void* context, neo_text query, neo_sink reply) NEO_NOEXCEPT;

    /* One version. `reply` gets {"organization", "dataflow", "name", "application", "global", "module", "version",
     * "state", "trigger": {"url", "method"}, "tags": [text], "etag": text}, global and module being those of this
     * version; `content` gets its content with the bytes it was stored with. "etag" may be missing: visible ASCII
     * without quotes, another after each change of the version. NEO_NOT_FOUND. Approved and Live versions never
     * change. */
    neo_status (*get_version)(void* context, neo_text organization, neo_text dataflow, int64_t version, neo_sink reply,
                              neo_sink content) NEO_NOEXCEPT;

    /* The dataflow that holds (method, url) in an organization: {"dataflow", "application", "application_kind"}.
     * NEO_NOT_FOUND: none does. There is never more than one. */
    neo_status (*find_by_trigger)(void* context, neo_text organization, neo_text method, neo_text url,
                                  neo_sink reply) NEO_NOEXCEPT;

    /* Creates an Approved and a Draft version, both with the module and global of the request, also in a dataflow that
     * is there (and the dataflow, when the precondition says that none holds the trigger) in one transaction, together
     * with the key: all or none. Asked again with the same key and hash it answers what it created before. The versions
     * are the next two numbers of the dataflow; no existing version changes.
     *  - NEO_OK: {"key", "fence", "payload_hash", "actor", "applied_at": RFC 3339,
     *    "source": {"organization", "dataflow", "version"}, "trigger": {"url", "method"},
     *    "target": {"organization", "application", "dataflow", "approved_version", "draft_version"}}.
     *  - NEO_CONFLICT: another dataflow, or none, holds (method, url) than the precondition names.
     *  - NEO_BARRED: an abort barred this fence.
     *  - NEO_PAYLOAD_MISMATCH: the key exists with another hash.
     *  - NEO_DENIED: the actor lacks neo.promote in one of the two.
     *  - NEO_NOT_FOUND: organization or application is gone.
     *  - NEO_INVALID: the content or application is refused.
     *  - NEO_UNAVAILABLE: unknown; ask again. Each of the others but NEO_OK has changed nothing. */
    neo_status (*apply)(void* context, const neo_apply_request* request, neo_sink reply) NEO_NOEXCEPT;

    /* What apply created under this key, as apply answers it; reads what is committed. NEO_NOT_FOUND: nothing (yet). */
    neo_status (*find)(void* context, neo_text promotion_key, neo_sink reply) NEO_NOEXCEPT;

    /* Bars every apply of this key with a fence up to and including `fence`, durably, before it answers NEO_OK.
     * NEO_ALREADY_APPLIED: it was applied; the reply is that of apply, nothing is barred. May be repeated. */
    neo_status (*abort)(void* context, neo_text promotion_key, int64_t fence, neo_sink reply) NEO_NOEXCEPT;

    /* What was applied, in the order of the keys: {"items": [as apply answers]}, after the key `after` (empty: from the
     * start), `limit` 1 to 500. For reconciliation. */
    neo_status (*list_applied)(void* context, neo_text after, uint32_t limit, neo_sink reply) NEO_NOEXCEPT;
} neo_dataflows_1;

#ifdef __cplusplus
}
#endif

#endif
