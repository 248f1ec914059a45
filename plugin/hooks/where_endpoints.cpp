// Which version is where: spread and board (W2, W3).
#include "documents.hpp"
#include "rest_routes.hpp"

#include <plugin/app/board.hpp>
#include <plugin/app/spread.hpp>
#include <plugin/base/time.hpp>

#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace neo::hooks {

using app::outcome;

namespace {

// Of those that are not registered.
constexpr std::string_view no_type = "none";

std::string type_key(const std::optional<domain::OrganizationType>& type) {
    return std::string(type ? domain::to_text(*type) : no_type);
}

std::string item_json(const app::SpreadItem& item, const NameOf& name_of) {
    const ports::Arrival& arrival = item.arrival;
    return JsonObject()
        .text("organization", arrival.target.organization)
        .text("name", item.name)
        .text("type", arrival.target_type ? std::optional(type_key(arrival.target_type)) : std::nullopt)
        .text("dataflow", arrival.target.dataflow)
        .text("application", arrival.application)
        .number("hops", item.hops)
        .number("source_version", item.source_version)
        .number("approved_version", arrival.approved_version)
        .number("live_version", item.live_version)
        .text("standing", domain::to_text(item.standing))
        .number("behind", item.behind)
        .text("promotion", arrival.promotion)
        .text("promoted_at", arrival.finished_at ? std::optional(rfc3339(*arrival.finished_at)) : std::nullopt)
        .text("actor", arrival.actor)
        .text("actor_name", name_of(arrival.actor))
        .done();
}

std::string summary_json(const app::SpreadSummary& summary) {
    JsonObject object;
    for (const auto& [type, counts] : summary) {
        JsonObject of_type;
        for (const auto& [standing, count] : counts)
            of_type.number(domain::to_text(standing), count);
        object.json(type_key(type), of_type.done());
    }
    return object.done();
}

// The two ids of a place, of which each may hold any character: "8:acme-uatwelcome".
std::string cursor_at(const sdk::DataflowId& place) {
    return std::to_string(place.organization.size()) + ":" + place.organization + place.dataflow;
}

outcome<sdk::DataflowId> read_cursor(const std::string& cursor) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), size);
    const auto at = static_cast<std::size_t>(end - cursor.data());
    if (error != std::errc() || at >= cursor.size() || cursor[at] != ':' || size > cursor.size() - at - 1)
        return wrong_value("'cursor' must be the next_cursor of the page before, as it was answered.");
    NEO_TRY(organization, read_id(cursor.substr(at + 1, size), "cursor"));
    NEO_TRY(dataflow, read_id(cursor.substr(at + 1 + size), "cursor"));
    return sdk::DataflowId{std::move(organization), std::move(dataflow)};
}

outcome<app::SpreadQuery> read_spread_query(Query query) {
    app::SpreadQuery asked;
    if (const auto cursor = query.extract("cursor")) {
        NEO_TRY(after, read_cursor(cursor.mapped()));
        asked.after = std::move(after);
    }
    NEO_TRY(paging, read_paging(query));
    asked.limit = paging.limit;
    asked.search = value_or_empty(query, "search");
    if (const auto type = query.find("type"); type != query.end()) {
        NEO_TRY(known, read_organization_type(type->second));
        asked.type = known;
    }
    if (const auto standing = query.find("standing"); standing != query.end()) {
        NEO_TRY(known, read_standing(standing->second));
        asked.standing = known;
    }
    return asked;
}

std::string types_json(const app::SpreadSummary& summary) {
    JsonObject types;
    for (const auto& [type, counts] : summary) {
        std::int64_t organizations = 0;
        for (const auto& [standing, count] : counts)
            organizations += count;
        JsonObject of_type;
        of_type.number("organizations", organizations);
        for (const auto standing : {domain::Standing::current, domain::Standing::behind,
                                    domain::Standing::changed_there, domain::Standing::diverged}) {
            const auto count = counts.find(standing);
            of_type.number(domain::to_text(standing), count == counts.end() ? 0 : count->second);
        }
        types.json(type_key(type), of_type.done());
    }
    return types.done();
}

std::string row_json(const app::BoardRow& row) {
    return JsonObject()
        .text("id", row.dataflow)
        .text("name", row.name)
        .number("newest_version", row.newest_version)
        .json("types", types_json(row.summary))
        .done();
}

constexpr std::array routes{
    Route{"GET", "organizations/*/dataflows/*/spread",
          [](const RestCall& call) { return get_spread(call, call.ids[0], call.ids[1]); },
          "type standing search limit cursor"},
    Route{"GET", "organizations/*/board", [](const RestCall& call) { return get_board(call, call.ids[0]); },
          "search application behind limit cursor"},
};

}  // namespace

constinit const std::span<const Route> where_routes = routes;

outcome<Document> get_spread(const Call& call, const std::string& organization, const std::string& dataflow) {
    NEO_TRY(query, read_spread_query(call.query));
    NEO_TRY(caller, call.caller());
    NEO_TRY(spread, app::get_spread(call.services, caller, organization, dataflow, query));
    const auto& [items, more] = spread.page;
    return Document{
        JsonObject()
            .json("items", json_array(items, with_names(item_json, call.name_of())))
            .json("summary", summary_json(spread.summary))
            .text("next_cursor", more ? std::optional(cursor_at(items.back().arrival.target)) : std::nullopt)
            .done()};
}

outcome<Document> get_board(const Call& call, const std::string& organization) {
    NEO_TRY(paging, read_paging(call.query));
    NEO_TRY(behind, read_flag(call.query, "behind"));
    NEO_TRY(caller, call.caller());
    NEO_TRY(board, app::get_board(call.services, caller,
                                  {organization,
                                   value_or_empty(call.query, "search"),
                                   value_or_empty(call.query, "application"),
                                   {},
                                   paging.cursor,
                                   paging.limit},
                                  behind));
    return Document{
        JsonObject().json("items", json_array(board.rows, row_json)).text("next_cursor", board.next).done()};
}

}  // namespace neo::hooks
