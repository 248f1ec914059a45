// Who holds which trigger in the mock host, and what a dataflow has from its versions: service/dataflows.h, "Triggers".
#pragma once

#include <neo/testing/model.hpp>

#include <string>

namespace neo::testing {

bool is_promotable(const Version& version);

// The dataflow that holds a trigger, whatever the case of the method; empty: none does.
std::string holder_of(const Organization& organization, const Trigger& trigger);

// The newest approved or live version, or that with this trigger; 0: there is none.
std::int64_t head_of(const Dataflow& dataflow);
std::int64_t head_of(const Dataflow& dataflow, const Trigger& trigger);

// After each change of a dataflow's versions: its own module and global, what it holds, and who gets what it lets go.
void settle(Organization& organization, Dataflow& dataflow);

}  // namespace neo::testing
