/* One source for many libraries that are no plugin of ours, or none that this host can run: NEO_BREAK says which. */
#include <neo/host/abi.h>

enum {
    NULL_TABLE,
    WRONG_MAGIC,
    OTHER_MAJOR,
    NEWER_MINOR,
    SHORT_TABLE,
    NO_SHUTDOWN,
    SHORT_HOOK,
    UNKNOWN_HOOK,
    NO_HOOK_TABLE,
    SILENT_REFUSAL
};

#define EXPORT __attribute__((visibility("default")))

static neo_status init(const neo_host* host, neo_text config, neo_sink error, void** instance) {
    (void)config;
    *instance = 0;
    static const uint32_t short_table = 4;
    static const uint32_t long_table[64] = {sizeof long_table};
    neo_status answer = NEO_OK;
    if (NEO_BREAK == SHORT_HOOK) answer = host->register_hook(host->context, "promote/1", &short_table, 0);
    if (NEO_BREAK == UNKNOWN_HOOK) answer = host->register_hook(host->context, "promote/99", long_table, 0);
    if (NEO_BREAK == NO_HOOK_TABLE) answer = host->register_hook(host->context, "promote/1", 0, 0);
    if (NEO_BREAK == SILENT_REFUSAL) answer = NEO_INTERNAL;
    if (answer == NEO_INVALID) error.write(error.context, "the host calls the hook invalid", 31);
    if (answer == NEO_UNSUPPORTED) error.write(error.context, "the host does not know the hook", 31);
    return answer;
}

static void shut_down(void* instance) {
    (void)instance;
}

EXPORT const neo_plugin* neo_plugin_entry(void);
EXPORT const neo_plugin* neo_plugin_entry(void) {
    static const neo_plugin table = {
        NEO_BREAK == WRONG_MAGIC ? UINT64_C(0x1122334455667788) : NEO_ABI_MAGIC,
        NEO_BREAK == SHORT_TABLE ? (uint32_t)offsetof(neo_plugin, shutdown) : (uint32_t)sizeof(neo_plugin),
        NEO_BREAK == OTHER_MAJOR ? NEO_ABI_MAJOR + 1 : NEO_ABI_MAJOR,
        NEO_BREAK == NEWER_MINOR ? NEO_ABI_MINOR + 1 : NEO_ABI_MINOR,
        "broken",
        "0.1",
        &init,
        NEO_BREAK == NO_SHUTDOWN ? 0 : &shut_down};
    return NEO_BREAK == NULL_TABLE ? 0 : &table;
}
