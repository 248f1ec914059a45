/* A plugin in C, always built against the headers of release 1.0 in packaging/abi/1.0: every later host of major 1 must
 * load and serve it. It asks access/1 and dataflows/1 when its hook is called, and exports promote/1. */
#include <neo/host/abi.h>
#include <neo/host/hook/promote.h>
#include <neo/host/service/access.h>
#include <neo/host/service/dataflows.h>

#include <stdlib.h>
#include <string.h>

typedef struct frozen {
    const neo_access_1* access;
    void* access_context;
    const neo_dataflows_1* dataflows;
    void* dataflows_context;
} frozen;

static neo_text text(const char* terminated) {
    neo_text result = {terminated, strlen(terminated)};
    return result;
}

static void say(neo_sink sink, const char* terminated) {
    sink.write(sink.context, terminated, strlen(terminated));
}

/* Answers the dataflow as the host describes it, if the actor may view its organization. */
static neo_status preflight(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) {
    const frozen* self = context;
    int32_t allowed = 0;
    neo_status status = self->access->check(self->access_context, actor, request->source_organization,
                                            text(NEO_PERMISSION_VIEW), &allowed);
    if (status != NEO_OK) return status;
    if (!allowed) return NEO_DENIED;
    return self->dataflows->get_dataflow(self->dataflows_context, request->source_organization, request->dataflow,
                                         reply);
}

static neo_status promote(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) {
    (void)context, (void)actor, (void)request;
    say(reply, "{\"status\":501,\"title\":\"this plugin does not promote\",\"code\":\"unsupported\"}");
    return NEO_UNSUPPORTED;
}

static neo_status targets(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version,
                          neo_sink reply) {
    (void)context, (void)actor, (void)organization, (void)dataflow, (void)version;
    say(reply, "{\"items\":[],\"next_cursor\":null}");
    return NEO_OK;
}

static neo_status target_applications(void* context, neo_text actor, neo_text organization, neo_text dataflow,
                                      int64_t version, neo_text target, neo_sink reply) {
    (void)target;
    return targets(context, actor, organization, dataflow, version, reply);
}

static const neo_promote_1 promote_table = {sizeof(neo_promote_1), &preflight, &promote, &targets,
                                            &target_applications};

static neo_status init(const neo_host* host, neo_text config, neo_sink error, void** instance) {
    (void)config;
    if (host->magic != NEO_ABI_MAGIC || host->abi_major != NEO_ABI_MAJOR) return NEO_UNSUPPORTED;
    frozen* self = calloc(1, sizeof *self);
    if (self == NULL) return NEO_INTERNAL;
    self->access = host->get_service(host->context, NEO_SERVICE_ACCESS_1, &self->access_context);
    self->dataflows = host->get_service(host->context, NEO_SERVICE_DATAFLOWS_1, &self->dataflows_context);
    if (self->access == NULL || self->dataflows == NULL || self->access->struct_size < sizeof(neo_access_1) ||
        self->dataflows->struct_size < sizeof(neo_dataflows_1)) {
        say(error, "the host lacks access/1 or dataflows/1");
        free(self);
        return NEO_UNSUPPORTED;
    }
    neo_status status = host->register_hook(host->context, NEO_HOOK_PROMOTE_1, &promote_table, self);
    if (status != NEO_OK) {
        say(error, "the host does not take promote/1");
        free(self);
        return status;
    }
    *instance = self;
    return NEO_OK;
}

static void shut_down(void* instance) {
    free(instance);
}

__attribute__((visibility("default"))) const neo_plugin* neo_plugin_entry(void);
__attribute__((visibility("default"))) const neo_plugin* neo_plugin_entry(void) {
    static const neo_plugin table = {
        NEO_ABI_MAGIC, sizeof(neo_plugin), NEO_ABI_MAJOR, NEO_ABI_MINOR, "frozen-1.0", "1.0.0", &init, &shut_down};
    return &table;
}
