#include "mend_triggers.hpp"

#include "dataflows.hpp"
#include "transaction.hpp"
#include "trigger_claims.hpp"
#include "trigger_holders.hpp"

#include <fmt/format.h>

#include <iterator>
#include <set>

namespace neo::host::store {

namespace {

constexpr sql::Query list_marked_query{"host.mend.list_marked",
                                       "SELECT organization, dataflow, version, method, url FROM versions "
                                       "WHERE trigger_hash = 'rehash' ORDER BY organization, dataflow, version"};

constexpr sql::Query update_hash_query{
    "host.mend.update_hash",
    "UPDATE versions SET trigger_hash = :hash WHERE organization = :organization AND dataflow = :dataflow "
    "AND version = :version AND trigger_hash = 'rehash'"};

struct Marked {
    std::string organization;
    std::string dataflow;
    std::int64_t version = 0;
    Trigger trigger;
};

std::vector<Marked> list_marked(sql::Connection& connection) {
    return connection.all(list_marked_query, {}, [](sql::Row& row) {
        Marked marked;
        marked.organization = row.text();
        marked.dataflow = row.text();
        marked.version = row.integer();
        marked.trigger.method = row.text();
        marked.trigger.url = row.text();
        return marked;
    });
}

// An approved version goes before a draft that has held the trigger in upper case. Answers what goes without for good.
std::vector<std::string> prefer_approved(sql::Connection& connection, const Marked& marked) {
    const std::string hash = trigger_hash(marked.organization, marked.trigger);
    const auto claimants = list_claimants(connection, marked.organization, hash);
    auto holder = find_holder(connection, hash);
    const auto holds_by_approval = [&](const Claimant& claimant) {
        return claimant.approved && claimant.dataflow == holder;
    };
    if (holder && !claimants.empty() && claimants.front().approved &&
        std::none_of(claimants.begin(), claimants.end(), holds_by_approval)) {
        begin_change(connection, marked.organization, *holder);
        hand_over(connection, marked.organization, hash);
        holder = find_holder(connection, hash);
    }
    std::vector<std::string> without;
    for (const Claimant& claimant : claimants) {
        if (!claimant.approved || claimant.dataflow == holder) continue;
        without.push_back(fmt::format(
            "organization \"{}\": methods are compared without case, and the dataflows \"{}\" and \"{}\" both have an "
            "approved version at {} {}; \"{}\" holds it, give the other another trigger",
            marked.organization, holder.value_or(""), claimant.dataflow, marked.trigger.method, marked.trigger.url,
            holder.value_or("")));
    }
    return without;
}

// Those of one dataflow. Another process may be at it too.
Outcome<std::vector<std::string>> mend(sql::Connection& connection, const std::vector<Marked>& marked) {
    const auto& [organization, dataflow, version, trigger] = marked.front();
    begin_change(connection, organization, dataflow);
    for (const Marked& one : marked)
        connection.execute(update_hash_query, {{"hash", trigger_hash(organization, one.trigger)},
                                               {"organization", organization},
                                               {"dataflow", dataflow},
                                               {"version", one.version}});
    settle_triggers(connection, organization, dataflow);
    std::set<std::string> without;
    for (const Marked& one : marked) {
        for (std::string& warning : prefer_approved(connection, one))
            without.insert(std::move(warning));
    }
    return std::vector<std::string>(without.begin(), without.end());
}

}  // namespace

result<std::vector<std::string>> mend_triggers(sql::Pool& pool) {
    const auto marked = pool.read(list_marked);
    if (!marked) return marked.error();
    std::vector<std::string> all;
    for (auto first = marked->begin(); first != marked->end();) {
        const auto last = std::find_if(first, marked->end(), [&](const Marked& other) {
            return other.organization != first->organization || other.dataflow != first->dataflow;
        });
        const std::vector<Marked> of_one_dataflow(first, last);
        const auto without = change(pool, "host.mend_triggers",
                                    [&](sql::Connection& connection) { return mend(connection, of_one_dataflow); });
        if (!without) return Error{ErrorCode::unavailable, without.error().message};
        all.insert(all.end(), without->begin(), without->end());
        first = last;
    }
    return all;
}

}  // namespace neo::host::store
