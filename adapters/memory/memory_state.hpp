// What the parts of the memory store share.
#pragma once

#include <plugin/ports/store.hpp>

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace neo::memory {

using VersionKey = std::tuple<std::string, std::string, std::int64_t>;  // organization, dataflow, number

inline VersionKey version_key(const domain::VersionId& version) {
    return {version.organization, version.dataflow, version.version};
}

struct LedgerEntry {
    ports::LedgerRow row;  // lease_expired is filled in when it is read
    std::chrono::steady_clock::time_point lease_until;
    std::string mapping;  // the references, empty when it holds none
    std::string source_registration;
    std::string target_registration;

    bool unfinished() const {
        return row.state == ports::LedgerState::prepared || row.state == ports::LedgerState::aborting;
    }
    void let_go() {
        mapping.clear();
        source_registration.clear();
        target_registration.clear();
    }
};

struct State {
    explicit State(std::chrono::milliseconds wait) : in_flight_wait(wait) {}

    const std::chrono::milliseconds in_flight_wait;
    std::mutex mutex;
    std::condition_variable let_go;  // a ledger row let go of its references

    std::map<std::string, ports::Registration> registrations;                // by organization
    std::map<std::pair<std::string, std::string>, ports::Mapping> mappings;  // by source and target
    std::map<std::string, ports::MappingChange> changes;                     // by id
    std::map<std::string, LedgerEntry> ledger;                               // by key
    std::map<std::string, ports::Promotion> promotions;                      // by id
    std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> idempotency_keys;
    std::string fingerprint_key;                             // empty: none yet
    std::map<std::string, ports::Environment> environments;  // by organization
    std::map<VersionKey, ports::Recall> recalls;
    std::map<VersionKey, std::vector<ports::RecallChange>> recall_changes;

    std::optional<ports::Recall> recall_of(const domain::VersionId& version) const {
        const auto found = recalls.find(version_key(version));
        return found == recalls.end() ? std::nullopt : std::optional(found->second);
    }

    // As it is registered now.
    std::optional<domain::OrganizationType> type_of(const std::string& organization) const {
        const auto found = registrations.find(organization);
        return found == registrations.end() ? std::nullopt : std::optional(found->second.type);
    }

    // Waits until nothing unfinished refers to the row with this id; false: the time is over.
    bool wait_until_free(std::unique_lock<std::mutex>& lock, const std::string& id) {
        return let_go.wait_for(lock, in_flight_wait, [&] {
            for (const auto& [key, entry] : ledger) {
                if (entry.mapping == id || entry.source_registration == id || entry.target_registration == id) {
                    return false;
                }
            }
            return true;
        });
    }
};

inline Error in_flight() {
    return {ErrorCode::in_flight, "a promotion in flight still refers to it; try again when it ended"};
}

}  // namespace neo::memory
