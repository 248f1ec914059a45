#include "recalls.hpp"

#include "dataflows.hpp"
#include "identifiers.hpp"

#include <utility>

namespace neo::app {

namespace {

constexpr int most_changes = 100;

Problem recall_unknown(const domain::VersionId& version) {
    return {"recall_unknown", "Version " + std::to_string(version.version) + " of dataflow '" + version.dataflow +
                                  "' in organization '" + version.organization +
                                  "' is not recalled: there is nothing to take back."};
}

}  // namespace

outcome<Recalled> recall_version(Services& services, const Caller& caller, const domain::VersionId& version,
                                 std::string reason) {
    if (const auto denied = check_promote(caller, version.organization)) return *denied;
    NEO_TRY(found, find_version(services, caller, version));
    const Time now = services.clock.now();
    NEO_TRY(put, services.store.recalls().put_recall(version, {std::move(reason), now, caller.user()}, new_id(now)));
    return Recalled{std::move(put.recall), put.is_new};
}

outcome<void> take_back_recall(Services& services, const Caller& caller, const domain::VersionId& version) {
    if (const auto denied = check_promote(caller, version.organization)) return *denied;
    NEO_TRY(known, load_known_organization(services, caller, version.organization));
    const Time now = services.clock.now();
    ports::RecallChange change;
    change.id = new_id(now);
    change.actor = caller.user();
    change.at = now;
    const auto removed = services.store.recalls().remove_recall(version, std::move(change));
    if (!removed && removed.error().code == ErrorCode::not_found) return recall_unknown(version);
    if (!removed) return as_problem(removed.error());
    return boost::system::in_place_value;
}

outcome<RecallHistory> recall_history(Services& services, const Caller& caller, const domain::VersionId& version) {
    NEO_TRY(found, find_version(services, caller, version));
    RecallHistory history;
    NEO_TRY(recall, services.store.recalls().recall(version));
    history.recall = std::move(recall);
    NEO_TRY(changes, services.store.recalls().changes(version, most_changes));
    history.changes = std::move(changes);
    return history;
}

}  // namespace neo::app
