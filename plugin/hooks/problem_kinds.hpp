// What a problem of each kind is to HTTP, to the C hooks, and to a person.
#pragma once

#include <neo/host/abi.h>
#include <plugin/app/problem.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace neo::hooks {

struct ProblemKind {
    app::Problem::Kind kind;
    int http_status;
    neo_status status;
    std::string_view title;
};

inline constexpr std::array problem_kinds{
    ProblemKind{app::Problem::Kind::bad_request, 400, NEO_INVALID, "The request cannot be read"},
    ProblemKind{app::Problem::Kind::forbidden, 403, NEO_DENIED, "A permission is missing"},
    ProblemKind{app::Problem::Kind::not_found, 404, NEO_NOT_FOUND, "Not found"},
    ProblemKind{app::Problem::Kind::conflict, 409, NEO_CONFLICT, "The state of things does not allow it"},
    ProblemKind{app::Problem::Kind::unprocessable, 422, NEO_INVALID, "The rules do not allow it"},
    ProblemKind{app::Problem::Kind::too_many, 429, NEO_UNAVAILABLE, "Too many requests"},
    ProblemKind{app::Problem::Kind::internal, 500, NEO_INTERNAL, "Something went wrong"},
    ProblemKind{app::Problem::Kind::unavailable, 503, NEO_UNAVAILABLE, "No answer for the moment"},
};

constexpr const ProblemKind& kind_of(const app::Problem& problem) noexcept {
    return *std::ranges::find(problem_kinds, problem.kind, &ProblemKind::kind);
}

}  // namespace neo::hooks
