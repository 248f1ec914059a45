/* The layout of every struct of the ABI as release 1.0 has it on 64-bit machines, frozen. Compiled as C11 and as C++20:
 * a change that breaks the ABI does not compile. A member added at the end of a table is added here, and nothing else
 * may change within one ABI major. */
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

#include <assert.h>
#include <stddef.h>

#define OFFSET(type, member, bytes) static_assert(offsetof(type, member) == (bytes), "the layout of " #type " changed")
#define SIZE(type, bytes) static_assert(sizeof(type) == (bytes), "the size of " #type " changed")

OFFSET(neo_text, data, 0);
OFFSET(neo_text, size, 8);
SIZE(neo_text, 16);

OFFSET(neo_sink, context, 0);
OFFSET(neo_sink, write, 8);
SIZE(neo_sink, 16);

OFFSET(neo_host, magic, 0);
OFFSET(neo_host, struct_size, 8);
OFFSET(neo_host, abi_major, 12);
OFFSET(neo_host, abi_minor, 14);
OFFSET(neo_host, context, 16);
OFFSET(neo_host, name, 24);
OFFSET(neo_host, version, 40);
OFFSET(neo_host, config_directory, 56);
OFFSET(neo_host, get_service, 72);
OFFSET(neo_host, register_hook, 80);
SIZE(neo_host, 88);

OFFSET(neo_plugin, magic, 0);
OFFSET(neo_plugin, struct_size, 8);
OFFSET(neo_plugin, abi_major, 12);
OFFSET(neo_plugin, abi_minor, 14);
OFFSET(neo_plugin, name, 16);
OFFSET(neo_plugin, version, 24);
OFFSET(neo_plugin, init, 32);
OFFSET(neo_plugin, shutdown, 40);
SIZE(neo_plugin, 48);

OFFSET(neo_history_1, struct_size, 0);
OFFSET(neo_history_1, get, 8);
OFFSET(neo_history_1, list, 16);
SIZE(neo_history_1, 24);

OFFSET(neo_http_header, name, 0);
OFFSET(neo_http_header, value, 16);
SIZE(neo_http_header, 32);

OFFSET(neo_http_request, struct_size, 0);
OFFSET(neo_http_request, method, 8);
OFFSET(neo_http_request, target, 24);
OFFSET(neo_http_request, user, 40);
OFFSET(neo_http_request, headers, 56);
OFFSET(neo_http_request, header_count, 64);
OFFSET(neo_http_request, body, 72);
SIZE(neo_http_request, 88);

OFFSET(neo_http_responder, context, 0);
OFFSET(neo_http_responder, respond, 8);
SIZE(neo_http_responder, 16);

OFFSET(neo_http_1, struct_size, 0);
OFFSET(neo_http_1, mount, 8);
OFFSET(neo_http_1, handle, 16);
SIZE(neo_http_1, 24);

OFFSET(neo_operations_1, struct_size, 0);
OFFSET(neo_operations_1, health, 8);
OFFSET(neo_operations_1, metrics, 16);
OFFSET(neo_operations_1, recover, 24);
OFFSET(neo_operations_1, reconcile, 32);
SIZE(neo_operations_1, 40);

OFFSET(neo_org_mapping_1, struct_size, 0);
OFFSET(neo_org_mapping_1, register_organization, 8);
OFFSET(neo_org_mapping_1, list, 16);
OFFSET(neo_org_mapping_1, add, 24);
OFFSET(neo_org_mapping_1, change_relation, 32);
OFFSET(neo_org_mapping_1, remove, 40);
OFFSET(neo_org_mapping_1, changes, 48);
OFFSET(neo_org_mapping_1, registration, 56);
SIZE(neo_org_mapping_1, 64);

OFFSET(neo_promotion_request, struct_size, 0);
OFFSET(neo_promotion_request, source_organization, 8);
OFFSET(neo_promotion_request, dataflow, 24);
OFFSET(neo_promotion_request, version, 40);
OFFSET(neo_promotion_request, target_organization, 48);
OFFSET(neo_promotion_request, target_application, 64);
OFFSET(neo_promotion_request, idempotency_key, 80);
SIZE(neo_promotion_request, 96);

OFFSET(neo_promote_1, struct_size, 0);
OFFSET(neo_promote_1, preflight, 8);
OFFSET(neo_promote_1, promote, 16);
OFFSET(neo_promote_1, targets, 24);
OFFSET(neo_promote_1, target_applications, 32);
SIZE(neo_promote_1, 40);

OFFSET(neo_access_1, struct_size, 0);
OFFSET(neo_access_1, check, 8);
OFFSET(neo_access_1, list_grants, 16);
SIZE(neo_access_1, 24);

OFFSET(neo_applications_1, struct_size, 0);
OFFSET(neo_applications_1, list, 8);
SIZE(neo_applications_1, 16);

OFFSET(neo_apply_request, struct_size, 0);
OFFSET(neo_apply_request, fence, 8);
OFFSET(neo_apply_request, promotion_key, 16);
OFFSET(neo_apply_request, payload_hash, 32);
OFFSET(neo_apply_request, actor, 48);
OFFSET(neo_apply_request, source_organization, 64);
OFFSET(neo_apply_request, source_dataflow, 80);
OFFSET(neo_apply_request, source_version, 96);
OFFSET(neo_apply_request, target_organization, 104);
OFFSET(neo_apply_request, target_application, 120);
OFFSET(neo_apply_request, expected_dataflow, 136);
OFFSET(neo_apply_request, name, 152);
OFFSET(neo_apply_request, method, 168);
OFFSET(neo_apply_request, url, 184);
OFFSET(neo_apply_request, module, 200);
OFFSET(neo_apply_request, global, 216);
OFFSET(neo_apply_request, content, 224);
SIZE(neo_apply_request, 240);

OFFSET(neo_dataflows_1, struct_size, 0);
OFFSET(neo_dataflows_1, get_dataflow, 8);
OFFSET(neo_dataflows_1, list_dataflows, 16);
OFFSET(neo_dataflows_1, get_version, 24);
OFFSET(neo_dataflows_1, find_by_trigger, 32);
OFFSET(neo_dataflows_1, apply, 40);
OFFSET(neo_dataflows_1, find, 48);
OFFSET(neo_dataflows_1, abort, 56);
OFFSET(neo_dataflows_1, list_applied, 64);
SIZE(neo_dataflows_1, 72);

OFFSET(neo_directory_1, struct_size, 0);
OFFSET(neo_directory_1, get_organization, 8);
OFFSET(neo_directory_1, list_organizations, 16);
OFFSET(neo_directory_1, get_user, 24);
SIZE(neo_directory_1, 32);

OFFSET(neo_log_1, struct_size, 0);
OFFSET(neo_log_1, write, 8);
SIZE(neo_log_1, 16);

static_assert(NEO_OK == 0 && NEO_NOT_FOUND == 1 && NEO_INVALID == 2 && NEO_DENIED == 3 && NEO_CONFLICT == 4 &&
                  NEO_BARRED == 5 && NEO_PAYLOAD_MISMATCH == 6 && NEO_ALREADY_APPLIED == 7 && NEO_UNAVAILABLE == 8 &&
                  NEO_UNSUPPORTED == 9 && NEO_INTERNAL == 10,
              "a status changed its number");
static_assert(NEO_LOG_DEBUG == 0 && NEO_LOG_INFO == 1 && NEO_LOG_WARNING == 2 && NEO_LOG_ERROR == 3,
              "a log level changed its number");
static_assert(NEO_ABI_MAGIC == UINT64_C(0x4e454f2d504c5547), "the magic number changed");
static_assert(NEO_ABI_MAJOR == 1, "a new major needs a frozen layout of its own");
