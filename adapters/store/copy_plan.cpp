#include "copy_plan.hpp"

#include "promote_migrations.hpp"

#include <vector>

namespace neo::sql {

CopyPlan store_copy_plan() {
    static const std::vector<CopiedTable> tables{
        {"registrations", {"id"}},
        {"mappings", {"id"}},
        {"mapping_changes", {"id"}},
        {"promotion_ledger", {"promotion_key"}},
        {"promotions", {"id"}},
        {"arrivals", {"source_organization", "source_dataflow", "promotion"}},
        {"arrivals_progress", {"id"}},
        {"idempotency_keys", {"actor", "idempotency_key"}},
        {"environments", {"organization"}},
        {"environment_hosts", {"host", "organization"}},
        {"secrets", {"name"}},
        {"recalls", {"organization", "dataflow", "version"}},
        {"recall_changes", {"id"}},
    };
    return {.schema_table = "neo_schema", .migrations = promote_migrations::all(), .tables = tables};
}

}  // namespace neo::sql
