// A second opinion on who holds which trigger: the rule of the host contract, worked out from every version there is,
// in another way than the host does.
#pragma once

#include "host_store.hpp"

#include <string>

namespace neo::test {

// What of trigger_holders contradicts the versions; empty when nothing does.
std::string contradiction(HostStore& host);

}  // namespace neo::test
