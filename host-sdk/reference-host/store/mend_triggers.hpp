// What SQL alone cannot bring over from a schema whose triggers told methods apart by their case: migration 0002 marks
// the versions whose hash is to be made anew.
#pragma once

#include <adapters/sql/pool.hpp>

#include <string>
#include <vector>

namespace neo::host::store {

// Makes the marked hashes anew and settles who holds what; costs one question when there are none. Answers, for the
// operator, which approved versions go without their trigger because another dataflow's approved version holds it.
result<std::vector<std::string>> mend_triggers(sql::Pool& pool);

}  // namespace neo::host::store
