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

// How a history is written as one stream (W7).
struct Export {
    std::string_view content_type;
    std::string_view file;
    std::string_view head;
    std::string (*line)(const app::Shown<ports::Promotion>& promotion, const app::NameOf& name_of);
};

constexpr Export csv{"text/csv; charset=utf-8; header=present", "promotions.csv", promotions_csv_head, promotion_csv};
constexpr Export ndjson{"application/x-ndjson", "promotions.ndjson", "",
                        [](const app::Shown<ports::Promotion>& promotion, const app::NameOf& name_of) {
                            return promotion_json(promotion, name_of) + "\n";
                        }};

// All that the filter matches, page after page, in as much memory as a page takes.
outcome<Document> export_promotions(const RestCall& call, const Export& as) {
    if (call.query.contains("limit") || call.query.contains("cursor"))
        return bad_request("'limit' and 'cursor' are for pages: this format answers all that the filter matches.");
    NEO_TRY(asked, read_promotions_query(call.query));
    NEO_TRY(caller, call.caller());
    asked.filter.limit = app::largest_page;
    Document document{std::string(as.head)};
    document.content_type = as.content_type;
    document.headers.emplace_back("content-disposition", "attachment; filename=\"" + std::string(as.file) + "\"");
    document.more = [&services = call.services, caller = std::move(caller), asked = std::move(asked),
                     name_of = call.name_of(), line = as.line,
                     ended = false]() mutable -> outcome<std::optional<std::string>> {
        if (ended) return std::optional<std::string>();
        NEO_TRY(page, app::list_promotions(services, caller, asked));
        std::string lines;
        for (const auto& promotion : page.items)
            lines += line(promotion, name_of);
        ended = !page.next;
        if (page.next) asked.filter.before = *std::move(page.next);
        return std::optional(std::move(lines));
    };
    return document;
}

outcome<Document> get_promotions(const RestCall& call) {
    const std::string format = value_or_empty(call.query, "format");
    if (format == "csv") return export_promotions(call, csv);
    if (format == "ndjson") return export_promotions(call, ndjson);
    if (!format.empty() && format != "json") return bad_request("'format' must be json, csv or ndjson.");
    return list_promotions(call);
}

#define NEO_HISTORY_FILTERS                                                                                           \
    "organization role other_organization dataflow version status actor actor_name ticket reason standing type from " \
    "to"

constexpr std::array routes{
    Route{"POST", "promotions/preflight", post_preflight},
    Route{"POST", "promotions", post_promotion},
    Route{"GET", "promotions", get_promotions, NEO_HISTORY_FILTERS " format limit cursor"},
    Route{"GET", "promotions/counts", [](const RestCall& call) { return count_promotions(call); }, NEO_HISTORY_FILTERS},
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
    NEO_TRY(asked, read_promotions_query(call.query));
    NEO_TRY(paging, read_paging(call.query, Cursors::made_ids));
    asked.filter.limit = paging.limit;
    asked.filter.before = paging.cursor;
    NEO_TRY(caller, call.caller());
    NEO_TRY(page, app::list_promotions(call.services, caller, std::move(asked)));
    return Document{JsonObject()
                        .json("items", json_array(page.items, with_names(promotion_json, call.name_of())))
                        .text("next_cursor", page.next)
                        .done()};
}

outcome<Document> count_promotions(const Call& call) {
    NEO_TRY(asked, read_promotions_query(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(counts, app::count_promotions(call.services, caller, std::move(asked)));
    JsonObject of_status;
    for (const auto& [status, count] : counts.of_status)
        of_status.number(ports::to_text(status), count);
    return Document{JsonObject().json("counts", of_status.done()).boolean("complete", counts.complete).done()};
}

}  // namespace neo::hooks
