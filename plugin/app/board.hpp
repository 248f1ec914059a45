// The dataflows of an organization against the types of the organizations that they went to (W3).
#pragma once

#include "spread.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct BoardRow {
    std::string dataflow;
    std::string name;
    std::optional<std::int64_t> newest_version;  // that can be promoted
    SpreadSummary summary;
};

struct BoardPage {
    std::vector<BoardRow> rows;
    std::optional<std::string> next;  // the query's `after` for what follows; unset: nothing does
};

// One page in the order of the ids. Of `query` organization, search, application, after and limit count. With
// `only_behind` the dataflows that are everywhere as they should be are left out: then a page may be short, even
// empty, and go on.
outcome<BoardPage> get_board(Services& services, const Caller& caller, const ports::DataflowQuery& query,
                             bool only_behind);

}  // namespace neo::app
