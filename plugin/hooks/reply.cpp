#include "reply.hpp"

#include "documents.hpp"

namespace neo::hooks {

const std::pair<std::string, std::string> replayed_header{"idempotency-replayed", "true"};

namespace {

int http_status(app::Problem::Kind kind) noexcept {
    using Kind = app::Problem::Kind;
    switch (kind) {
        case Kind::bad_request:
            return 400;
        case Kind::unauthenticated:
            return 401;
        case Kind::forbidden:
            return 403;
        case Kind::not_found:
            return 404;
        case Kind::method_not_allowed:
            return 405;
        case Kind::conflict:
            return 409;
        case Kind::unprocessable:
            return 422;
        case Kind::unavailable:
            return 503;
        case Kind::internal:
            return 500;
    }
    return 500;
}

}  // namespace

Reply reply_with(const app::Problem& problem) {
    const int status = http_status(problem.kind);
    Reply reply{status, problem_json(problem, status), "application/problem+json", {}};
    if (status == 503) reply.headers.emplace_back("retry-after", "5");
    reply.cause = problem.cause;
    if (problem.replayed) reply.headers.push_back(replayed_header);
    if (status == 401) reply.headers.emplace_back("www-authenticate", "Bearer");
    return reply;
}

neo_status hook_status(int http_status) noexcept {
    if (http_status < 400) return NEO_OK;
    switch (http_status) {
        case 401:
        case 403:
            return NEO_DENIED;
        case 404:
            return NEO_NOT_FOUND;
        case 409:
            return NEO_CONFLICT;
        case 503:
            return NEO_UNAVAILABLE;
        case 500:
            return NEO_INTERNAL;
        default:
            return NEO_INVALID;
    }
}

}  // namespace neo::hooks
