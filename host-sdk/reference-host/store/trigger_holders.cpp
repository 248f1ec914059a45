#include "trigger_holders.hpp"

#include "../digest.hpp"

namespace neo::host::store {

namespace {

constexpr sql::Query find_query{
    "host.triggers.find",
    "SELECT d.id, d.application, a.kind FROM trigger_holders t "
    "JOIN dataflows d ON d.organization = t.organization AND d.id = t.dataflow "
    "JOIN applications a ON a.organization = d.organization AND a.id = d.application WHERE t.trigger_hash = :hash"};

constexpr sql::Query insert_query{
    "host.triggers.insert",
    "INSERT INTO trigger_holders (trigger_hash, organization, dataflow) VALUES (:hash, :organization, :dataflow)"};

constexpr sql::Query still_used_query{
    "host.triggers.still_used",
    "SELECT version FROM versions WHERE organization = :organization AND dataflow = :dataflow "
    "AND trigger_hash = :hash ORDER BY version LIMIT 1"};

constexpr sql::Query delete_query{"host.triggers.delete",
                                  "DELETE FROM trigger_holders WHERE trigger_hash = :hash AND dataflow = :dataflow"};

}  // namespace

std::string trigger_hash(const std::string& organization, const Trigger& trigger) {
    return sha256({organization, trigger.method, trigger.url});
}

std::optional<TriggerHolder> find_trigger_holder(sql::Connection& connection, const std::string& organization,
                                                 const Trigger& trigger) {
    return connection.first(find_query, {{"hash", trigger_hash(organization, trigger)}}, [](sql::Row& row) {
        TriggerHolder holder;
        holder.dataflow = row.text();
        holder.application = row.text();
        holder.application_kind = row.text();
        return holder;
    });
}

void insert_trigger_holder(sql::Connection& connection, const std::string& organization, const Trigger& trigger,
                           const std::string& dataflow) {
    connection.execute(
        insert_query,
        {{"hash", trigger_hash(organization, trigger)}, {"organization", organization}, {"dataflow", dataflow}});
}

std::optional<TriggerHolder> claim_trigger(sql::Connection& connection, const std::string& organization,
                                           const Trigger& trigger, const std::string& dataflow) {
    const auto holder = find_trigger_holder(connection, organization, trigger);
    if (holder && holder->dataflow != dataflow) return holder;
    if (!holder) insert_trigger_holder(connection, organization, trigger, dataflow);
    return std::nullopt;
}

void release_trigger(sql::Connection& connection, const std::string& organization, const Trigger& trigger,
                     const std::string& dataflow) {
    const std::string hash = trigger_hash(organization, trigger);
    const auto used =
        connection.first(still_used_query, {{"organization", organization}, {"dataflow", dataflow}, {"hash", hash}},
                         [](sql::Row& row) { return row.integer(); });
    if (!used) connection.execute(delete_query, {{"hash", hash}, {"dataflow", dataflow}});
}

}  // namespace neo::host::store
