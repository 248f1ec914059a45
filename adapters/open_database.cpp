#include "open_database.hpp"

#include <adapters/mysql/mysql.hpp>
#include <adapters/postgresql/postgresql.hpp>
#include <adapters/sqlite/sqlite.hpp>

#include <string>

namespace neo::sql {

void prepare_process() {
    keep_no_count_of_memory();
}

result<std::unique_ptr<Pool>> open_database(const DatabaseConfig& config) {
    if (config.pool_size < 1 || config.pool_size > largest_pool) {
        return Error{ErrorCode::invalid, "pool_size must be 1 to " + std::to_string(largest_pool)};
    }
    if (config.backend == "sqlite") return open_sqlite(config);
    if (config.backend == "postgresql") return open_postgresql(config);
    if (config.backend == "mysql") return open_mysql(config);
    return Error{ErrorCode::invalid,
                 "unknown backend \"" + config.backend + "\"; there are sqlite, postgresql and mysql"};
}

}  // namespace neo::sql
