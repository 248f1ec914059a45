#include "recalls.hpp"

#include "dataflows.hpp"
#include "identifiers.hpp"

#include <map>

namespace neo::app {

namespace {

constexpr int most_changes = 100;

// The names of users, each asked for once.
class UserNames {
public:
    explicit UserNames(Services& services) : services_(services) {}

    outcome<std::optional<std::string>> of(const std::string& id) {
        if (const auto known = names_.find(id); known != names_.end()) return known->second;
        NEO_TRY(user, services_.host.user(id));
        const bool has_name = user && !user->name.empty();
        return names_[id] = has_name ? std::optional(std::move(user->name)) : std::nullopt;
    }

private:
    Services& services_;
    std::map<std::string, std::optional<std::string>> names_;
};

outcome<RecallView> view_of(UserNames& names, ports::Recall recall) {
    NEO_TRY(name, names.of(recall.recalled_by));
    return RecallView{std::move(recall), std::move(name)};
}

outcome<std::optional<RecallView>> load_recall(Services& services, UserNames& names, const domain::VersionId& version) {
    NEO_TRY(recall, services.store.recalls().recall(version));
    if (!recall) return std::optional<RecallView>();
    NEO_TRY(view, view_of(names, *std::move(recall)));
    return std::optional(std::move(view));
}

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
    UserNames names(services);
    NEO_TRY(view, view_of(names, std::move(put.recall)));
    return Recalled{std::move(view), put.is_new};
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
    UserNames names(services);
    RecallHistory history;
    NEO_TRY(recall, load_recall(services, names, version));
    history.recall = std::move(recall);
    NEO_TRY(changes, services.store.recalls().changes(version, most_changes));
    for (ports::RecallChange& change : changes) {
        NEO_TRY(name, names.of(change.actor));
        history.changes.push_back({std::move(change), std::move(name)});
    }
    return history;
}

outcome<std::optional<RecallView>> recall_of(Services& services, const domain::VersionId& version) {
    UserNames names(services);
    return load_recall(services, names, version);
}

}  // namespace neo::app
