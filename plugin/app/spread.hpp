// Where a dataflow went and how it stands there, and the same in numbers for many (W2, W3).
#pragma once

#include "dataflows.hpp"
#include "organizations.hpp"

#include <plugin/domain/standing.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace neo::app {

// A dataflow that versions of the asked one arrived in.
struct SpreadItem {
    ports::Arrival arrival;           // the last one
    std::optional<std::string> name;  // of the organization; told of what is on the page
    int hops = 0;
    std::int64_t source_version = 0;  // of the asked dataflow, that it stems from
    std::optional<std::int64_t> live_version;
    domain::Standing standing{};  // towards the newest promotable version of the asked dataflow
    std::int64_t behind = 0;      // promotable versions of that since source_version
};

// How many stand how, by type; those that are not registered under an unset one.
using SpreadSummary = std::map<std::optional<domain::OrganizationType>, std::map<domain::Standing, std::int64_t>>;

// Of each dataflow of one organization everywhere that the caller may see, in the order of organization and dataflow:
// where he may work, and may see the promotion that brought it. The cost is linear in what these dataflows' versions
// were promoted, and in where they went.
outcome<std::vector<std::vector<SpreadItem>>> spreads_of(Services& services, const Caller& caller,
                                                         const std::string& organization,
                                                         const std::vector<DataflowView>& asked);

SpreadSummary summary_of(const std::vector<SpreadItem>& items);

struct SpreadQuery {
    std::optional<domain::OrganizationType> type;
    std::optional<domain::Standing> standing;
    std::string search;                    // in an organization's id or name
    std::optional<sdk::DataflowId> after;  // the target of an item; unset: from the start
    int limit = 50;
};

struct Spread {
    Page<SpreadItem> page;
    SpreadSummary summary;  // of all, whatever the filters
};

// A page that follows another tells what stood when the first was asked for, of what the caller may see by now, unless
// that was long ago.
outcome<Spread> get_spread(Services& services, const Caller& caller, const std::string& organization,
                           const std::string& dataflow, const SpreadQuery& query);

}  // namespace neo::app
