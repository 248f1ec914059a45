// A check that did not pass: a stable code for programs, a message and a remedy for a person, and the facts it speaks
// of (V2).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace neo::domain {

// The codes are those of the REST contract; they are never renamed.
struct Failure {
    using Fact = std::variant<std::string, std::vector<std::string>>;

    std::string code;
    std::string message;
    std::string remedy;
    std::vector<std::pair<std::string, Fact>> facts;  // name and value, in the order they are told

    bool operator==(const Failure&) const = default;
};

// Something a person should know although it is allowed (M2, T5).
struct Warning {
    std::string code;
    std::string message;

    bool operator==(const Warning&) const = default;
};

}  // namespace neo::domain
