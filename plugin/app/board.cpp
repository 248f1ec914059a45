#include "board.hpp"

#include <algorithm>

namespace neo::app {

namespace {

bool is_behind(const SpreadSummary& summary) {
    return std::ranges::any_of(summary, [](const auto& of_type) {
        return std::ranges::any_of(of_type.second,
                                   [](const auto& count) { return count.first != domain::Standing::current; });
    });
}

}  // namespace

outcome<BoardPage> get_board(Services& services, const Caller& caller, const ports::DataflowQuery& query,
                             bool only_behind) {
    NEO_TRY(page, list_dataflows(services, caller, query));
    BoardPage board;
    if (page.more) board.next = page.items.back().dataflow.id;
    NEO_TRY(spreads, spreads_of(services, caller, query.organization, page.items));
    for (std::size_t at = 0; at < page.items.size(); ++at) {
        const DataflowView& view = page.items[at];
        BoardRow row{view.dataflow.id, view.dataflow.name, std::nullopt, summary_of(spreads[at])};
        const auto promotable = view.promotable_versions();
        if (!promotable.empty()) row.newest_version = *promotable.rbegin();
        if (!only_behind || is_behind(row.summary)) board.rows.push_back(std::move(row));
    }
    return board;
}

}  // namespace neo::app
