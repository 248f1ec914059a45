// What a test wrote down wrongly.
#pragma once

#include <neo/host/cpp/model.hpp>

#include <stdexcept>
#include <string>

namespace neo::testing {

[[noreturn]] inline void mistake(const std::string& what) {
    throw std::invalid_argument("mock host: " + what);
}

// The value of a word as the documents have it.
template <class Enum>
Enum value_of(const std::string& member, const std::string& word) {
    if (const auto known = sdk::from_text<Enum>(word)) return *known;
    mistake("unknown " + member + " " + word);
}

}  // namespace neo::testing
