// What the mock host takes as a version's content.
#pragma once

#include <string>
#include <string_view>

namespace neo::testing {

// Why the text is no content as service/dataflows.h describes it; empty: it is one.
std::string refusal_of_content(std::string_view text);

}  // namespace neo::testing
