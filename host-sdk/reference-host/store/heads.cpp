#include "heads.hpp"

#include "../platform/limits.hpp"
#include "trigger_holders.hpp"

#include <adapters/sql/text_table.hpp>

#include <string>

namespace neo::host::store {

std::vector<sdk::Head> list_heads(sql::Connection& connection, const std::vector<sdk::DataflowId>& dataflows) {
    std::vector<std::string> ids;
    for (const auto& [organization, dataflow] : dataflows) {
        // There is none with such ids, and what holds a NUL no database can be asked.
        if (refusal_of_id(organization) || refusal_of_id(dataflow)) continue;
        ids.push_back(organization);
        ids.push_back(dataflow);
    }
    if (ids.empty()) return {};
    const sql::TextTable table("organization, dataflow", ids, 2);
    const std::string text =
        "SELECT d.organization, d.id, d.application, " NEO_NEWEST_OF("d", "") ", l.version, l.method, l.url "
        "FROM (WITH " + table.expression() + " SELECT organization, dataflow FROM listed) asked "
        "JOIN dataflows d ON d.organization = asked.organization AND d.id = asked.dataflow " NEO_LIVE_OF("d");
    return connection.all_once({"host.heads.list", text}, table.parameters(), [](sql::Row& row) {
        sdk::Head head;
        head.organization = row.text();
        head.dataflow = row.text();
        head.application = row.text();
        head.head = row.optional_integer().value_or(0);
        head.live = read_live(row);
        return head;
    });
}

}  // namespace neo::host::store
