// What a reader of a table checks before it calls into it: the id it goes by, and how long it must at least be.
// Header-only, no state; any thread.
//
// A table may be longer than its reader knows (its writer is newer) and shorter than its reader knows (its writer is
// older). It is never shorter than in the first release of its id, so that length is what everybody demands, and
// NEO_HAS says whether a member that came later is there.
#pragma once

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

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace neo::sdk {

// Id and first length of a table type. Only the tables of this SDK have one.
template <class Table>
struct TableTraits;

// `last_member` is the last one of the first release.
#define NEO_DESCRIBE_TABLE(table_type, table_id, last_member)                                \
    template <>                                                                              \
    struct TableTraits<table_type> {                                                         \
        static constexpr const char* id = table_id;                                          \
        static constexpr std::size_t first_size = NEO_SIZE_THROUGH(table_type, last_member); \
    };
NEO_DESCRIBE_TABLE(neo_directory_1, NEO_SERVICE_DIRECTORY_1, get_user)
NEO_DESCRIBE_TABLE(neo_access_1, NEO_SERVICE_ACCESS_1, list_grants)
NEO_DESCRIBE_TABLE(neo_applications_1, NEO_SERVICE_APPLICATIONS_1, list)
NEO_DESCRIBE_TABLE(neo_dataflows_1, NEO_SERVICE_DATAFLOWS_1, list_applied)
NEO_DESCRIBE_TABLE(neo_log_1, NEO_SERVICE_LOG_1, write)
NEO_DESCRIBE_TABLE(neo_needs_1, NEO_SERVICE_NEEDS_1, find_missing)
NEO_DESCRIBE_TABLE(neo_people_1, NEO_SERVICE_PEOPLE_1, list_holders)
NEO_DESCRIBE_TABLE(neo_promote_1, NEO_HOOK_PROMOTE_1, target_applications)
NEO_DESCRIBE_TABLE(neo_org_mapping_1, NEO_HOOK_ORG_MAPPING_1, registration)
NEO_DESCRIBE_TABLE(neo_history_1, NEO_HOOK_HISTORY_1, list)
NEO_DESCRIBE_TABLE(neo_http_1, NEO_HOOK_HTTP_1, handle)
NEO_DESCRIBE_TABLE(neo_operations_1, NEO_HOOK_OPERATIONS_1, copy)
#undef NEO_DESCRIBE_TABLE

// A table of the other side together with the first argument of its functions. Empty when `table` is NULL. Borrowed:
// services are valid until the plugin's shutdown returned, hooks until the host calls shutdown.
template <class Table>
struct Bound {
    const Table* table = nullptr;
    void* context = nullptr;

    explicit operator bool() const noexcept { return table != nullptr; }
    const Table* operator->() const noexcept { return table; }
};

// The length that a table behind an untyped pointer says it has. `table` is not NULL.
inline std::uint32_t struct_size_of(const void* table) noexcept {
    return *static_cast<const std::uint32_t*>(table);
}

// The least length of the hook table with this id, 0 if this SDK knows no such hook.
inline std::size_t first_size_of_hook(std::string_view id) noexcept {
    std::size_t size = 0;
    const auto match = [&]<class Table>(const Table*) {
        if (id == TableTraits<Table>::id) size = TableTraits<Table>::first_size;
    };
    match(static_cast<const neo_promote_1*>(nullptr));
    match(static_cast<const neo_org_mapping_1*>(nullptr));
    match(static_cast<const neo_history_1*>(nullptr));
    match(static_cast<const neo_http_1*>(nullptr));
    match(static_cast<const neo_operations_1*>(nullptr));
    return size;
}

}  // namespace neo::sdk
