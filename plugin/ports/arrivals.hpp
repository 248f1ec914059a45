// Where dataflows went: what of the history a spread is read from (W2). Same rules as registrations.hpp.
#pragma once

#include "clock.hpp"

#include <neo/host/cpp/model.hpp>
#include <plugin/base/result.hpp>
#include <plugin/domain/dataflow.hpp>
#include <plugin/domain/organization_type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace neo::ports {

// What a promotion that succeeded brought.
struct Arrival {
    std::string promotion;  // id; time-ordered
    domain::VersionId source;
    sdk::DataflowId target;
    std::string application;
    std::int64_t approved_version = 0;
    std::int64_t draft_version = 0;
    std::string actor;
    std::optional<Time> finished_at;
    std::optional<std::string> content_hash;
    std::optional<domain::OrganizationType> target_type;  // as the target is registered now
};

class Arrivals {
public:
    virtual ~Arrivals() = default;

    // Of what succeeded from any of these dataflows, and from wherever that went, over all hops: the newest from each
    // dataflow to each other, and perhaps earlier ones; in no particular order, some perhaps twice. Costs as much as
    // there are such pairs, however often each was promoted, once take_in() has come near the present; before that, as
    // much as there are promotions.
    virtual result<std::vector<Arrival>> below(const std::vector<sdk::DataflowId>& roots) = 0;

    // All that succeeded into any of these dataflows, in no particular order.
    virtual result<std::vector<Arrival>> into(const std::vector<sdk::DataflowId>& targets) = 0;

    // Takes the next attempts, `limit` at most, into what below() reads: in the order of the ids, those below `before`,
    // and none that is unfinished or comes after one that is. Nobody may record an attempt with an id below `before`
    // any more. Whether there may be further ones. Several processes may do so at once.
    virtual result<bool> take_in(const std::string& before, int limit) = 0;

    // Forgets what was taken in, so that it is taken in anew.
    virtual result<void> forget() = 0;
};

}  // namespace neo::ports
