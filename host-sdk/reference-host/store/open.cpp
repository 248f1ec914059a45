#include "open.hpp"

#include "../log.hpp"
#include "host_migrations.hpp"
#include "mend_triggers.hpp"
#include "tokens.hpp"

#include <adapters/open_database.hpp>
#include <adapters/sql/migrator.hpp>

namespace neo::host::store {

result<Opened> open(const sql::DatabaseConfig& config) {
    auto pool = sql::open_database(config);
    if (!pool) return pool.error();
    sql::MigrationPlan plan;
    plan.table = "host_schema";
    plan.migrations = host_migrations::all();
    plan.migrate = config.migrate;
    plan.wait = config.migration_wait;
    const auto version = sql::migrate(**pool, plan);
    if (!version) return version.error();
    if (const auto named = name_tokens(**pool); !named) return named.error();
    const auto mended = mend_triggers(**pool);
    if (!mended) return mended.error();
    for (const std::string& without : *mended)
        log(LogLevel::warning, "store", without);
    return Opened{std::move(*pool), *version};
}

}  // namespace neo::host::store
