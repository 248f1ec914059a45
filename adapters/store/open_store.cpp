#include "open_store.hpp"

#include "promote_migrations.hpp"

#include <adapters/open_database.hpp>
#include <adapters/store/sql_store.hpp>

namespace neo::sql {

result<std::unique_ptr<ports::Store>> open_store(const DatabaseConfig& config) {
    auto pool = open_database(config);
    if (!pool) return pool.error();
    const auto version = migrate(**pool, {.table = "neo_schema",
                                          .migrations = promote_migrations::all(),
                                          .migrate = config.migrate,
                                          .wait = config.migration_wait});
    if (!version) return version.error();
    return std::unique_ptr<ports::Store>(std::make_unique<SqlStore>(*std::move(pool), config.in_flight_wait));
}

}  // namespace neo::sql
