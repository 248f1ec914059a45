// What the programs here share: libFuzzer calls judge() of each with texts of its making, and keeps those that reach
// new code. A sanitizer's finding, a time-out, or an expectation that fails, ends it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace neo::fuzz {

// Each program defines it.
void judge(std::string_view text);

inline void expect(bool holds, std::string_view what) {
    if (holds) return;
    std::fprintf(stderr, "expected: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

}  // namespace neo::fuzz
