#include "copy.hpp"

#include "host_migrations.hpp"

#include <adapters/open_database.hpp>

namespace neo::host::store {

namespace {

// Those that others refer to first. A version may have 8 MiB, so that few of them make a batch.
std::span<const sql::CopiedTable> tables() {
    static const std::vector<sql::CopiedTable> all{
        {"organizations", {"id"}},
        {"applications", {"organization", "id"}},
        {"users", {"id"}},
        {"tokens", {"token_hash"}},
        {"sessions", {"session_hash"}},
        {"grants", {"user_id", "organization"}},
        {"dataflows", {"organization", "id"}},
        {"versions", {"organization", "dataflow", "version"}, 10},
        {"trigger_holders", {"trigger_hash"}},
        {"promotion_keys", {"promotion_key"}},
    };
    return all;
}

}  // namespace

result<std::vector<sql::TableSum>> copy(const sql::DatabaseConfig& from, const sql::DatabaseConfig& to,
                                        const std::function<void(const sql::CopyProgress&)>& progress) {
    const auto source = sql::open_database(from);
    if (!source) return Error{source.error().code, "from: " + source.error().message};
    const auto target = sql::open_database(to);
    if (!target) return Error{target.error().code, "to: " + target.error().message};
    auto copied = sql::copy_tables(
        **source, **target, {.schema_table = "host_schema", .migrations = host_migrations::all(), .tables = tables()},
        progress);
    if (copied || copied.error().code != ErrorCode::invalid) return copied;
    // The target is not new. An earlier copy may have ended here and been interrupted later, among a plugin's tables.
    auto before = sql::sum_tables(**source, tables());
    const auto after = sql::sum_tables(**target, tables());
    if (before && after && *before == *after) return before;
    return copied;
}

}  // namespace neo::host::store
