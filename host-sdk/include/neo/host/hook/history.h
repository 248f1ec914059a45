/* SPDX-License-Identifier: Apache-2.0 */
/* Hook "history/1": what was promoted, by whom, and what came of it; and by that, which version is where. Nothing here
 * changes anything. Actors, replies and errors are as for promote/1.
 *
 * Source: H1 to H3, W1 to W7, A5. */
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
     * of the page before), and since 1.1 "ticket", "reason" (a part of it, whatever its case), "actor_name"
     * (words in any order and in any case, all of them in the actor's id or name), "standing" (when it was asked for),
     * "type" (that the target is of now). Members that it does not know are ignored.
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

    /* The way of a version back to where it was written: {"hops": [{"organization", "dataflow", "version", "promotion",
     * "actor", "actor_name", "at", "content_hash", "identical"}], "complete"}, this version first. "identical" says
     * whether a version holds what the one that it came from holds now. Of what the actor may not see the organization's
     * id is told, the rest is null; "complete" is false where the way goes on behind that. Needs neo.view, neo.edit,
     * neo.admin or neo.promote in the organization.
     *
     * Statuses:
     *  - NEO_OK           the way
     *  - NEO_DENIED       all four are missing in the organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, or no such version
     *  - NEO_INVALID      an id or the version is none
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.1. Source: W1, W4, A5 to A7. */
    neo_status (*origin)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                         neo_sink reply) NEO_NOEXCEPT;

    /* Where a dataflow went, over all hops, in the order of organizations and dataflows: {"items": [{"organization",
     * "name", "type", "dataflow", "application", "hops", "source_version", "approved_version", "live_version",
     * "standing", "behind", "promotion", "promoted_at", "actor", "actor_name"}], "summary", "next_cursor"}. "standing" is
     * towards the newest version of the asked dataflow that can be promoted, "behind" how many such versions came since
     * "source_version". "summary" counts all by type and standing ({"uat": {"current": 2}}; "none": not registered),
     * whatever the query. What the actor may not see is neither listed nor counted.
     *
     * `query` is empty or a JSON object as for list, of "type" (of the organization: "dev", "sit", "uat", "automation",
     * "demo", "prod"), "standing" ("new", "unrelated", "current", "behind", "changed_there", "diverged"), "search" (a
     * part of the organization's id or name), "limit" and "cursor". Needs neo.view, neo.edit, neo.admin or neo.promote
     * in the organization.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       all four are missing in the organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, or no such dataflow
     *  - NEO_INVALID      an id is none, the query is no JSON object, or a member is none of the above values
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.1. Source: W2, A5 to A7. */
    neo_status (*spread)(void* context, neo_text actor, neo_text organization, neo_text dataflow, neo_text query,
                         neo_sink reply) NEO_NOEXCEPT;

    /* The dataflows of an organization, in the order of their ids, against the types of the organizations that they went
     * to: {"items": [{"id", "name", "newest_version", "types"}], "next_cursor"}. "newest_version" is the newest that can
     * be promoted, or null; "types" is {"uat": {"organizations", "current", "behind", "changed_there", "diverged"}},
     * counted over what the actor sees in spread.
     *
     * `query` is empty or a JSON object as for list, of "search" (a part of the dataflow's id or name), "application"
     * (its id), "behind" (true: only dataflows that are not current everywhere; a page may then be short, even empty,
     * and go on), "limit" and "cursor". Needs neo.view, neo.edit, neo.admin or neo.promote in the organization.
     *
     * Statuses:
     *  - NEO_OK           the page, which may be empty
     *  - NEO_DENIED       all four are missing in the organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of
     *  - NEO_INVALID      an id is none, the query is no JSON object, or a member is none of the above values
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.1. Source: W3, A5 to A7. */
    neo_status (*board)(void* context, neo_text actor, neo_text organization, neo_text query,
                        neo_sink reply) NEO_NOEXCEPT;

    /* What a version has otherwise than another one, of whatever organization and dataflow: {"against": {"organization",
     * "dataflow", "version"}, "blocks", "connections", …}, in the shape of "changes" in a preflight. Needs neo.view in
     * the organizations of both.
     *
     * Statuses:
     *  - NEO_OK           what changes from the other version to this one
     *  - NEO_DENIED       neo.view is missing in one of the two
     *  - NEO_NOT_FOUND    one of the organizations is none that the actor may know of, or one of the versions is not there
     *  - NEO_INVALID      an id or a version is none
     *  - NEO_UNAVAILABLE  the host gave no answer, or a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.1. Source: W6, A5. */
    neo_status (*compare)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_text other_organization, neo_text other_dataflow, int64_t other_version,
                          neo_sink reply) NEO_NOEXCEPT;

    /* Whether a version is recalled (promote/1 recall), and what happened before: {"recalled": null or {"reason",
     * "recalled_at", "recalled_by", "recalled_by_name"}, "changes": [{"kind": "recalled" or "taken_back", "reason", "by",
     * "by_name", "at"}]}, the newest hundred, newest first. Needs neo.view, neo.edit, neo.admin or neo.promote in the
     * organization.
     *
     * Statuses:
     *  - NEO_OK           the recall, if there is one, and its history
     *  - NEO_DENIED       all four are missing in the organization
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of, or no such version
     *  - NEO_INVALID      an id or the version is none
     *  - NEO_UNAVAILABLE  host or database gave no answer, or the host gave a content that is none
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.1. Source: W5, A5. */
    neo_status (*recalls)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_sink reply) NEO_NOEXCEPT;

    /* How many of the attempts that list would answer ended how: {"counts": {"succeeded": 3, "refused": 1}, "complete"}.
     * Of a long history the newest few thousand are counted; "complete" says whether these are all. `query` as for list;
     * its "limit" and "cursor" mean nothing here.
     *
     * Statuses:
     *  - NEO_OK           the counts, of which there may be none
     *  - NEO_DENIED       neo.view is missing in the organization, and another actor's attempts were asked for; or
     *                     every permission of Neo's is
     *  - NEO_NOT_FOUND    there is no such organization that the actor may know of
     *  - NEO_INVALID      the query is no JSON object, or a member is none of the values that list takes
     *  - NEO_UNAVAILABLE  host or database gave no answer
     *  - NEO_UNSUPPORTED  this process was forked off the one that started the plugin
     *  - NEO_INTERNAL     a defect of the plugin; its log says more
     * Since: 1.1. Source: W7, H2, A5, A6. */
    neo_status (*counts)(void* context, neo_text actor, neo_text query, neo_sink reply) NEO_NOEXCEPT;
} neo_history_1;

#ifdef __cplusplus
}
#endif

#endif
