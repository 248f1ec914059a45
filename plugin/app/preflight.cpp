#include "preflight.hpp"

#include "plan.hpp"

namespace neo::app {

namespace {

// The contents that the review had no need of.
outcome<void> read_contents(Services& services, Preflight& answer) {
    PromotionCase& opened = answer.promotion_case;
    Review& review = opened.review;
    if (!opened.holder || review.head == 0) return boost::system::in_place_value;
    const auto version = [&](std::int64_t number) {
        return services.host.version({opened.facts.target, opened.holder->dataflow, number});
    };
    answer.head = std::move(review.head_version);
    answer.base = std::move(review.base_version);
    if (!answer.head) {
        NEO_TRY(head, version(review.head));
        answer.head = std::move(head);
    }
    if (review.base && !answer.base && review.base->approved_version == review.head) answer.base = answer.head;
    const auto& live = review.live;
    if (live && live->version != review.head && live->trigger == opened.version->trigger) {
        NEO_TRY(running, version(live->version));
        answer.live = std::move(running);
    }
    return boost::system::in_place_value;
}

}  // namespace

outcome<Shown<Preflight>> preflight(Services& services, const Caller& caller, const PromotionRequest& request) {
    Preflight answer;
    NEO_TRY(opened, open_case(services, caller.user(), request));
    answer.promotion_case = std::move(opened);
    if (answer.promotion_case.decision.failures.empty()) answer.plan = plan_of(answer.promotion_case);
    if (auto read = read_contents(services, answer); !read) return read.error();
    return Visibility(caller).show(std::move(answer));
}

}  // namespace neo::app
