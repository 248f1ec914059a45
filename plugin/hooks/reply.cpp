#include "reply.hpp"

#include "documents.hpp"
#include "problem_kinds.hpp"

namespace neo::hooks {

const std::pair<std::string, std::string> replayed_header{"idempotency-replayed", "true"};

namespace {

int http_status(Done done) noexcept {
    switch (done) {
        case Done::ok:
            return 200;
        case Done::created:
            return 201;
        case Done::begun:
            return 202;
        case Done::removed:
            return 204;
    }
    return 200;
}

}  // namespace

Reply reply_with(Document document) {
    return {http_status(document.done), std::move(document.text), document.content_type, std::move(document.headers),
            std::move(document.more)};
}

Reply reply_with(const app::Problem& problem) {
    Reply reply{kind_of(problem).http_status, problem_json(problem), "application/problem+json"};
    const bool unavailable = problem.kind == app::Problem::Kind::unavailable;
    if (const auto wait = unavailable ? std::optional(5) : problem.retry_after_seconds)
        reply.headers.emplace_back("retry-after", std::to_string(*wait));
    if (problem.replayed) reply.headers.push_back(replayed_header);
    return reply;
}

}  // namespace neo::hooks
