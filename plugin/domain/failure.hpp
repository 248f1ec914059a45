// A check that did not pass: a stable code for programs, a message and a remedy for a person, and the facts it speaks
// of (V2).
#pragma once

#include "dataflow.hpp"
#include "failure_codes.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace neo::domain {

using Fact = std::variant<std::string, std::vector<std::string>, std::int64_t, Trigger>;
// Name and value of what a sentence speaks of, in the order they are told.
using Facts = std::vector<std::pair<std::string, Fact>>;

// Messages and remedies are read later too, by others than the actor: they speak of him by his id.
struct Failure {
    Failure() = default;
    Failure(FailureCode which, std::string what, std::string how, Facts about)
        : code(which.text), message(std::move(what)), remedy(std::move(how)), facts(std::move(about)) {}

    std::string code;  // of one that was recorded by another release: maybe none of the table
    std::string message;
    std::string remedy;
    Facts facts;

    bool operator==(const Failure&) const = default;
};

// Something a person should know although it is allowed (M2, T5, R2).
struct Warning {
    Warning() = default;
    Warning(WarningCode which, std::string what, Facts about)
        : code(which.text), message(std::move(what)), facts(std::move(about)) {}

    std::string code;  // of one that was recorded by another release: maybe none of the table
    std::string message;
    Facts facts;

    bool operator==(const Warning&) const = default;
};

}  // namespace neo::domain
