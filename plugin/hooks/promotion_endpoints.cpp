#include "documents.hpp"
#include "promotions_csv.hpp"
#include "rest_routes.hpp"

#include <plugin/app/history.hpp>
#include <plugin/app/preflight.hpp>
#include <plugin/app/promote.hpp>
#include <plugin/base/kill_point.hpp>

#include <array>

namespace neo::hooks {

using app::outcome;

namespace {

outcome<Document> post_preflight(const RestCall& call) {
    NEO_TRY(request, read_promotion_request(call.body));
    return preflight(call, request);
}

outcome<Document> post_promotion(const RestCall& call) {
    NEO_TRY(request, read_promised_request(call.body));
    NEO_TRY(key, read_idempotency_key(call.idempotency_key));
    request.idempotency_key = std::move(key);
    return promote(call, request);
}

// Who promoted under a plan that is no longer so is told how it stands now.
app::Problem with_preflight(const Call& call, const app::PromotionRequest& request, app::Problem problem) {
    if (problem.code != "plan_changed") return problem;
    const auto caller = call.caller();
    if (!caller) return problem;
    const auto now = app::preflight(call.services, *caller, {request.source, request.target, request.application, {}});
    if (now) problem.preflight = preflight_json(*now);
    return problem;
}

// All that the filter matches, page after page, in as much memory as a page takes (W7).
outcome<Document> export_promotions(const RestCall& call) {
    if (call.query.contains("limit") || call.query.contains("cursor"))
        return bad_request("'limit' and 'cursor' are for pages: format=csv answers all that the filter matches.");
    NEO_TRY(filter, read_history_filter(call.query));
    NEO_TRY(caller, call.caller());
    filter.limit = app::largest_page;
    Document document{promotions_csv_head()};
    document.content_type = "text/csv; charset=utf-8; header=present";
    document.headers.emplace_back("content-disposition", "attachment; filename=\"promotions.csv\"");
    document.more = [&services = call.services, caller = std::move(caller), filter = std::move(filter),
                     name_of = call.name_of(), ended = false]() mutable -> outcome<std::optional<std::string>> {
        if (ended) return std::optional<std::string>();
        NEO_TRY(page, app::list_promotions(services, caller, filter));
        std::string lines;
        for (const auto& promotion : page.items)
            lines += promotion_csv(promotion, name_of);
        ended = !page.next;
        if (page.next) filter.before = *std::move(page.next);
        return std::optional(std::move(lines));
    };
    return document;
}

outcome<Document> get_promotions(const RestCall& call) {
    const std::string format = value_or_empty(call.query, "format");
    if (format == "csv") return export_promotions(call);
    if (!format.empty() && format != "json") return bad_request("'format' must be json or csv.");
    return list_promotions(call);
}

constexpr std::array routes{
    Route{"POST", "promotions/preflight", post_preflight},
    Route{"POST", "promotions", post_promotion},
    Route{"GET", "promotions", get_promotions,
          "organization role other_organization dataflow version status actor ticket from to format limit cursor"},
    Route{"GET", "promotions/*", [](const RestCall& call) { return get_promotion(call, call.ids[0]); }},
};

}  // namespace

constinit const std::span<const Route> promotion_routes = routes;

outcome<Document> preflight(const Call& call, const app::PromotionRequest& request) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(checked, app::preflight(call.services, caller, request));
    return Document{preflight_json(checked)};
}

outcome<Document> promote(const Call& call, const app::PromotionRequest& request) {
    const auto promoted = app::promote(call.services, call.user, request);
    NEO_KILL_POINT("promote.reply.before");
    if (!promoted) return with_preflight(call, request, promoted.error());
    // Not known yet: the client follows it by its id while recovery goes on.
    const app::Shown<ports::Promotion>& promotion = promoted->promotion;
    const bool pending = promotion->status == ports::PromotionStatus::in_progress;
    Document document{promotion_json(promotion, call.name_of()), pending ? Done::begun : Done::created};
    // Relative to ".../promotions", below whatever path that is reached.
    document.headers.emplace_back("location", "promotions/" + promotion->id);
    if (promoted->replayed) document.headers.push_back(replayed_header);
    if (pending) document.headers.emplace_back("retry-after", "2");
    return document;
}

outcome<Document> get_promotion(const Call& call, const std::string& promotion) {
    NEO_TRY(caller, call.caller());
    NEO_TRY(found, app::get_promotion(call.services, caller, promotion));
    return Document{promotion_json(found, call.name_of())};
}

outcome<Document> list_promotions(const Call& call) {
    NEO_TRY(filter, read_history_filter(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(page, app::list_promotions(call.services, caller, std::move(filter)));
    return Document{JsonObject()
                        .json("items", json_array(page.items, with_names(promotion_json, call.name_of())))
                        .text("next_cursor", page.next)
                        .done()};
}

}  // namespace neo::hooks
