// Why a use case did not do what it was asked: what the hooks turn into a problem document (RFC 9457) or a status.
#pragma once

#include <plugin/base/result.hpp>
#include <plugin/domain/failure.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct Problem {
    enum class Kind { bad_request, forbidden, not_found, conflict, unprocessable, unavailable, internal };

    Kind kind = Kind::internal;
    std::string code;    // stable
    std::string detail;  // for a person: what failed and what to do
    std::vector<domain::Failure> failures;
    std::optional<std::string> promotion;  // the attempt that recorded it; of an unknown outcome: that may be recorded
    std::string cause = {};                // for the log: what host or store said; never told to a client
    bool replayed = false;                 // the answer of an earlier request with the same idempotency key
};

template <class T>
using outcome = boost::system::result<T, Problem>;

[[noreturn]] inline void throw_exception_from_error(const Problem& problem, const boost::source_location&) {
    throw std::runtime_error(problem.detail);
}

// A host or store that gave no answer, or a defect.
Problem as_problem(const Error& error);
inline Problem as_problem(Problem problem) {
    return problem;
}

// One problem for all failures of a check: its code and detail are those of the failure that weighs most (a missing
// permission, an unknown source, then a conflict, then the rest), its kind follows the REST contract. `failures` must
// not be empty.
Problem as_problem(std::vector<domain::Failure> failures);

// The organization that the caller may not know, or that does not exist: the same answer for both.
Problem organization_unknown(const std::string& organization);

}  // namespace neo::app

// Declares `name` as the value of `expression`, or leaves the function with its problem.
// NOLINTBEGIN(bugprone-macro-parentheses): a declared name cannot stand in parentheses.
#define NEO_TRY(name, expression)                                                     \
    auto name##_or_problem = (expression);                                            \
    if (!name##_or_problem) return ::neo::app::as_problem(name##_or_problem.error()); \
    auto name = std::move(*name##_or_problem)
// NOLINTEND(bugprone-macro-parentheses)
