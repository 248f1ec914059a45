#include "api.hpp"
#include "documents.hpp"

#include <plugin/app/history.hpp>
#include <plugin/app/preflight.hpp>
#include <plugin/app/promote.hpp>
#include <plugin/base/kill_point.hpp>

namespace neo::hooks::api {

namespace {

using app::outcome;

outcome<ports::Promotion> load_promotion(Services& services, const std::string& user, const std::string& promotion) {
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::get_promotion(services, caller, promotion);
}

outcome<app::Page<ports::Promotion>> load_promotions(Services& services, const std::string& user, const Query& query) {
    NEO_TRY(filter, read_history_filter(query));
    NEO_TRY(caller, app::Caller::load(services, user));
    return app::list_promotions(services, caller, std::move(filter));
}

}  // namespace

Reply preflight(Services& services, const std::string& user, const app::PromotionRequest& request) {
    return reply_with(app::preflight(services, user, request), preflight_json);
}

Reply promote(Services& services, const std::string& user, const app::PromotionRequest& request) {
    const auto promoted = app::promote(services, user, request);
    NEO_KILL_POINT("promote.reply.before");
    if (!promoted) return reply_with(promoted.error());
    // Not known yet: the client follows it by its id while recovery goes on.
    const ports::Promotion& promotion = promoted->promotion;
    const bool pending = promotion.status == ports::PromotionStatus::in_progress;
    Reply reply{pending ? 202 : 201, promotion_json(promotion)};
    // Relative to ".../promotions", below whatever path that is reached.
    reply.headers.emplace_back("location", "promotions/" + promotion.id);
    if (promoted->replayed) reply.headers.push_back(replayed_header);
    if (pending) reply.headers.emplace_back("retry-after", "2");
    return reply;
}

Reply get_promotion(Services& services, const std::string& user, const std::string& promotion) {
    return reply_with(load_promotion(services, user, promotion), promotion_json);
}

Reply list_promotions(Services& services, const std::string& user, const Query& query) {
    return reply_with(load_promotions(services, user, query), [](const app::Page<ports::Promotion>& page) {
        return page_json(page, promotion_json, [](const ports::Promotion& last) { return last.id; });
    });
}

}  // namespace neo::hooks::api
