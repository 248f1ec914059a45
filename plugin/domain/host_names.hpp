// Host names within texts: "uat-api.acme.test" in "https://uat-api.acme.test:8443/v2". Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace neo::domain {

// The next of them in `text` from `at` on, which moves behind it; empty at the end. At least two labels, never part
// of a longer word; as it is written, but for dots around it.
std::string_view next_host_name(std::string_view text, std::size_t& at);

// A host name as it is declared and compared: in lower case, at least two labels of letters, digits, "-" and "_", at
// most 253 bytes. Unset: `text` is none. One of another script is written as "xn--…".
std::optional<std::string> host_name_from(std::string_view text);

}  // namespace neo::domain
