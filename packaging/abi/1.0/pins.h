/* The ABI 1.0, pinned: see packaging/abi/README.md. Made by packaging/abi/freeze, never edited. */
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

/* abi.h */
NUMBER(NEO_ABI_MAGIC, 5640001164390716743)
NUMBER(NEO_ABI_MAJOR, 1)

MEMBER(neo_text, data, 0, const char*)
MEMBER(neo_text, size, 8, size_t)
FIXED(neo_text, 16)

MEMBER(neo_sink, context, 0, void*)
MEMBER(neo_sink, write, 8, void (*)(void* context, const char* data, size_t size) PINNED_NOEXCEPT)
FIXED(neo_sink, 16)
TYPE(neo_status, int32_t)

NUMBER(NEO_OK, 0)
NUMBER(NEO_NOT_FOUND, 1)
NUMBER(NEO_INVALID, 2)
NUMBER(NEO_DENIED, 3)
NUMBER(NEO_CONFLICT, 4)
NUMBER(NEO_BARRED, 5)
NUMBER(NEO_PAYLOAD_MISMATCH, 6)
NUMBER(NEO_ALREADY_APPLIED, 7)
NUMBER(NEO_UNAVAILABLE, 8)
NUMBER(NEO_UNSUPPORTED, 9)
NUMBER(NEO_INTERNAL, 10)
NUMBER(NEO_HOST_NO_MIGRATION, 1)
NUMBER(NEO_HOST_NO_BACKGROUND, 2)

MEMBER(neo_host, magic, 0, uint64_t)
MEMBER(neo_host, struct_size, 8, uint32_t)
MEMBER(neo_host, abi_major, 12, uint16_t)
MEMBER(neo_host, abi_minor, 14, uint16_t)
MEMBER(neo_host, context, 16, void*)
MEMBER(neo_host, name, 24, neo_text)
MEMBER(neo_host, version, 40, neo_text)
MEMBER(neo_host, config_directory, 56, neo_text)
MEMBER(neo_host, get_service, 72, const void* (*)(void* context, const char* id, void** service_context) PINNED_NOEXCEPT)
MEMBER(neo_host, register_hook, 80, neo_status (*)(void* context, const char* id, const void* table, void* hook_context) PINNED_NOEXCEPT)
MEMBER(neo_host, flags, 88, uint64_t)
GROWING(neo_host, 96)

MEMBER(neo_plugin, magic, 0, uint64_t)
MEMBER(neo_plugin, struct_size, 8, uint32_t)
MEMBER(neo_plugin, abi_major, 12, uint16_t)
MEMBER(neo_plugin, abi_minor, 14, uint16_t)
MEMBER(neo_plugin, name, 16, const char*)
MEMBER(neo_plugin, version, 24, const char*)
MEMBER(neo_plugin, init, 32, neo_status (*)(const neo_host* host, neo_text config, neo_sink error, void** instance) PINNED_NOEXCEPT)
MEMBER(neo_plugin, shutdown, 40, void (*)(void* instance) PINNED_NOEXCEPT)
GROWING(neo_plugin, 48)
TYPE(neo_plugin_entry_function, const neo_plugin* (*)(void) PINNED_NOEXCEPT)
TEXT(NEO_PLUGIN_ENTRY_SYMBOL, "neo_plugin_entry")

/* hook/history.h */
TEXT(NEO_HOOK_HISTORY_1, "history/1")

MEMBER(neo_history_1, struct_size, 0, uint32_t)
MEMBER(neo_history_1, get, 8, neo_status (*)(void* context, neo_text actor, neo_text promotion, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_history_1, list, 16, neo_status (*)(void* context, neo_text actor, neo_text query, neo_sink reply) PINNED_NOEXCEPT)
GROWING(neo_history_1, 24)

/* hook/http.h */
TEXT(NEO_HOOK_HTTP_1, "http/1")

MEMBER(neo_http_header, name, 0, neo_text)
MEMBER(neo_http_header, value, 16, neo_text)
FIXED(neo_http_header, 32)

MEMBER(neo_http_request, struct_size, 0, uint32_t)
MEMBER(neo_http_request, method, 8, neo_text)
MEMBER(neo_http_request, target, 24, neo_text)
MEMBER(neo_http_request, user, 40, neo_text)
MEMBER(neo_http_request, headers, 56, const neo_http_header*)
MEMBER(neo_http_request, header_count, 64, size_t)
MEMBER(neo_http_request, body, 72, neo_text)
GROWING(neo_http_request, 88)
NUMBER(NEO_HTTP_REQUEST_1_0_SIZE, 88)

MEMBER(neo_http_responder, context, 0, void*)
MEMBER(neo_http_responder, respond, 8, void (*)(void* context, int32_t status, const neo_http_header* headers, size_t header_count, neo_text body) PINNED_NOEXCEPT)
FIXED(neo_http_responder, 16)

MEMBER(neo_http_1, struct_size, 0, uint32_t)
MEMBER(neo_http_1, mount, 8, const char*)
MEMBER(neo_http_1, handle, 16, void (*)(void* context, const neo_http_request* request, neo_http_responder responder) PINNED_NOEXCEPT)
GROWING(neo_http_1, 24)

/* hook/operations.h */
TEXT(NEO_HOOK_OPERATIONS_1, "operations/1")

MEMBER(neo_copy_progress, context, 0, void*)
MEMBER(neo_copy_progress, report, 8, void (*)(void* context, neo_text table, int64_t rows, int64_t total) PINNED_NOEXCEPT)
FIXED(neo_copy_progress, 16)

MEMBER(neo_operations_1, struct_size, 0, uint32_t)
MEMBER(neo_operations_1, health, 8, neo_status (*)(void* context, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_operations_1, metrics, 16, neo_status (*)(void* context, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_operations_1, recover, 24, neo_status (*)(void* context, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_operations_1, reconcile, 32, neo_status (*)(void* context, int32_t dry_run, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_operations_1, copy, 40, neo_status (*)(void* context, neo_text target_config, neo_text target_directory, int32_t check_only, neo_copy_progress progress, neo_sink reply) PINNED_NOEXCEPT)
GROWING(neo_operations_1, 48)

/* hook/org_mapping.h */
TEXT(NEO_HOOK_ORG_MAPPING_1, "org-mapping/1")

MEMBER(neo_org_mapping_1, struct_size, 0, uint32_t)
MEMBER(neo_org_mapping_1, register_organization, 8, neo_status (*)(void* context, neo_text actor, neo_text organization, neo_text type, int32_t* created, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_org_mapping_1, list, 16, neo_status (*)(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_org_mapping_1, add, 24, neo_status (*)(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_org_mapping_1, change_relation, 32, neo_status (*)(void* context, neo_text actor, neo_text source, neo_text target, neo_text relation, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_org_mapping_1, remove, 40, neo_status (*)(void* context, neo_text actor, neo_text source, neo_text target, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_org_mapping_1, changes, 48, neo_status (*)(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) PINNED_NOEXCEPT)
GROWING(neo_org_mapping_1, 56)

/* hook/promote.h */
TEXT(NEO_HOOK_PROMOTE_1, "promote/1")

MEMBER(neo_promotion_request, struct_size, 0, uint32_t)
MEMBER(neo_promotion_request, source_organization, 8, neo_text)
MEMBER(neo_promotion_request, dataflow, 24, neo_text)
MEMBER(neo_promotion_request, version, 40, int64_t)
MEMBER(neo_promotion_request, target_organization, 48, neo_text)
MEMBER(neo_promotion_request, target_application, 64, neo_text)
MEMBER(neo_promotion_request, idempotency_key, 80, neo_text)
GROWING(neo_promotion_request, 96)
NUMBER(NEO_PROMOTION_REQUEST_1_0_SIZE, 96)

MEMBER(neo_promote_1, struct_size, 0, uint32_t)
MEMBER(neo_promote_1, preflight, 8, neo_status (*)(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_promote_1, promote, 16, neo_status (*)(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_promote_1, targets, 24, neo_status (*)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_promote_1, target_applications, 32, neo_status (*)(void* context, neo_text actor, neo_text organization, neo_text dataflow, int64_t version, neo_text target, neo_sink reply) PINNED_NOEXCEPT)
GROWING(neo_promote_1, 40)

/* service/access.h */
TEXT(NEO_SERVICE_ACCESS_1, "access/1")
TEXT(NEO_PERMISSION_VIEW, "neo.view")
TEXT(NEO_PERMISSION_EDIT, "neo.edit")
TEXT(NEO_PERMISSION_ADMIN, "neo.admin")
TEXT(NEO_PERMISSION_PROMOTE, "neo.promote")

MEMBER(neo_access_1, struct_size, 0, uint32_t)
MEMBER(neo_access_1, check, 8, neo_status (*)(void* context, neo_text user, neo_text organization, neo_text permission, int32_t* allowed) PINNED_NOEXCEPT)
MEMBER(neo_access_1, list_grants, 16, neo_status (*)(void* context, neo_text user, neo_sink reply) PINNED_NOEXCEPT)
GROWING(neo_access_1, 24)

/* service/applications.h */
TEXT(NEO_SERVICE_APPLICATIONS_1, "applications/1")

MEMBER(neo_applications_1, struct_size, 0, uint32_t)
MEMBER(neo_applications_1, list, 8, neo_status (*)(void* context, neo_text organization, neo_sink reply) PINNED_NOEXCEPT)
GROWING(neo_applications_1, 16)

/* service/dataflows.h */
TEXT(NEO_SERVICE_DATAFLOWS_1, "dataflows/1")
NUMBER(NEO_LARGEST_CONTENT_BYTES, 8388608)
NUMBER(NEO_DEEPEST_CONTENT_NESTING, 64)

MEMBER(neo_apply_request, struct_size, 0, uint32_t)
MEMBER(neo_apply_request, fence, 8, int64_t)
MEMBER(neo_apply_request, promotion_key, 16, neo_text)
MEMBER(neo_apply_request, payload_hash, 32, neo_text)
MEMBER(neo_apply_request, actor, 48, neo_text)
MEMBER(neo_apply_request, source_organization, 64, neo_text)
MEMBER(neo_apply_request, source_dataflow, 80, neo_text)
MEMBER(neo_apply_request, source_version, 96, int64_t)
MEMBER(neo_apply_request, target_organization, 104, neo_text)
MEMBER(neo_apply_request, target_application, 120, neo_text)
MEMBER(neo_apply_request, expected_dataflow, 136, neo_text)
MEMBER(neo_apply_request, name, 152, neo_text)
MEMBER(neo_apply_request, method, 168, neo_text)
MEMBER(neo_apply_request, url, 184, neo_text)
MEMBER(neo_apply_request, module, 200, neo_text)
MEMBER(neo_apply_request, global, 216, int32_t)
MEMBER(neo_apply_request, content, 224, neo_text)
GROWING(neo_apply_request, 240)
NUMBER(NEO_APPLY_REQUEST_1_0_SIZE, 240)

MEMBER(neo_dataflows_1, struct_size, 0, uint32_t)
MEMBER(neo_dataflows_1, get_dataflow, 8, neo_status (*)(void* context, neo_text organization, neo_text dataflow, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_dataflows_1, list_dataflows, 16, neo_status (*)(void* context, neo_text query, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_dataflows_1, get_version, 24, neo_status (*)(void* context, neo_text organization, neo_text dataflow, int64_t version, neo_sink reply, neo_sink content) PINNED_NOEXCEPT)
MEMBER(neo_dataflows_1, find_by_trigger, 32, neo_status (*)(void* context, neo_text organization, neo_text method, neo_text url, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_dataflows_1, apply, 40, neo_status (*)(void* context, const neo_apply_request* request, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_dataflows_1, find, 48, neo_status (*)(void* context, neo_text promotion_key, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_dataflows_1, abort, 56, neo_status (*)(void* context, neo_text promotion_key, int64_t fence, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_dataflows_1, list_applied, 64, neo_status (*)(void* context, neo_text after, uint32_t limit, neo_sink reply) PINNED_NOEXCEPT)
GROWING(neo_dataflows_1, 72)

/* service/directory.h */
TEXT(NEO_SERVICE_DIRECTORY_1, "directory/1")

MEMBER(neo_directory_1, struct_size, 0, uint32_t)
MEMBER(neo_directory_1, get_organization, 8, neo_status (*)(void* context, neo_text organization, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_directory_1, list_organizations, 16, neo_status (*)(void* context, neo_text search, neo_text after, uint32_t limit, neo_sink reply) PINNED_NOEXCEPT)
MEMBER(neo_directory_1, get_user, 24, neo_status (*)(void* context, neo_text user, neo_sink reply) PINNED_NOEXCEPT)
GROWING(neo_directory_1, 32)

/* service/log.h */
TEXT(NEO_SERVICE_LOG_1, "log/1")

NUMBER(NEO_LOG_DEBUG, 0)
NUMBER(NEO_LOG_INFO, 1)
NUMBER(NEO_LOG_WARNING, 2)
NUMBER(NEO_LOG_ERROR, 3)

MEMBER(neo_log_1, struct_size, 0, uint32_t)
MEMBER(neo_log_1, write, 8, void (*)(void* context, int32_t level, neo_text component, neo_text message) PINNED_NOEXCEPT)
GROWING(neo_log_1, 16)
