// What a server compressed, as it was.
#pragma once

#include "http_client.hpp"

namespace neo::test {

// The body of an answer without its Content-Encoding. Throws std::runtime_error when it is not what that says.
std::string decoded(const Answer& answer);

}  // namespace neo::test
