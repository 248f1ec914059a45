/* frozen_host PLUGIN CONFIG DIRECTORY: a host in plain C. It gives every service, whose answers are made of what it was
 * asked, loads the plugin, calls every function of every hook, and prints each call: "> " what the plugin asks, "< "
 * what the plugin answers. packaging/abi/freeze keeps its source and binary with each release, and every later plugin
 * that needs no later minor must run in those. */
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

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static neo_text text(const char* terminated) {
    neo_text result = {terminated, strlen(terminated)};
    return result;
}

/* The two arguments of "%.*s". */
#define TEXT(value) (int)(value).size, (value).data ? (value).data : ""

static neo_status answer(neo_sink reply, const char* format, ...) {
    char document[4096];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(document, sizeof document, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= sizeof document) return NEO_INTERNAL;
    reply.write(reply.context, document, (size_t)size);
    return NEO_OK;
}

/* directory/1 */

#define ORGANIZATION "{\"id\":\"%.*s\",\"name\":\"%.*s\",\"cluster\":\"one\",\"neo_enabled\":true,\"modules\":[]}"

static neo_status get_organization(void* context, neo_text organization, neo_sink reply) {
    (void)context;
    printf("> directory/1 get_organization organization=%.*s\n", TEXT(organization));
    return answer(reply, ORGANIZATION, TEXT(organization), TEXT(organization));
}

static neo_status list_organizations(void* context, neo_text search, neo_text after, uint32_t limit, neo_sink reply) {
    (void)context;
    printf("> directory/1 list_organizations search=%.*s after=%.*s limit=%u\n", TEXT(search), TEXT(after),
           (unsigned)limit);
    if (after.size != 0) return answer(reply, "{\"items\":[]}");
    return answer(reply, "{\"items\":[" ORGANIZATION "," ORGANIZATION "]}", TEXT(text("acme-dev")),
                  TEXT(text("acme-dev")), TEXT(text("acme-uat")), TEXT(text("acme-uat")));
}

static neo_status get_user(void* context, neo_text user, neo_sink reply) {
    (void)context;
    printf("> directory/1 get_user user=%.*s\n", TEXT(user));
    return answer(reply, "{\"id\":\"%.*s\",\"name\":\"%.*s\"}", TEXT(user), TEXT(user));
}

static const neo_directory_1 directory_table = {.struct_size = sizeof(neo_directory_1),
                                                .get_organization = &get_organization,
                                                .list_organizations = &list_organizations,
                                                .get_user = &get_user};

/* access/1 */

static neo_status check(void* context, neo_text user, neo_text organization, neo_text permission, int32_t* allowed) {
    (void)context;
    printf("> access/1 check user=%.*s organization=%.*s permission=%.*s\n", TEXT(user), TEXT(organization),
           TEXT(permission));
    *allowed = 1;
    return NEO_OK;
}

static neo_status list_grants(void* context, neo_text user, neo_sink reply) {
    (void)context;
    printf("> access/1 list_grants user=%.*s\n", TEXT(user));
    return answer(reply, "{\"items\":[{\"organization\":\"*\",\"permissions\":[\"%s\",\"%s\",\"%s\",\"%s\"]}]}",
                  NEO_PERMISSION_VIEW, NEO_PERMISSION_EDIT, NEO_PERMISSION_ADMIN, NEO_PERMISSION_PROMOTE);
}

static const neo_access_1 access_table = {
    .struct_size = sizeof(neo_access_1), .check = &check, .list_grants = &list_grants};

/* applications/1 */

static neo_status applications(void* context, neo_text organization, neo_sink reply) {
    (void)context;
    printf("> applications/1 list organization=%.*s\n", TEXT(organization));
    return answer(reply, "{\"items\":[{\"id\":\"crm\",\"name\":\"CRM of %.*s\",\"kind\":\"custom\"}]}",
                  TEXT(organization));
}

static const neo_applications_1 applications_table = {.struct_size = sizeof(neo_applications_1), .list = &applications};

/* dataflows/1 */

#define DATAFLOW                                                                                     \
    "{\"id\":\"%.*s\",\"name\":\"Welcome\",\"application\":\"crm\",\"application_kind\":\"custom\"," \
    "\"global\":false,\"module\":null,\"versions\":[{\"version\":1,\"state\":\"approved\","          \
    "\"trigger\":{\"url\":\"/welcome\",\"method\":\"POST\"}}]}"

static neo_status get_dataflow(void* context, neo_text organization, neo_text dataflow, neo_sink reply) {
    (void)context;
    printf("> dataflows/1 get_dataflow organization=%.*s dataflow=%.*s\n", TEXT(organization), TEXT(dataflow));
    return answer(reply, DATAFLOW, TEXT(dataflow));
}

static neo_status list_dataflows(void* context, neo_text query, neo_sink reply) {
    (void)context;
    printf("> dataflows/1 list_dataflows query=%.*s\n", TEXT(query));
    return answer(reply, "{\"items\":[" DATAFLOW "]}", TEXT(text("welcome")));
}

#define CONTENT "{\"blocks\":[],\"connections\":[]}"
#define VERSION                                                                                      \
    "{\"organization\":\"%.*s\",\"dataflow\":\"%.*s\",\"name\":\"Welcome\",\"application\":\"crm\"," \
    "\"global\":false,\"module\":null,\"version\":%lld,\"state\":\"approved\","                      \
    "\"trigger\":{\"url\":\"/welcome\",\"method\":\"POST\"},\"tags\":[]}"

static neo_status get_version(void* context, neo_text organization, neo_text dataflow, int64_t version, neo_sink reply,
                              neo_sink content) {
    (void)context;
    printf("> dataflows/1 get_version organization=%.*s dataflow=%.*s version=%lld\n", TEXT(organization),
           TEXT(dataflow), (long long)version);
    answer(content, CONTENT);
    return answer(reply, VERSION, TEXT(organization), TEXT(dataflow), (long long)version);
}

static neo_status find_by_trigger(void* context, neo_text organization, neo_text method, neo_text url, neo_sink reply) {
    (void)context, (void)reply;
    printf("> dataflows/1 find_by_trigger organization=%.*s method=%.*s url=%.*s\n", TEXT(organization), TEXT(method),
           TEXT(url));
    return NEO_NOT_FOUND;
}

static neo_status apply(void* context, const neo_apply_request* request, neo_sink reply) {
    (void)context;
    if (request->struct_size < NEO_APPLY_REQUEST_1_0_SIZE) return NEO_INVALID;
    printf(
        "> dataflows/1 apply fence=%lld promotion_key=%.*s payload_hash=%.*s actor=%.*s source_organization=%.*s "
        "source_dataflow=%.*s source_version=%lld target_organization=%.*s target_application=%.*s "
        "expected_dataflow=%.*s name=%.*s method=%.*s url=%.*s module=%.*s global=%d content=%.*s\n",
        (long long)request->fence, TEXT(request->promotion_key), TEXT(request->payload_hash), TEXT(request->actor),
        TEXT(request->source_organization), TEXT(request->source_dataflow), (long long)request->source_version,
        TEXT(request->target_organization), TEXT(request->target_application), TEXT(request->expected_dataflow),
        TEXT(request->name), TEXT(request->method), TEXT(request->url), TEXT(request->module), (int)request->global,
        TEXT(request->content));
    return answer(reply,
                  "{\"key\":\"%.*s\",\"fence\":%lld,\"payload_hash\":\"%.*s\",\"actor\":\"%.*s\","
                  "\"applied_at\":\"2026-01-02T03:04:05Z\","
                  "\"source\":{\"organization\":\"%.*s\",\"dataflow\":\"%.*s\",\"version\":%lld},"
                  "\"trigger\":{\"url\":\"%.*s\",\"method\":\"%.*s\"},\"target\":{\"organization\":\"%.*s\","
                  "\"application\":\"%.*s\",\"dataflow\":\"arrived\",\"approved_version\":1,\"draft_version\":2}}",
                  TEXT(request->promotion_key), (long long)request->fence, TEXT(request->payload_hash),
                  TEXT(request->actor), TEXT(request->source_organization), TEXT(request->source_dataflow),
                  (long long)request->source_version, TEXT(request->url), TEXT(request->method),
                  TEXT(request->target_organization), TEXT(request->target_application));
}

static neo_status find(void* context, neo_text promotion_key, neo_sink reply) {
    (void)context, (void)reply;
    printf("> dataflows/1 find promotion_key=%.*s\n", TEXT(promotion_key));
    return NEO_NOT_FOUND;
}

static neo_status abort_promotion(void* context, neo_text promotion_key, int64_t fence, neo_sink reply) {
    (void)context;
    printf("> dataflows/1 abort promotion_key=%.*s fence=%lld\n", TEXT(promotion_key), (long long)fence);
    return answer(reply, "{\"barred\":%lld}", (long long)fence);
}

static neo_status list_applied(void* context, neo_text after, uint32_t limit, neo_sink reply) {
    (void)context;
    printf("> dataflows/1 list_applied after=%.*s limit=%u\n", TEXT(after), (unsigned)limit);
    return answer(reply, "{\"items\":[]}");
}

static neo_status get_case(void* context, neo_text actor, neo_text source_organization, neo_text source_dataflow,
                           int64_t source_version, neo_text target_organization, neo_sink reply, neo_sink content) {
    (void)context;
    printf(
        "> dataflows/1 get_case actor=%.*s source_organization=%.*s source_dataflow=%.*s source_version=%lld "
        "target_organization=%.*s\n",
        TEXT(actor), TEXT(source_organization), TEXT(source_dataflow), (long long)source_version,
        TEXT(target_organization));
    answer(content, CONTENT);
    return answer(
        reply,
        "{\"may_promote\":{\"source\":true,\"target\":true},\"source\":" ORGANIZATION ",\"target\":" ORGANIZATION
        ",\"version\":" VERSION ",\"applications\":[{\"id\":\"crm\",\"name\":\"CRM of %.*s\",\"kind\":\"custom\"}]}",
        TEXT(source_organization), TEXT(source_organization), TEXT(target_organization), TEXT(target_organization),
        TEXT(source_organization), TEXT(source_dataflow), (long long)source_version, TEXT(target_organization));
}

static neo_status list_heads(void* context, neo_text query, neo_sink reply) {
    (void)context;
    printf("> dataflows/1 list_heads query=%.*s\n", TEXT(query));
    return answer(reply,
                  "{\"items\":[{\"organization\":\"acme-uat\",\"dataflow\":\"arrived\",\"application\":\"crm\","
                  "\"head\":7,\"live\":{\"version\":6,\"state\":\"live\","
                  "\"trigger\":{\"url\":\"/welcome\",\"method\":\"POST\"}}}]}");
}

static const neo_dataflows_1 dataflows_table = {.struct_size = sizeof(neo_dataflows_1),
                                                .get_dataflow = &get_dataflow,
                                                .list_dataflows = &list_dataflows,
                                                .get_version = &get_version,
                                                .find_by_trigger = &find_by_trigger,
                                                .apply = &apply,
                                                .find = &find,
                                                .abort = &abort_promotion,
                                                .list_applied = &list_applied,
                                                .get_case = &get_case,
                                                .list_heads = &list_heads};

/* log/1 */

static void log_line(void* context, int32_t level, neo_text component, neo_text message) {
    (void)context;
    printf("> log/1 write level=%d component=%.*s message=%.*s\n", (int)level, TEXT(component), TEXT(message));
}

static const neo_log_1 log_table = {.struct_size = sizeof(neo_log_1), .write = &log_line};

/* needs/1 */

static neo_status find_missing(void* context, neo_text organization, neo_text names, neo_sink reply) {
    (void)context;
    printf("> needs/1 find_missing organization=%.*s names=%.*s\n", TEXT(organization), TEXT(names));
    return answer(reply, "{\"configuration\":null,\"helpers\":[\"helper of %.*s\"],\"dataflows\":[]}",
                  TEXT(organization));
}

static const neo_needs_1 needs_table = {.struct_size = sizeof(neo_needs_1), .find_missing = &find_missing};

/* people/1 */

static neo_status list_holders(void* context, neo_text organization, neo_text search, neo_text after, uint32_t limit,
                               neo_sink reply) {
    (void)context;
    printf("> people/1 list_holders organization=%.*s search=%.*s after=%.*s limit=%u\n", TEXT(organization),
           TEXT(search), TEXT(after), (unsigned)limit);
    return answer(reply, "{\"items\":[{\"user\":\"holder in %.*s\",\"name\":null,\"permissions\":[]}]}",
                  TEXT(organization));
}

static const neo_people_1 people_table = {.struct_size = sizeof(neo_people_1), .list_holders = &list_holders};

/* The host */

typedef struct hook {
    const char* id;
    size_t first_size;
    const void* table;
    void* context;
} hook;

enum { PROMOTE, ORG_MAPPING, HISTORY, HTTP, OPERATIONS, HOOKS };
static hook hooks[HOOKS] = {
    [PROMOTE] = {NEO_HOOK_PROMOTE_1, NEO_SIZE_THROUGH(neo_promote_1, target_applications), NULL, NULL},
    [ORG_MAPPING] = {NEO_HOOK_ORG_MAPPING_1, NEO_SIZE_THROUGH(neo_org_mapping_1, registration), NULL, NULL},
    [HISTORY] = {NEO_HOOK_HISTORY_1, NEO_SIZE_THROUGH(neo_history_1, list), NULL, NULL},
    [HTTP] = {NEO_HOOK_HTTP_1, NEO_SIZE_THROUGH(neo_http_1, handle), NULL, NULL},
    [OPERATIONS] = {NEO_HOOK_OPERATIONS_1, NEO_SIZE_THROUGH(neo_operations_1, copy), NULL, NULL}};

static const void* get_service(void* context, const char* id, void** service_context) {
    const struct {
        const char* id;
        const void* table;
    } services[] = {{NEO_SERVICE_DIRECTORY_1, &directory_table},
                    {NEO_SERVICE_ACCESS_1, &access_table},
                    {NEO_SERVICE_APPLICATIONS_1, &applications_table},
                    {NEO_SERVICE_DATAFLOWS_1, &dataflows_table},
                    {NEO_SERVICE_LOG_1, &log_table},
                    {NEO_SERVICE_NEEDS_1, &needs_table},
                    {NEO_SERVICE_PEOPLE_1, &people_table}};
    (void)context;
    *service_context = NULL;
    for (size_t index = 0; index < sizeof services / sizeof *services; ++index) {
        if (strcmp(id, services[index].id) == 0) return services[index].table;
    }
    return NULL;
}

static neo_status register_hook(void* context, const char* id, const void* table, void* hook_context) {
    (void)context;
    for (hook* known = hooks; known != hooks + HOOKS; ++known) {
        if (strcmp(id, known->id) != 0) continue;
        if (*(const uint32_t*)table < known->first_size) return NEO_INVALID;
        known->table = table;
        known->context = hook_context;
        return NEO_OK;
    }
    return NEO_UNSUPPORTED;
}

/* What is written to a sink. */
typedef struct written {
    char data[65536];
    size_t size;
} written;

static void append(void* context, const char* data, size_t size) {
    written* to = context;
    if (size > sizeof to->data - to->size) {
        fprintf(stderr, "frozen_host: a reply is longer than %zu bytes\n", sizeof to->data);
        exit(1);
    }
    memcpy(to->data + to->size, data, size);
    to->size += size;
}

static written reply;

static neo_sink new_reply(void) {
    neo_sink sink = {&reply, &append};
    reply.size = 0;
    return sink;
}

static void print_head(const char* how, int32_t status, const neo_http_header* headers, size_t header_count) {
    printf("< http/1 %s %d", how, (int)status);
    for (size_t index = 0; index < header_count; ++index) {
        printf(" %.*s: %.*s;", TEXT(headers[index].name), TEXT(headers[index].value));
    }
}

static void respond(void* context, int32_t status, const neo_http_header* headers, size_t header_count, neo_text body) {
    (void)context;
    print_head("handle", status, headers, header_count);
    printf(" %.*s\n", TEXT(body));
}

static void begin(void* context, int32_t status, const neo_http_header* headers, size_t header_count) {
    (void)context;
    print_head("handle begin", status, headers, header_count);
    printf("\n");
}

static int32_t write_piece(void* context, neo_text piece) {
    (void)context;
    printf("< http/1 handle write %.*s\n", TEXT(piece));
    return 1;
}

static void cut(void* context) {
    (void)context;
    printf("< http/1 handle cut\n");
}

/* Calls a function of a hook and prints what it answers. Of those that came later, HAS says whether they are there. */
#define CALL(id, type, which, function, ...)                                                  \
    do {                                                                                      \
        const type* table = hooks[which].table;                                               \
        neo_status status = table->function(hooks[which].context, __VA_ARGS__);               \
        printf("< " id " " #function " %d %.*s\n", (int)status, (int)reply.size, reply.data); \
    } while (0)

#define HAS(type, which, function) NEO_HAS(type, (const type*)hooks[which].table, function)

static void report(void* context, neo_text table, int64_t rows, int64_t total) {
    printf("context=%d table=%.*s rows=%lld total=%lld\n", context == &reply, TEXT(table), (long long)rows,
           (long long)total);
}

/* No two arguments of a call are the same, so that none can be taken for another. */
static void call_hooks(neo_text directory) {
    const neo_text ana = text("ana"), dev = text("acme-dev"), uat = text("acme-uat"), welcome = text("welcome");
    const neo_text query = text("{\"limit\":\"10\"}");
    int32_t created = -1;

#define ORGANIZATIONS(...) CALL("org-mapping/1", neo_org_mapping_1, ORG_MAPPING, __VA_ARGS__)
    ORGANIZATIONS(register_organization, ana, dev, text("dev"), &created, new_reply());
    printf("created=%d\n", (int)created);
    ORGANIZATIONS(register_organization, ana, uat, text("uat"), &created, new_reply());
    ORGANIZATIONS(add, ana, dev, uat, text("sibling"), new_reply());
    ORGANIZATIONS(change_relation, ana, dev, uat, text("default"), new_reply());
    ORGANIZATIONS(list, ana, dev, query, new_reply());
    ORGANIZATIONS(changes, ana, dev, query, new_reply());
    ORGANIZATIONS(registration, ana, dev, new_reply());

    const neo_promotion_request request = {.struct_size = sizeof request,
                                           .source_organization = dev,
                                           .dataflow = welcome,
                                           .version = 1,
                                           .target_organization = uat,
                                           .target_application = text("crm"),
                                           .idempotency_key = text("once")};
#define PROMOTIONS(...) CALL("promote/1", neo_promote_1, PROMOTE, __VA_ARGS__)
    PROMOTIONS(targets, ana, dev, welcome, 1, query, new_reply());
    PROMOTIONS(target_applications, ana, dev, welcome, 1, uat, query, new_reply());
    PROMOTIONS(preflight, ana, &request, new_reply());
    PROMOTIONS(promote, ana, &request, new_reply());

#define ATTEMPTS(...) CALL("history/1", neo_history_1, HISTORY, __VA_ARGS__)
    ATTEMPTS(list, ana, query, new_reply());
    ATTEMPTS(get, ana, text("no-such-promotion"), new_reply());
    if (HAS(neo_history_1, HISTORY, recalls)) {
        ATTEMPTS(origin, ana, uat, text("arrived"), 1, new_reply());
        ATTEMPTS(spread, ana, dev, welcome, query, new_reply());
        ATTEMPTS(board, ana, dev, query, new_reply());
        ATTEMPTS(compare, ana, dev, welcome, 1, uat, text("arrived"), 2, new_reply());
        ATTEMPTS(recalls, ana, dev, welcome, 1, new_reply());
    }
    if (HAS(neo_history_1, HISTORY, counts)) ATTEMPTS(counts, ana, query, new_reply());
    if (HAS(neo_promote_1, PROMOTE, take_back)) {
        PROMOTIONS(recall, ana, dev, welcome, 1, text("it loses mails"), &created, new_reply());
        printf("recalled=%d\n", (int)created);
        PROMOTIONS(take_back, ana, dev, welcome, 1, new_reply());
    }

    const neo_http_1* http = hooks[HTTP].table;
    const neo_http_header headers[] = {{text("accept"), text("application/json")}, {text("x-second"), text("two")}};
    const neo_http_stream stream = {.struct_size = sizeof stream, .begin = &begin, .write = &write_piece, .cut = &cut};
    const neo_http_request asked = {.struct_size = sizeof asked,
                                    .method = text("GET"),
                                    .target = text("/api/v1/me"),
                                    .user = ana,
                                    .headers = headers,
                                    .header_count = 2,
                                    .body = text(""),
                                    .stream = &stream};
    const neo_http_responder responder = {NULL, &respond};
    printf("mount=%s\n", http->mount);
    http->handle(hooks[HTTP].context, &asked, responder);

#define OPERATE(...) CALL("operations/1", neo_operations_1, OPERATIONS, __VA_ARGS__)
    OPERATE(health, new_reply());
    OPERATE(metrics, new_reply());
    OPERATE(recover, new_reply());
    OPERATE(reconcile, 1, new_reply());
    const neo_copy_progress progress = {&reply, &report};
    OPERATE(copy, text("{\"database\":{\"backend\":\"sqlite\",\"connection\":\"copy.db\"}}"), directory, 1, progress,
            new_reply());
    ORGANIZATIONS(remove, ana, dev, uat, new_reply());
}

static int fail(const char* what, const char* why) {
    fprintf(stderr, "frozen_host: %s: %s\n", what, why);
    return 1;
}

int main(int count, char** arguments) {
    if (count != 4) return fail("usage", "frozen_host PLUGIN CONFIG DIRECTORY");
    setvbuf(stdout, NULL, _IOLBF, 0);

    void* library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return fail("cannot load", dlerror());
    neo_plugin_entry_function entry = NULL;
    *(void**)&entry = dlsym(library, NEO_PLUGIN_ENTRY_SYMBOL);
    if (entry == NULL) return fail(arguments[1], "exports no " NEO_PLUGIN_ENTRY_SYMBOL);
    const neo_plugin* plugin = entry();
    if (plugin == NULL || plugin->magic != NEO_ABI_MAGIC) return fail(arguments[1], "is no plugin");
    if (plugin->abi_major != NEO_ABI_MAJOR || plugin->abi_minor > NEO_ABI_MINOR) {
        return fail(arguments[1], "needs another ABI");
    }
    if (plugin->struct_size < NEO_SIZE_THROUGH(neo_plugin, shutdown)) return fail(arguments[1], "has a short table");

    const neo_host host = {.magic = NEO_ABI_MAGIC,
                           .struct_size = sizeof host,
                           .abi_major = NEO_ABI_MAJOR,
                           .abi_minor = NEO_ABI_MINOR,
                           .name = text("frozen host"),
                           .version = text("1.0"),
                           .config_directory = text(arguments[3]),
                           .get_service = &get_service,
                           .register_hook = &register_hook,
                           .flags = NEO_HOST_NO_BACKGROUND};
    void* instance = NULL;
    const neo_status started = plugin->init(&host, text(arguments[2]), new_reply(), &instance);
    printf("%s starts: %d %.*s\n", plugin->name, (int)started, (int)reply.size, reply.data);
    if (started != NEO_OK) return 1;
    for (const hook* each = hooks; each != hooks + HOOKS; ++each) {
        if (each->table == NULL) return fail("the plugin did not register", each->id);
    }
    call_hooks(text(arguments[3]));
    plugin->shutdown(instance);
    printf("%s stopped\n", plugin->name);
    return 0;
}
