// Finding a part of an id or name whatever its case, the same on every backend: texts are folded by the program.
#pragma once

#include <string>
#include <string_view>

namespace neo::host::store {

// Lower case, by Unicode's simple mappings.
std::string folded(std::string_view text);

// What is kept beside a thing to be found by.
std::string search_text(std::string_view id, std::string_view name);

// A LIKE pattern, with '!' as its escape character, for texts that hold `part`.
std::string search_pattern(std::string_view part);

}  // namespace neo::host::store
