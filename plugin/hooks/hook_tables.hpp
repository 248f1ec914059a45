// The tables of functions that the plugin registers with the host. Each is constant; their context is the app::Services
// of the running plugin.
#pragma once

#include <neo/host/hook/history.h>
#include <neo/host/hook/http.h>
#include <neo/host/hook/operations.h>
#include <neo/host/hook/org_mapping.h>
#include <neo/host/hook/promote.h>

namespace neo::hooks {

extern const neo_promote_1 promote_hook;
extern const neo_org_mapping_1 org_mapping_hook;
extern const neo_history_1 history_hook;
extern const neo_http_1 http_hook;
extern const neo_operations_1 operations_hook;

}  // namespace neo::hooks
