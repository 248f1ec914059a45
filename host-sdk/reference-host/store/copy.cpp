#include "copy.hpp"

#include "host_migrations.hpp"

#include <vector>

namespace neo::host::store {

sql::CopyPlan copy_plan() {
    // A version may have 8 MiB, so that few of them make a batch.
    static const std::vector<sql::CopiedTable> tables{
        {"organizations", {"id"}},
        {"applications", {"organization", "id"}},
        {"organization_names", {"organization", "kind", "name"}},
        {"users", {"id"}},
        {"tokens", {"token_hash"}},
        {"sessions", {"session_hash"}},
        {"grants", {"user_id", "organization"}},
        {"dataflows", {"organization", "id"}},
        {"versions", {"organization", "dataflow", "version"}, 10},
        {"trigger_holders", {"trigger_hash"}},
        {"promotion_keys", {"promotion_key"}},
    };
    return {.schema_table = "host_schema", .migrations = host_migrations::all(), .tables = tables};
}

}  // namespace neo::host::store
