#include "problem.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace neo::app {

namespace {

// The weight of a failure's code, by position; what is not listed is unprocessable.
constexpr std::array<std::pair<std::string_view, Problem::Kind>, 11> kinds{{
    {"promote_permission_missing", Problem::Kind::forbidden},
    {"admin_permission_missing", Problem::Kind::forbidden},
    {"view_permission_missing", Problem::Kind::forbidden},
    {"version_unknown", Problem::Kind::not_found},
    {"mapping_unknown", Problem::Kind::not_found},
    {"registration_unknown", Problem::Kind::not_found},
    {"host_unavailable", Problem::Kind::unavailable},
    {"already_promoted", Problem::Kind::conflict},
    {"promotion_in_progress", Problem::Kind::conflict},
    {"target_changed", Problem::Kind::conflict},
    {"mapping_exists", Problem::Kind::conflict},
}};

// That the host is the cause, as a failure of a promotion.
Problem of_host(std::string message, std::string remedy) {
    return as_problem({domain::Failure{"host_unavailable", std::move(message), std::move(remedy), {}}});
}

// What a client is told of it.
Problem told(const Error& error) {
    switch (error.code) {
        case ErrorCode::not_found:
            return {Problem::Kind::not_found, "not_found", error.message, {}, {}};
        case ErrorCode::invalid:
            return {Problem::Kind::unprocessable, "invalid_request", error.message, {}, {}};
        case ErrorCode::exists:
            return {Problem::Kind::conflict, "exists", error.message, {}, {}};
        case ErrorCode::in_flight:
            return {Problem::Kind::conflict,
                    "promotion_in_progress",
                    "A promotion in flight still needs what would change. Try again when it has ended.",
                    {},
                    {}};
        case ErrorCode::facts_changed:
            return {Problem::Kind::conflict,
                    "target_changed",
                    "Something changed meanwhile. Look again and retry.",
                    {},
                    {}};
        case ErrorCode::host_unavailable:
            return of_host("The host gave no answer.", "Try again later.");
        case ErrorCode::host_faulty:
            return of_host(error.message, "Ask whoever runs the host to mend it; trying again will not help.");
        case ErrorCode::unavailable:
        case ErrorCode::outcome_unknown:
            return {Problem::Kind::unavailable,
                    "store_unavailable",
                    "The plugin's database gave no answer. Try again later.",
                    {},
                    {}};
        case ErrorCode::unsupported_schema:
        case ErrorCode::internal:
            break;
    }
    return {Problem::Kind::internal,
            "internal_error",
            "Something went wrong inside the plugin; the log says more.",
            {},
            {}};
}

}  // namespace

Problem as_problem(const Error& error) {
    Problem problem = told(error);
    problem.cause = error.cause;
    const bool hides_the_message =
        problem.kind == Problem::Kind::unavailable || problem.kind == Problem::Kind::internal;
    if (problem.cause.empty() && hides_the_message) problem.cause = error.message;
    return problem;
}

Problem as_problem(std::vector<domain::Failure> failures) {
    const domain::Failure* heaviest = &failures.front();
    Problem::Kind kind = Problem::Kind::unprocessable;
    for (auto known = kinds.rbegin(); known != kinds.rend(); ++known) {
        const auto found = std::ranges::find(failures, known->first, &domain::Failure::code);
        if (found == failures.end()) continue;
        heaviest = &*found;
        kind = known->second;
    }
    Problem problem{kind, heaviest->code, heaviest->message + " " + heaviest->remedy, {}, {}};
    problem.failures = std::move(failures);
    return problem;
}

Problem organization_unknown(const std::string& organization) {
    return {Problem::Kind::not_found,
            "organization_unknown",
            "There is no organization '" + organization + "' that you may view.",
            {},
            {}};
}

}  // namespace neo::app
