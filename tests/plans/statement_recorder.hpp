// Every SQL text that the program prepares, as the engine gets it, with the values of its first use.
#pragma once

#include <string>
#include <vector>

namespace neo::plans {

// Each once, as one statement with its values written in; begins anew with every call. Any thread.
std::vector<std::string> take_recorded();

}  // namespace neo::plans
