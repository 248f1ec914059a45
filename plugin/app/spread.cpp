#include "spread.hpp"

#include <plugin/domain/lineage.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace neo::app {

namespace {

using sdk::DataflowId;

constexpr int most_hops = 10;  // a chain of more is none that a pipeline has

// All that succeeded from the dataflow and from wherever that went, in the order of time.
outcome<std::vector<ports::Arrival>> load_arrivals(Services& services, const DataflowId& root) {
    std::vector<ports::Arrival> all;
    std::set<DataflowId> seen{root};
    std::vector<DataflowId> sources{root};
    for (int hop = 0; hop < most_hops && !sources.empty(); ++hop) {
        NEO_TRY(arrivals, services.store.history().arrivals_from(sources));
        sources.clear();
        for (ports::Arrival& arrival : arrivals) {
            if (seen.insert(arrival.target).second) sources.push_back(arrival.target);
            all.push_back(std::move(arrival));
        }
    }
    std::ranges::sort(all, {}, &ports::Arrival::promotion);
    return all;
}

domain::Place place(const DataflowId& id) {
    return {id.organization, id.dataflow};
}

bool may_see(const Caller& caller, const ports::Arrival& arrival) {
    return caller.may_work_in(arrival.target.organization) &&
           (caller.may_view(arrival.target.organization) || caller.may_view(arrival.source.organization) ||
            arrival.actor == caller.user());
}

// How each stands towards the newest promotable version of the dataflow that was asked for.
class Standings {
public:
    Standings(Services& services, const std::string& organization, const DataflowView& asked)
        : services_(services), promotable_(asked.promotable_versions()) {
        newest_ = {organization, asked.dataflow.id, promotable_.empty() ? 0 : *promotable_.rbegin()};
    }

    outcome<void> load(const std::vector<SpreadItem>& items) {
        if (newest_.version != 0) {
            NEO_TRY(hash, hash_of_version(services_, newest_));
            newest_hash_ = std::move(hash);
        }
        std::vector<DataflowId> targets;
        for (const SpreadItem& item : items)
            targets.push_back(item.arrival.target);
        NEO_TRY(heads, services_.host.heads(targets));
        for (sdk::Head& head : heads)
            heads_.emplace(head.id(), std::move(head));
        return boost::system::in_place_value;
    }

    outcome<void> tell(SpreadItem& item) {
        item.behind = std::distance(promotable_.upper_bound(item.source_version), promotable_.end());
        const auto head = heads_.find(item.arrival.target);
        if (head == heads_.end()) {
            item.standing = domain::Standing::absent;
            return boost::system::in_place_value;
        }
        if (head->second.live) item.live_version = head->second.live->version;
        NEO_TRY(target, target_changed(item.arrival, head->second.head));
        item.standing = domain::standing_of(source_changed(item), target);
        return boost::system::in_place_value;
    }

private:
    // Attempts of releases before have no hash: then the numbers tell.
    bool source_changed(const SpreadItem& item) const {
        if (!newest_hash_) return false;
        const auto& hash = item.arrival.content_hash;
        return hash ? *hash != *newest_hash_ : item.source_version != newest_.version;
    }

    outcome<bool> target_changed(const ports::Arrival& arrival, std::int64_t head) {
        if (head == arrival.approved_version) return false;
        const auto& [organization, dataflow] = arrival.target;
        NEO_TRY(now, hash_of_version(services_, {organization, dataflow, head}));
        NEO_TRY(then, hash_of_version(services_, {organization, dataflow, arrival.approved_version}));
        return !now || now != then;
    }

    Services& services_;
    const std::set<std::int64_t> promotable_;
    domain::VersionId newest_;  // version 0: there is none
    std::optional<std::string> newest_hash_;
    std::map<DataflowId, sdk::Head> heads_;
};

outcome<void> add_types(Services& services, std::vector<SpreadItem>& items) {
    std::set<std::string> ids;
    for (const SpreadItem& item : items)
        ids.insert(item.arrival.target.organization);
    NEO_TRY(registered, services.store.registrations().registrations({ids.begin(), ids.end()}));
    std::map<std::string, domain::OrganizationType> types;
    for (const ports::Registration& registration : registered)
        types.emplace(registration.organization, registration.type);
    for (SpreadItem& item : items) {
        const auto type = types.find(item.arrival.target.organization);
        if (type != types.end()) item.type = type->second;
    }
    return boost::system::in_place_value;
}

// The ids of the organizations that the host finds by these words.
outcome<std::set<std::string>> found_organizations(Services& services, const std::string& search) {
    std::set<std::string> ids;
    for (std::string after;;) {
        NEO_TRY(organizations, services.host.organizations(search, after, largest_page));
        for (const ports::Organization& organization : organizations)
            ids.insert(organization.id);
        if (organizations.size() < largest_page) return ids;
        after = organizations.back().id;
    }
}

outcome<void> add_names(Services& services, std::vector<SpreadItem>& items) {
    std::map<std::string, std::optional<std::string>> names;
    for (SpreadItem& item : items) {
        const std::string& id = item.arrival.target.organization;
        if (!names.contains(id)) {
            NEO_TRY(organization, services.host.organization(id));
            names[id] = organization ? std::optional(organization->name) : std::nullopt;
        }
        item.name = names[id];
    }
    return boost::system::in_place_value;
}

}  // namespace

outcome<std::vector<SpreadItem>> spread_of(Services& services, const Caller& caller, const std::string& organization,
                                           const DataflowView& asked) {
    const std::string& dataflow = asked.dataflow.id;
    NEO_TRY(arrivals, load_arrivals(services, {organization, dataflow}));
    std::vector<domain::Step> steps;
    for (const ports::Arrival& arrival : arrivals)
        steps.push_back({{arrival.source.organization, arrival.source.dataflow},
                         arrival.source.version,
                         place(arrival.target),
                         arrival.approved_version,
                         arrival.draft_version});
    std::vector<SpreadItem> items;
    for (const auto& entry : domain::descents({organization, dataflow}, steps)) {
        const domain::Descent& descent = entry.second;
        if (!may_see(caller, arrivals[descent.step])) continue;
        SpreadItem& item = items.emplace_back();
        item.arrival = arrivals[descent.step];
        item.hops = descent.hops;
        item.source_version = descent.root_version;
    }
    Standings standings(services, organization, asked);
    if (!items.empty()) {
        if (auto loaded = standings.load(items); !loaded) return loaded.error();
    }
    for (SpreadItem& item : items) {
        if (auto told = standings.tell(item); !told) return told.error();
    }
    if (auto added = add_types(services, items); !added) return added.error();
    return items;
}

SpreadSummary summary_of(const std::vector<SpreadItem>& items) {
    SpreadSummary summary;
    for (const SpreadItem& item : items)
        ++summary[item.type][item.standing];
    return summary;
}

outcome<Spread> get_spread(Services& services, const Caller& caller, const std::string& organization,
                           const std::string& dataflow, const SpreadQuery& query) {
    NEO_TRY(asked, get_dataflow(services, caller, organization, dataflow));
    NEO_TRY(items, spread_of(services, caller, organization, asked));
    Spread spread;
    spread.summary = summary_of(items);
    std::set<std::string> found;
    if (!query.search.empty()) {
        NEO_TRY(organizations, found_organizations(services, query.search));
        found = std::move(organizations);
    }
    std::erase_if(items, [&](const SpreadItem& item) {
        return (query.type && item.type != query.type) || (query.standing && item.standing != *query.standing) ||
               (!query.search.empty() && !found.contains(item.arrival.target.organization)) ||
               (query.after && item.arrival.target <= *query.after);
    });
    spread.page = page_of(std::move(items), query.limit);
    if (auto added = add_names(services, spread.page.items); !added) return added.error();
    return spread;
}

}  // namespace neo::app
