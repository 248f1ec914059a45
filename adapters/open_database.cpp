#include "open_database.hpp"

#include <adapters/mysql/mysql.hpp>
#include <adapters/postgresql/postgresql.hpp>
#include <adapters/sqlite/sqlite.hpp>

namespace neo::sql {

result<std::unique_ptr<Pool>> open_database(const DatabaseConfig& config) {
    if (config.pool_size < 1 || config.pool_size > 1000) {
        return Error{ErrorCode::invalid, "pool_size must be 1 to 1000"};
    }
    if (config.backend == "sqlite") return open_sqlite(config);
    if (config.backend == "postgresql") return open_postgresql(config);
    if (config.backend == "mysql") return open_mysql(config);
    return Error{ErrorCode::invalid,
                 "unknown backend \"" + config.backend + "\"; there are sqlite, postgresql and mysql"};
}

}  // namespace neo::sql
