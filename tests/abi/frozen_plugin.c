/* A plugin in plain C that uses the whole ABI: it offers every hook, which answer what they were given, and calls every
 * function of every service when it is asked to recover. packaging/abi/freeze keeps its source and binary with each
 * release, and every later host of the major must load and serve those. A function that came later is called where
 * NEO_HAS says that the host has it. */
#include <neo/host/abi.h>
#include <neo/host/hook/history.h>
#include <neo/host/hook/http.h>
#include <neo/host/hook/operations.h>
#include <neo/host/hook/org_mapping.h>
#include <neo/host/hook/promote.h>
#include <neo/host/service/access.h>
#include <neo/host/service/applications.h>
#include <neo/host/service/dataflows.h>
#include <neo/host/service/directory.h>
#include <neo/host/service/log.h>
#include <neo/host/service/needs.h>
#include <neo/host/service/people.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct frozen {
    const neo_access_1* access;
    const neo_applications_1* applications;
    const neo_dataflows_1* dataflows;
    const neo_directory_1* directory;
    const neo_log_1* log;
    const neo_needs_1* needs;   /* NULL: the host has none */
    const neo_people_1* people; /* NULL: the host has none */
    void *access_context, *applications_context, *dataflows_context, *directory_context, *log_context, *needs_context,
        *people_context;
} frozen;

static neo_text text(const char* terminated) {
    neo_text result = {terminated, strlen(terminated)};
    return result;
}

/* The two arguments of "%.*s". */
#define TEXT(value) (int)(value).size, (value).data ? (value).data : ""

static neo_status answer(neo_sink reply, const char* format, ...) {
    char line[4096];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= sizeof line) return NEO_INTERNAL;
    reply.write(reply.context, line, (size_t)size);
    return NEO_OK;
}

/* promote/1 */

static neo_status preflight(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) {
    (void)context;
    return answer(reply,
                  "preflight actor=%.*s source_organization=%.*s dataflow=%.*s version=%lld target_organization=%.*s "
                  "target_application=%.*s idempotency_key=%.*s",
                  TEXT(actor), TEXT(request->source_organization), TEXT(request->dataflow), (long long)request->version,
                  TEXT(request->target_organization), TEXT(request->target_application),
                  TEXT(request->idempotency_key));
}

static neo_status promote(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) {
    preflight(context, actor, request, reply);
    answer(reply, " promote: this plugin does not promote");
    return NEO_UNSUPPORTED;
}

static neo_status targets(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_text query, neo_sink reply) {
    (void)context;
    return answer(reply, "targets actor=%.*s organization=%.*s dataflow=%.*s version=%lld query=%.*s", TEXT(actor),
                  TEXT(organization), TEXT(dataflow), (long long)version, TEXT(query));
}

static neo_status target_applications(void* context, neo_text actor, neo_text organization, neo_text dataflow,
                                      int64_t version, neo_text target, neo_text query, neo_sink reply) {
    (void)context;
    return answer(reply,
                  "target_applications actor=%.*s organization=%.*s dataflow=%.*s version=%lld target=%.*s query=%.*s",
                  TEXT(actor), TEXT(organization), TEXT(dataflow), (long long)version, TEXT(target), TEXT(query));
}

static neo_status recall(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                         neo_text reason, int32_t* created, neo_sink reply) {
    (void)context;
    *created = 1;
    return answer(reply, "recall actor=%.*s organization=%.*s dataflow=%.*s version=%lld reason=%.*s", TEXT(actor),
                  TEXT(organization), TEXT(dataflow), (long long)version, TEXT(reason));
}

static neo_status take_back(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                            neo_sink reply) {
    (void)context;
    return answer(reply, "take_back actor=%.*s organization=%.*s dataflow=%.*s version=%lld", TEXT(actor),
                  TEXT(organization), TEXT(dataflow), (long long)version);
}

static const neo_promote_1 promote_table = {.struct_size = sizeof(neo_promote_1),
                                            .preflight = &preflight,
                                            .promote = &promote,
                                            .targets = &targets,
                                            .target_applications = &target_applications,
                                            .recall = &recall,
                                            .take_back = &take_back};

/* org-mapping/1 */

static neo_status register_organization(void* context, neo_text actor, neo_text organization, neo_text type,
                                        int32_t* created, neo_sink reply) {
    (void)context;
    *created = 1;
    return answer(reply, "register_organization actor=%.*s organization=%.*s type=%.*s", TEXT(actor),
                  TEXT(organization), TEXT(type));
}

static neo_status mappings(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) {
    (void)context;
    return answer(reply, "list actor=%.*s organization=%.*s query=%.*s", TEXT(actor), TEXT(organization), TEXT(query));
}

static neo_status add(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
                      neo_sink reply) {
    (void)context;
    return answer(reply, "add actor=%.*s source=%.*s target=%.*s relation=%.*s", TEXT(actor), TEXT(source),
                  TEXT(target), TEXT(relation));
}

static neo_status change_relation(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation,
                                  neo_sink reply) {
    (void)context;
    return answer(reply, "change_relation actor=%.*s source=%.*s target=%.*s relation=%.*s", TEXT(actor), TEXT(source),
                  TEXT(target), TEXT(relation));
}

static neo_status remove_mapping(void* context, neo_text actor, neo_text source, neo_text target, neo_sink reply) {
    (void)context;
    return answer(reply, "remove actor=%.*s source=%.*s target=%.*s", TEXT(actor), TEXT(source), TEXT(target));
}

static neo_status changes(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) {
    (void)context;
    return answer(reply, "changes actor=%.*s organization=%.*s query=%.*s", TEXT(actor), TEXT(organization),
                  TEXT(query));
}

static neo_status registration(void* context, neo_text actor, neo_text organization, neo_sink reply) {
    (void)context;
    return answer(reply, "registration actor=%.*s organization=%.*s", TEXT(actor), TEXT(organization));
}

static const neo_org_mapping_1 org_mapping_table = {.struct_size = sizeof(neo_org_mapping_1),
                                                    .register_organization = &register_organization,
                                                    .list = &mappings,
                                                    .add = &add,
                                                    .change_relation = &change_relation,
                                                    .remove = &remove_mapping,
                                                    .changes = &changes,
                                                    .registration = &registration};

/* history/1 */

static neo_status get(void* context, neo_text actor, neo_text promotion, neo_sink reply) {
    (void)context;
    return answer(reply, "get actor=%.*s promotion=%.*s", TEXT(actor), TEXT(promotion));
}

static neo_status history(void* context, neo_text actor, neo_text query, neo_sink reply) {
    (void)context;
    return answer(reply, "list actor=%.*s query=%.*s", TEXT(actor), TEXT(query));
}

static neo_status origin(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                         neo_sink reply) {
    (void)context;
    return answer(reply, "origin actor=%.*s organization=%.*s dataflow=%.*s version=%lld", TEXT(actor),
                  TEXT(organization), TEXT(dataflow), (long long)version);
}

static neo_status spread(void* context, neo_text actor, neo_text organization, neo_text dataflow, neo_text query,
                         neo_sink reply) {
    (void)context;
    return answer(reply, "spread actor=%.*s organization=%.*s dataflow=%.*s query=%.*s", TEXT(actor),
                  TEXT(organization), TEXT(dataflow), TEXT(query));
}

static neo_status board(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) {
    (void)context;
    return answer(reply, "board actor=%.*s organization=%.*s query=%.*s", TEXT(actor), TEXT(organization), TEXT(query));
}

static neo_status compare(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_text other_organization, neo_text other_dataflow, int64_t other_version, neo_sink reply) {
    (void)context;
    return answer(reply,
                  "compare actor=%.*s organization=%.*s dataflow=%.*s version=%lld other_organization=%.*s "
                  "other_dataflow=%.*s other_version=%lld",
                  TEXT(actor), TEXT(organization), TEXT(dataflow), (long long)version, TEXT(other_organization),
                  TEXT(other_dataflow), (long long)other_version);
}

static neo_status recalls(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_sink reply) {
    (void)context;
    return answer(reply, "recalls actor=%.*s organization=%.*s dataflow=%.*s version=%lld", TEXT(actor),
                  TEXT(organization), TEXT(dataflow), (long long)version);
}

static neo_status counts(void* context, neo_text actor, neo_text query, neo_sink reply) {
    (void)context;
    return answer(reply, "counts actor=%.*s query=%.*s", TEXT(actor), TEXT(query));
}

static const neo_history_1 history_table = {.struct_size = sizeof(neo_history_1),
                                            .get = &get,
                                            .list = &history,
                                            .origin = &origin,
                                            .spread = &spread,
                                            .board = &board,
                                            .compare = &compare,
                                            .recalls = &recalls,
                                            .counts = &counts};

/* http/1 */

/* What came as headers goes back as headers, the body in two pieces, and then the answer is broken off. */
static void stream_back(const neo_http_request* request, neo_text body) {
    const neo_http_stream* stream = request->stream;
    const neo_text head = {body.data, body.size / 2};
    const neo_text rest = {body.data + head.size, body.size - head.size};
    stream->begin(stream->context, 203, request->headers, request->header_count);
    if (stream->write(stream->context, head) == 1 && stream->write(stream->context, rest) == 1) {
        stream->cut(stream->context);
    }
}

static void handle(void* context, const neo_http_request* request, neo_http_responder responder) {
    char body[4096];
    neo_text written = {body, 0};
    (void)context;
    written.size =
        (size_t)snprintf(body, sizeof body, "handle method=%.*s target=%.*s user=%.*s body=%.*s", TEXT(request->method),
                         TEXT(request->target), TEXT(request->user), TEXT(request->body));
    if (written.size >= sizeof body) written.size = sizeof body - 1;
    if (NEO_HAS(neo_http_request, request, stream) && request->stream != NULL) {
        stream_back(request, written);
    } else {
        responder.respond(responder.context, 203, request->headers, request->header_count, written);
    }
}

static const neo_http_1 http_table = {
    .struct_size = sizeof(neo_http_1), .mount = "/extensions/frozen", .handle = &handle};

/* operations/1 */

static neo_status health(void* context, neo_sink reply) {
    (void)context;
    return answer(reply, "health");
}

static neo_status metrics(void* context, neo_sink reply) {
    (void)context;
    return answer(reply, "metrics");
}

static neo_status reconcile(void* context, int32_t dry_run, neo_sink reply) {
    (void)context;
    return answer(reply, "reconcile dry_run=%d", (int)dry_run);
}

static neo_status copy(void* context, neo_text target_config, neo_text target_directory, int32_t check_only,
                       neo_copy_progress progress, neo_sink reply) {
    (void)context;
    if (progress.report != NULL) progress.report(progress.context, text("frozen_table"), 2, 3);
    return answer(reply, "copy target_config=%.*s target_directory=%.*s check_only=%d", TEXT(target_config),
                  TEXT(target_directory), (int)check_only);
}

/* Calls a function of a service, whose reply is followed by a line with its status. */
#define CALL(service, function, ...)                                                       \
    do {                                                                                   \
        neo_status status = self->service->function(self->service##_context, __VA_ARGS__); \
        answer(reply, "\n" #service " " #function " %d\n", (int)status);                   \
    } while (0)

#define KEY "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HASH "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define OTHER_KEY "00000000000000000000000000000000000000000000000000000000000000ff"

/* No two arguments of a call are the same, so that none can be taken for another. */
static neo_status recover(void* context, neo_sink reply) {
    const frozen* self = context;
    int32_t allowed = -1;
    neo_apply_request request = {.struct_size = sizeof(neo_apply_request),
                                 .fence = 7,
                                 .promotion_key = text(KEY),
                                 .payload_hash = text(HASH),
                                 .actor = text("ana"),
                                 .source_organization = text("acme-dev"),
                                 .source_dataflow = text("welcome"),
                                 .source_version = 1,
                                 .target_organization = text("acme-uat"),
                                 .target_application = text("crm"),
                                 .expected_dataflow = text(""),
                                 .name = text("Welcome"),
                                 .method = text("PUT"),
                                 .url = text("/arrivals"),
                                 .module = text("billing"),
                                 .global = 1,
                                 .content = text("{\"blocks\":[],\"connections\":[{}]}")};

    CALL(directory, get_organization, text("acme-dev"), reply);
    CALL(directory, list_organizations, text("uat"), text("acme-dev"), 5, reply);
    CALL(directory, get_user, text("ana"), reply);
    CALL(access, check, text("bob"), text("acme-uat"), text(NEO_PERMISSION_VIEW), &allowed);
    answer(reply, "allowed=%d\n", (int)allowed);
    CALL(access, list_grants, text("bob"), reply);
    CALL(applications, list, text("acme-uat"), reply);
    CALL(dataflows, get_dataflow, text("acme-dev"), text("welcome"), reply);
    CALL(dataflows, list_dataflows, text("{\"organization\":\"acme-dev\",\"limit\":3}"), reply);
    CALL(dataflows, get_version, text("acme-dev"), text("welcome"), 1, reply, reply);
    CALL(dataflows, find_by_trigger, text("acme-dev"), text("POST"), text("/welcome"), reply);
    CALL(dataflows, apply, &request, reply);
    CALL(dataflows, find, text(KEY), reply);
    CALL(dataflows, abort, text(OTHER_KEY), 9, reply);
    request.promotion_key = text(OTHER_KEY);
    CALL(dataflows, apply, &request, reply);
    CALL(dataflows, list_applied, text(OTHER_KEY), 4, reply);
    if (NEO_HAS(neo_dataflows_1, self->dataflows, get_case)) {
        CALL(dataflows, get_case, text("ana"), text("acme-dev"), text("welcome"), 1, text("acme-uat"), reply, reply);
    }
    if (NEO_HAS(neo_dataflows_1, self->dataflows, list_heads)) {
        CALL(dataflows, list_heads, text("{\"dataflows\":[{\"organization\":\"acme-uat\",\"dataflow\":\"arrived\"}]}"),
             reply);
    }
    if (self->needs != NULL) {
        CALL(needs, find_missing, text("acme-uat"), text("{\"helpers\":[\"validateNumber\"]}"), reply);
    }
    if (self->people != NULL) {
        CALL(people, list_holders, text("acme-uat"), text("an"), text("al"), 6, reply);
    }
    self->log->write(self->log_context, NEO_LOG_WARNING, text("frozen"), text("every service was called"));
    return NEO_OK;
}

static const neo_operations_1 operations_table = {.struct_size = sizeof(neo_operations_1),
                                                  .health = &health,
                                                  .metrics = &metrics,
                                                  .recover = &recover,
                                                  .reconcile = &reconcile,
                                                  .copy = &copy};

/* The plugin */

/* A table of at least the length that 1.0 gave it, else NULL and a sentence that names it. */
static const void* find(const neo_host* host, const char* id, size_t first_size, void** context, neo_sink error) {
    const uint32_t* table = host->get_service(host->context, id, context);
    if (table != NULL && *table >= first_size) return table;
    answer(error, "the host lacks %s", id);
    return NULL;
}

static neo_status init(const neo_host* host, neo_text config, neo_sink error, void** instance) {
    const struct {
        const char* id;
        const void* table;
    } hooks[] = {{NEO_HOOK_PROMOTE_1, &promote_table},
                 {NEO_HOOK_ORG_MAPPING_1, &org_mapping_table},
                 {NEO_HOOK_HISTORY_1, &history_table},
                 {NEO_HOOK_HTTP_1, &http_table},
                 {NEO_HOOK_OPERATIONS_1, &operations_table}};
    frozen* self = NULL;

    if (host->magic != NEO_ABI_MAGIC || host->abi_major != NEO_ABI_MAJOR) return NEO_UNSUPPORTED;
    self = calloc(1, sizeof *self);
    if (self == NULL) return NEO_INTERNAL;
#define FIND(member, id, last)                                                                               \
    self->member = find(host, id, NEO_SIZE_THROUGH(neo_##member##_1, last), &self->member##_context, error); \
    if (self->member == NULL) {                                                                              \
        free(self);                                                                                          \
        return NEO_UNSUPPORTED;                                                                              \
    }
    FIND(directory, NEO_SERVICE_DIRECTORY_1, get_user)
    FIND(access, NEO_SERVICE_ACCESS_1, list_grants)
    FIND(applications, NEO_SERVICE_APPLICATIONS_1, list)
    FIND(dataflows, NEO_SERVICE_DATAFLOWS_1, list_applied)
    FIND(log, NEO_SERVICE_LOG_1, write)
    self->needs = host->get_service(host->context, NEO_SERVICE_NEEDS_1, &self->needs_context);    /* or NULL */
    self->people = host->get_service(host->context, NEO_SERVICE_PEOPLE_1, &self->people_context); /* or NULL */

    for (size_t index = 0; index < sizeof hooks / sizeof *hooks; ++index) {
        neo_status status = host->register_hook(host->context, hooks[index].id, hooks[index].table, self);
        if (status == NEO_OK) continue;
        answer(error, "the host does not take %s", hooks[index].id);
        free(self);
        return status;
    }
    self->log->write(self->log_context, NEO_LOG_INFO, text("frozen"), config);
    self->log->write(self->log_context, NEO_LOG_INFO, text("frozen"),
                     text(host->flags == NEO_HOST_NO_BACKGROUND ? "no background" : "other flags"));
    *instance = self;
    return NEO_OK;
}

static void shut_down(void* instance) {
    const frozen* self = instance;
    self->log->write(self->log_context, NEO_LOG_DEBUG, text("frozen"), text("good-bye"));
    free(instance);
}

__attribute__((visibility("default"))) const neo_plugin* neo_plugin_entry(void);
__attribute__((visibility("default"))) const neo_plugin* neo_plugin_entry(void) {
    /* Needs minor 0, whatever minor it is built with. */
    static const neo_plugin table = {.magic = NEO_ABI_MAGIC,
                                     .struct_size = sizeof(neo_plugin),
                                     .abi_major = NEO_ABI_MAJOR,
                                     .abi_minor = 0,
                                     .name = "frozen",
                                     .version = "1.0.0",
                                     .init = &init,
                                     .shutdown = &shut_down};
    return &table;
}
