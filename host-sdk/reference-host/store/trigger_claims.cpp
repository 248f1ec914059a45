#include "trigger_claims.hpp"

#include "dataflows.hpp"
#include "trigger_holders.hpp"

#include <algorithm>
#include <optional>

namespace neo::host::store {

namespace {

constexpr sql::Query list_entitled_query{
    "host.triggers.list_entitled",
    "SELECT DISTINCT v.trigger_hash FROM versions v "
    "WHERE v.organization = :organization AND v.dataflow = :dataflow AND (v.state IN ('approved', 'live') "
    "OR (v.state IN ('draft', 'awaiting_approval') AND NOT EXISTS (SELECT 1 FROM versions p "
    "WHERE p.organization = v.organization AND p.dataflow = v.dataflow AND p.state IN ('approved', 'live'))))"};

constexpr sql::Query list_claimants_query{
    "host.triggers.list_claimants",
    "SELECT v.dataflow, MAX(CASE WHEN v.state IN ('approved', 'live') THEN 1 ELSE 0 END) FROM versions v "
    "WHERE v.trigger_hash = :hash AND v.organization = :organization AND (v.state IN ('approved', 'live') "
    "OR (v.state IN ('draft', 'awaiting_approval') AND NOT EXISTS (SELECT 1 FROM versions p "
    "WHERE p.organization = v.organization AND p.dataflow = v.dataflow AND p.state IN ('approved', 'live')))) "
    "GROUP BY v.dataflow ORDER BY 2 DESC, 1"};

bool has(const std::vector<std::string>& hashes, const std::string& hash) {
    return std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
}

std::optional<Claimant> find_claimant(sql::Connection& connection, const std::string& organization,
                                      const std::string& hash, const std::string& dataflow) {
    for (Claimant& claimant : list_claimants(connection, organization, hash)) {
        if (claimant.dataflow == dataflow) return std::move(claimant);
    }
    return std::nullopt;
}

void claim(sql::Connection& connection, const std::string& organization, const std::string& hash,
           const std::string& dataflow) {
    for (std::optional<std::string> locked;;) {
        const auto holder = find_holder(connection, hash);
        if (holder) {
            const auto its_claim = find_claimant(connection, organization, hash, *holder);
            if (its_claim && (its_claim->approved || locked == holder)) return;
            if (locked != holder) {
                begin_change(connection, organization, *holder);
                locked = holder;
                continue;
            }
            delete_holder(connection, hash);  // a process of the release before left it
        }
        connection.run(insert_holder(hash, organization, dataflow));
        return;
    }
}

}  // namespace

std::vector<Claimant> list_claimants(sql::Connection& connection, const std::string& organization,
                                     const std::string& hash) {
    return connection.all(list_claimants_query, {{"hash", hash}, {"organization", organization}}, [](sql::Row& row) {
        Claimant claimant;
        claimant.dataflow = row.text();
        claimant.approved = row.boolean();
        return claimant;
    });
}

void settle_triggers(sql::Connection& connection, const std::string& organization, const std::string& dataflow) {
    const auto entitled = connection.all(list_entitled_query, {{"organization", organization}, {"dataflow", dataflow}},
                                         [](sql::Row& row) { return row.text(); });
    const auto held = list_held(connection, organization, dataflow);
    for (const std::string& hash : held) {
        if (!has(entitled, hash)) hand_over(connection, organization, hash);
    }
    for (const std::string& hash : entitled) {
        if (!has(held, hash)) claim(connection, organization, hash, dataflow);
    }
}

void hand_over(sql::Connection& connection, const std::string& organization, const std::string& hash) {
    delete_holder(connection, hash);
    for (const Claimant& claimant : list_claimants(connection, organization, hash)) {
        if (!begin_change(connection, organization, claimant.dataflow)) continue;
        if (!find_claimant(connection, organization, hash, claimant.dataflow)) continue;  // it was, before that
        connection.run(insert_holder(hash, organization, claimant.dataflow));
        return;
    }
}

}  // namespace neo::host::store
