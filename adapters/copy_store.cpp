#include "copy_store.hpp"

#include "promote_migrations.hpp"

#include <adapters/open_database.hpp>

namespace neo::sql {

std::span<const CopiedTable> store_tables() {
    static const std::vector<CopiedTable> tables{
        {"registrations", {"id"}},   {"mappings", {"id"}},
        {"mapping_changes", {"id"}}, {"promotion_ledger", {"promotion_key"}},
        {"promotions", {"id"}},      {"idempotency_keys", {"actor", "idempotency_key"}},
    };
    return tables;
}

result<std::vector<TableSum>> copy_store(const DatabaseConfig& from, const DatabaseConfig& to,
                                         const std::function<void(const CopyProgress&)>& progress) {
    const auto source = open_database(from);
    if (!source) return source.error();
    const auto target = open_database(to);
    if (!target) return target.error();
    return copy_tables(
        **source, **target,
        {.schema_table = "neo_schema", .migrations = promote_migrations::all(), .tables = store_tables()}, progress);
}

}  // namespace neo::sql
