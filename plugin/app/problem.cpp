#include "problem.hpp"

#include <algorithm>

namespace neo::app {

namespace {

// What a client is told of an error.
struct ErrorProblem {
    ErrorCode error;
    ProblemCode code;
    std::string_view message = {};  // empty: the error's own
    std::string_view remedy = {};   // not empty: it is told as a failure, for it ends a promotion
};

constexpr std::array error_problems{
    ErrorProblem{ErrorCode::not_found, "not_found"},
    ErrorProblem{ErrorCode::invalid, "invalid_request"},
    ErrorProblem{ErrorCode::exists, "exists"},
    ErrorProblem{ErrorCode::in_flight, "promotion_in_progress",
                 "A promotion in flight still needs what would change. Try again when it has ended."},
    ErrorProblem{ErrorCode::facts_changed, "target_changed", "Something changed meanwhile. Look again and retry."},
    ErrorProblem{ErrorCode::host_unavailable, "host_unavailable", "The host gave no answer.", "Try again later."},
    ErrorProblem{ErrorCode::host_faulty,
                 "host_unavailable",
                 {},
                 "Ask whoever runs the host to mend it; trying again will not help."},
    ErrorProblem{ErrorCode::unavailable, "store_unavailable", "The plugin's database gave no answer. Try again later."},
    ErrorProblem{ErrorCode::outcome_unknown, "store_unavailable",
                 "The plugin's database gave no answer. Try again later."},
    ErrorProblem{ErrorCode::unsupported_schema, "internal_error",
                 "Something went wrong inside the plugin; the log says more."},
    ErrorProblem{ErrorCode::internal, "internal_error", "Something went wrong inside the plugin; the log says more."},
};
static_assert(error_problems.size() == static_cast<std::size_t>(ErrorCode::internal) + 1, "a row for each code");

Problem problem_of(const Error& error) {
    const ErrorProblem& row = *std::ranges::find(error_problems, error.code, &ErrorProblem::error);
    std::string message(row.message.empty() ? std::string_view(error.message) : row.message);
    if (row.remedy.empty()) return {row.code, std::move(message)};
    return Problem({{"host_unavailable", std::move(message), std::string(row.remedy), {}}});
}

const domain::Failure& heaviest(const std::vector<domain::Failure>& failures) {
    return *std::ranges::min_element(failures, {},
                                     [](const domain::Failure& failure) { return domain::kind_of(failure.code); });
}

std::string detail_of(const domain::Failure& failure) {
    return failure.message.empty() ? "What stood in the way is told to who may see that organization."
                                   : failure.message + " " + failure.remedy;
}

}  // namespace

Problem::Problem(std::vector<domain::Failure> all) : failures(std::move(all)) {
    const domain::Failure& first = heaviest(failures);
    kind = domain::kind_of(first.code);
    code = first.code;
    detail = detail_of(first);
}

void Problem::tell(std::vector<domain::Failure> shown) {
    failures = std::move(shown);
    detail = detail_of(heaviest(failures));
}

Problem as_problem(const Error& error) {
    Problem problem = problem_of(error);
    problem.cause = error.cause;
    const bool hides_the_message =
        problem.kind == Problem::Kind::unavailable || problem.kind == Problem::Kind::internal;
    if (problem.cause.empty() && hides_the_message) problem.cause = error.message;
    return problem;
}

Problem organization_unknown(const std::string& organization) {
    return {"organization_unknown", "There is no organization '" + organization + "' that you may view."};
}

}  // namespace neo::app
