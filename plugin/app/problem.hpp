// Why a use case did not do what it was asked: what the hooks turn into a problem document (RFC 9457) or a status.
#pragma once

#include <plugin/base/result.hpp>
#include <plugin/domain/failure.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::app {

// Codes of problems that are no failure of a rule, or come to something else as one.
inline constexpr auto problem_codes = std::to_array<domain::KindOfCode>({
    {"bad_request", domain::FailureKind::bad_request},
    {"invalid_request", domain::FailureKind::unprocessable},
    {"plan_invalid", domain::FailureKind::unprocessable},
    {"idempotency_key_reused", domain::FailureKind::unprocessable},
    {"organization_unknown", domain::FailureKind::not_found},
    {"dataflow_unknown", domain::FailureKind::not_found},
    {"promotion_unknown", domain::FailureKind::not_found},
    {"recall_unknown", domain::FailureKind::not_found},
    {"route_unknown", domain::FailureKind::not_found},
    {"not_found", domain::FailureKind::not_found},
    {"exists", domain::FailureKind::conflict},
    {"store_unavailable", domain::FailureKind::unavailable},
    {"unavailable", domain::FailureKind::unavailable},
    {"too_many_refusals", domain::FailureKind::too_many},
    {"internal_error", domain::FailureKind::internal},
});

// One of these, or of a failure, written as a text: any other does not compile.
struct ProblemCode {
    consteval ProblemCode(const char* code) : text(code), kind(kind_of(text)) {}
    std::string_view text;
    domain::FailureKind kind;

private:
    static consteval domain::FailureKind kind_of(std::string_view code) {
        for (const domain::KindOfCode& known : problem_codes) {
            if (known.code == code) return known.kind;
        }
        for (const domain::KindOfCode& known : domain::failure_codes) {
            if (known.code == code) return known.kind;
        }
        throw "add the code to problem_codes";
    }
};

struct Problem {
    using Kind = domain::FailureKind;

    Problem() = default;
    Problem(ProblemCode which, std::string what) : kind(which.kind), code(which.text), detail(std::move(what)) {}
    // One problem for all failures of a check: of the kind of the heaviest (A3), with its code, message and remedy.
    // There is at least one.
    explicit Problem(std::vector<domain::Failure> all);

    // Of the same failures, what may be told of them.
    void tell(std::vector<domain::Failure> shown);

    Kind kind = Kind::internal;
    std::string code;    // stable
    std::string detail;  // for a person: what failed and what to do
    std::vector<domain::Failure> failures;
    std::optional<std::string> promotion;  // the attempt that recorded it; of an unknown outcome: that may be recorded
    std::string cause;                     // for the log: what host or store said; never told to a client
    std::optional<int> retry_after_seconds = {};
    std::optional<std::string> preflight = {};  // beside plan_changed: the document of how it stands now
    bool replayed = false;                      // the answer of an earlier request with the same idempotency key
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
