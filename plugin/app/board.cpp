#include "board.hpp"

#include "dataflows.hpp"

#include <algorithm>

namespace neo::app {

namespace {

bool is_behind(const SpreadSummary& summary) {
    return std::ranges::any_of(summary, [](const auto& of_type) {
        return std::ranges::any_of(of_type.second,
                                   [](const auto& count) { return count.first != domain::Standing::current; });
    });
}

std::optional<std::int64_t> newest_promotable(const ports::Dataflow& dataflow) {
    std::optional<std::int64_t> newest;
    for (const ports::DataflowVersion& version : dataflow.versions) {
        if (domain::is_promotable(version.state)) newest = std::max(newest.value_or(0), version.version);
    }
    return newest;
}

}  // namespace

outcome<BoardPage> get_board(Services& services, const Caller& caller, const ports::DataflowQuery& query,
                             bool only_behind) {
    NEO_TRY(page, list_dataflows(services, caller, query));
    BoardPage board;
    if (page.more) board.next = page.items.back().dataflow.id;
    for (const DataflowView& view : page.items) {
        NEO_TRY(items, spread_of(services, caller, query.organization, view.dataflow));
        BoardRow row{view.dataflow.id, view.dataflow.name, newest_promotable(view.dataflow), summary_of(items)};
        if (!only_behind || is_behind(row.summary)) board.rows.push_back(std::move(row));
    }
    return board;
}

}  // namespace neo::app
