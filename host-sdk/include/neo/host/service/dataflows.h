/* SPDX-License-Identifier: Apache-2.0 */
/* Host service "dataflows/1": reading dataflows, and the one write that the host promises to make whole.
 *
 * Source: plugin/docs/protocol.md, "What the host promises". */
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

#define NEO_ANY_VERSION INT64_C(0)
#define NEO_NO_VERSION INT64_C(-1)

/* So many dataflows are asked for at once by list_heads. */
#define NEO_MOST_HEADS 500

/* What `apply` is asked to create. */
typedef struct neo_apply_request {
    uint32_t struct_size;
    int64_t fence;                /* at least 1; grows with every try that may follow a barred one */
    neo_text promotion_key;       /* 64 hexadecimal digits in lower case: the idempotency key */
    neo_text payload_hash;        /* 64 hexadecimal digits in lower case, over what is to be created */
    neo_text actor;               /* on whose behalf; the host checks neo.promote in both organizations again */
    neo_text source_organization; /* the source is kept with the key, for reconciliation */
    neo_text source_dataflow;
    int64_t source_version;
    neo_text target_organization;
    neo_text target_application; /* a custom application; where a new dataflow is placed */
    neo_text expected_dataflow;  /* the dataflow that holds (method, url) in the target; empty: none does */
    neo_text name;               /* of a new dataflow */
    neo_text method;
    neo_text url;
    neo_text module;  /* of both versions; empty: none is needed */
    int32_t global;   /* of both versions; 1: global */
    neo_text content; /* stored as it is, byte for byte */
    /* Since 1.1: the newest approved or live version of expected_dataflow that has (method, url); NEO_NO_VERSION: it has
     * none; NEO_ANY_VERSION: this is not compared. A host of the first minor compares nothing. */
    int64_t expected_version;
} neo_apply_request;
#define NEO_APPLY_REQUEST_1_0_SIZE NEO_SIZE_THROUGH(neo_apply_request, content)

typedef struct neo_dataflows_1 {
    uint32_t struct_size;

    /* One dataflow: {"id", "name", "application", "application_kind", "global": bool, "module": text or null,
     * "versions": [{"version": n, "state", "trigger": {"url", "method"}}]} with the versions in ascending order.
     * States: "draft", "awaiting_approval", "approved", "rejected", "live".
     *
     * Statuses:
     *  - NEO_OK           the dataflow
     *  - NEO_NOT_FOUND    there is no such organization, or no such dataflow in it
     *  - NEO_INVALID      the host can have none with such ids; NEO_NOT_FOUND is as good
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: E1, E2, E4. */
    neo_status (*get_dataflow)(void* context, neo_text organization, neo_text dataflow, neo_sink reply) NEO_NOEXCEPT;

    /* Dataflows of an organization in the order of their ids: {"items": [as above]}. `query` is
     * {"organization", "after": last id of the page before, "limit": 1 to 500, "search", "application", "state"}; all
     * but organization and limit may be missing, empty or null, and then ask for all. `search` is a part of id or name,
     * whatever its case by Unicode's simple mappings; `state` asks for dataflows with at least one version in that
     * state. A page with less than `limit` items is the last; one behind the last is empty.
     *
     * Statuses:
     *  - NEO_OK           the page; an unknown application or state has no items
     *  - NEO_NOT_FOUND    there is no such organization
     *  - NEO_INVALID      `query` is no JSON object, lacks a member, or has one of another type or out of range
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: A5, E1. */
    neo_status (*list_dataflows)(void* context, neo_text query, neo_sink reply) NEO_NOEXCEPT;

    /* One version. `reply` gets {"organization", "dataflow", "name", "application", "global", "module", "version",
     * "state", "trigger": {"url", "method"}, "tags": [text], "etag": text}, global and module being those of this
     * version; `content` gets its content with the bytes it was stored with. "etag" may be missing: visible ASCII
     * without quotes, another after each change of the version. Approved and Live versions never change but in their
     * state. `content` counts with NEO_OK only.
     *
     * Statuses:
     *  - NEO_OK           the version
     *  - NEO_NOT_FOUND    there is no such organization, dataflow or version
     *  - NEO_INVALID      the host can have none with such ids; NEO_NOT_FOUND is as good
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: E1, E2, E3, E4, E6, C5. */
    neo_status (*get_version)(void* context, neo_text organization, neo_text dataflow, int64_t version, neo_sink reply,
                              neo_sink content) NEO_NOEXCEPT;

    /* The dataflow that holds (method, url) in an organization: {"dataflow", "application", "application_kind", "head":
     * its newest approved or live version with this trigger, 0 when it has none, "live": null or its live version with
     * whatever trigger, {"version", "state", "trigger": {"url", "method"}}}. There is never more than one. A host of the
     * first minor tells neither "head" nor "live": the plugin asks get_dataflow.
     *
     * Statuses:
     *  - NEO_OK           the holder
     *  - NEO_NOT_FOUND    none holds it, or there is no such organization
     *  - NEO_INVALID      the host can have no such trigger; NEO_NOT_FOUND is as good
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: T5, T6, T7, U5. */
    neo_status (*find_by_trigger)(void* context, neo_text organization, neo_text method, neo_text url,
                                  neo_sink reply) NEO_NOEXCEPT;

    /* Creates an Approved and a Draft version, both with the module and global of the request, also in a dataflow that
     * is there (and the dataflow, when the precondition says that none holds the trigger), in one transaction together
     * with the key: all or none. Asked again with the same key and hash it answers what it created before, whatever the
     * fence and whoever asks. The versions are the next two numbers of the dataflow; no existing version changes, tags
     * are not taken over, nothing goes live. A new dataflow has the id of the source where that is free, else one that
     * the host makes from it.
     *
     * What is wrong is told in this order: the request as such, what became of the key, the actor, then application
     * and trigger, whichever first.
     *
     * Statuses:
     *  - NEO_OK                {"key", "fence", "payload_hash", "actor", "applied_at": RFC 3339 with any offset,
     *                          "source": {"organization", "dataflow", "version"}, "trigger": {"url", "method"},
     *                          "target": {"organization", "application", "dataflow", "approved_version",
     *                          "draft_version"}}; it is durable
     *  - NEO_INVALID           the request is too short, a key, hash, fence, name or trigger is none, the content is
     *                          refused, or the application is no custom one
     *  - NEO_PAYLOAD_MISMATCH  the key was applied with another hash
     *  - NEO_BARRED            an abort barred this fence
     *  - NEO_DENIED            the actor lacks neo.promote in one of the two organizations
     *  - NEO_NOT_FOUND         organization or application is gone
     *  - NEO_CONFLICT          another dataflow, or none, holds (method, url) than the precondition names, or (since
     *                          1.1) its newest approved or live version with (method, url) is another
     *  - NEO_UNAVAILABLE       unknown; ask again
     *  - NEO_INTERNAL          a defect of the host; what became of it is as unknown
     *  Those from NEO_INVALID to NEO_CONFLICT have changed nothing.
     * Since: 1.0. Source: C1 to C8, T1, T2, T5, T7, U2, A1, A2; plugin/docs/protocol.md, step 3. */
    neo_status (*apply)(void* context, const neo_apply_request* request, neo_sink reply) NEO_NOEXCEPT;

    /* What apply created under this key, as apply answers it; reads what is committed.
     *
     * Statuses:
     *  - NEO_OK           it was applied
     *  - NEO_NOT_FOUND    nothing was applied (yet): no such key, a barred one, or none that is a key at all
     *  - NEO_INVALID      the host can have no such key
     *  - NEO_UNAVAILABLE  no answer, which is never taken for "nothing"
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: U2; plugin/docs/protocol.md, step 5. */
    neo_status (*find)(void* context, neo_text promotion_key, neo_sink reply) NEO_NOEXCEPT;

    /* Bars every apply of this key with a fence up to and including `fence`, durably, before it answers NEO_OK. May be
     * repeated; a lower fence than one before lifts nothing. Apply and abort of one key meet on one row: an apply that
     * is under way has either committed before, or finds the bar.
     *
     * NEO_OK counts only with its document: a caller takes an empty or another reply as no answer, so that a binding
     * which answers 0 for an exception that was thrown in it promises no bar.
     *
     * Statuses:
     *  - NEO_OK               {"barred": fence}, the highest fence of this key that is barred now, at least the one
     *                         that was asked for
     *  - NEO_ALREADY_APPLIED  it was applied; the reply is that of apply, nothing is barred
     *  - NEO_INVALID          the fence is below 1, or the key is none
     *  - NEO_UNAVAILABLE      unknown; ask again
     *  - NEO_INTERNAL         a defect of the host; whether it barred is as unknown
     * Since: 1.0. Source: U2, U3; plugin/docs/protocol.md, "Giving up". */
    neo_status (*abort)(void* context, neo_text promotion_key, int64_t fence, neo_sink reply) NEO_NOEXCEPT;

    /* What was applied, in the order of the keys: {"items": [as apply answers]}, after the key `after`, whether that
     * one is there or not (empty: from the start); `limit` is 1 to 500. Barred keys are not among them. A page with
     * less than `limit` items is the last; one behind the last is empty. What is applied while the pages are read may
     * be missing.
     *
     * Statuses:
     *  - NEO_OK           the page
     *  - NEO_INVALID      `limit` is 0 or above 500, or the host can have no such key
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: plugin/docs/protocol.md, step 6. */
    neo_status (*list_applied)(void* context, neo_text after, uint32_t limit, neo_sink reply) NEO_NOEXCEPT;

    /* All that the decision about one promotion needs, in one answer: {"may_promote": {"source": bool, "target": bool},
     * "source": organization, "target": organization, "version": as get_version answers, "applications": [those of the
     * target as applications/1 lists them], "holder": who holds the version's trigger in the target, as find_by_trigger
     * answers}. What is not there is null or missing, "applications" where there is no such target, "holder" also
     * where there is no such version. `content` gets the version's content when there is a version, and counts with
     * NEO_OK only.
     *
     * "may_promote" is what access/1 check says of the actor and neo.promote. Where one of the two is false, all else
     * is null or missing, so that nobody learns what he may not see; the host need not even look for it.
     *
     * The parts are read together, of one state where the host's store gives that cheaply. They are no promise: apply
     * looks again.
     *
     * Optional: where the table ends before this member, or has NULL in it, the plugin asks the single functions.
     *
     * Statuses:
     *  - NEO_OK           the answer, whatever of it is there
     *  - NEO_INVALID      the host can have none with such ids; null is as good
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_UNSUPPORTED  the host has it not: the plugin asks the single functions
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.1. Source: A1, A2, E1 to E6, T1 to T7. */
    neo_status (*get_case)(void* context, neo_text actor, neo_text source_organization, neo_text source_dataflow,
                           int64_t source_version, neo_text target_organization, neo_sink reply,
                           neo_sink content) NEO_NOEXCEPT;

    /* What stands in many dataflows at once, of whatever organizations: {"items": [{"organization", "dataflow",
     * "application", "head": its newest approved or live version, of whatever trigger, 0 when it has none, "live": null
     * or its live version, as find_by_trigger tells it}]} of those that are there, in any order. `query` is
     * {"dataflows": [{"organization", "dataflow"}]}, at most NEO_MOST_HEADS of them. What is not there is missing from
     * the items, also where the host can have none with such ids. What is named twice may be told twice.
     *
     * Optional: where the table ends before this member, or has NULL in it, the plugin asks get_dataflow for each.
     *
     * Statuses:
     *  - NEO_OK           what stands in those that are there
     *  - NEO_INVALID      `query` cannot be read or has more than NEO_MOST_HEADS
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_UNSUPPORTED  the host has it not: the plugin asks get_dataflow for each
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.1. Source: W2, W3. */
    neo_status (*list_heads)(void* context, neo_text query, neo_sink reply) NEO_NOEXCEPT;
} neo_dataflows_1;

#ifdef __cplusplus
}
#endif

#endif
