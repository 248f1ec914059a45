#include "spread.hpp"

#include <plugin/domain/lineage.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace neo::app {

namespace {

using sdk::DataflowId;

domain::Place place(const DataflowId& id) {
    return {id.organization, id.dataflow};
}

bool may_see(const Caller& caller, const ports::Arrival& arrival) {
    return caller.may_work_in(arrival.target.organization) &&
           (caller.may_view(arrival.target.organization) || caller.may_view(arrival.source.organization) ||
            arrival.actor == caller.user());
}

// How dataflows stand towards the newest promotable version of one that was asked for.
class Standings {
public:
    // The heads outlive it.
    static outcome<Standings> load(Services& services, const std::string& organization, const DataflowView& asked,
                                   const std::map<DataflowId, sdk::Head>& heads) {
        Standings standings(services, asked, heads);
        if (standings.promotable_.empty()) return standings;
        const std::int64_t newest = *standings.promotable_.rbegin();
        NEO_TRY(hash, hash_of_version(services, {organization, asked.dataflow.id, newest}));
        standings.newest_hash_ = std::move(hash);
        return standings;
    }

    outcome<void> tell(SpreadItem& item) const {
        item.behind = std::distance(promotable_.upper_bound(item.source_version), promotable_.end());
        const auto head = heads_->find(item.arrival.target);
        if (head == heads_->end()) {
            item.standing = domain::Standing::absent;
            return boost::system::in_place_value;
        }
        if (head->second.live) item.live_version = head->second.live->version;
        NEO_TRY(target, target_changed(item.arrival, head->second.head));
        item.standing = domain::standing_of(source_changed(item), target);
        return boost::system::in_place_value;
    }

private:
    Standings(Services& services, const DataflowView& asked, const std::map<DataflowId, sdk::Head>& heads)
        : services_(&services), promotable_(asked.promotable_versions()), heads_(&heads) {}

    // Attempts of releases before have no hash: then the numbers tell.
    bool source_changed(const SpreadItem& item) const {
        if (!newest_hash_) return false;
        const auto& hash = item.arrival.content_hash;
        return hash ? *hash != *newest_hash_ : item.source_version != *promotable_.rbegin();
    }

    outcome<bool> target_changed(const ports::Arrival& arrival, std::int64_t head) const {
        if (head == arrival.approved_version) return false;
        const auto& [organization, dataflow] = arrival.target;
        NEO_TRY(now, hash_of_version(*services_, {organization, dataflow, head}));
        if (arrival.content_hash) return now != arrival.content_hash;
        NEO_TRY(then, hash_of_version(*services_, {organization, dataflow, arrival.approved_version}));
        return !now || now != then;
    }

    Services* services_;
    std::set<std::int64_t> promotable_;
    std::optional<std::string> newest_hash_;  // unset: there is no such version
    const std::map<DataflowId, sdk::Head>* heads_;
};

// What arrived below some dataflows, by where it came from.
class Arrivals {
public:
    explicit Arrivals(std::vector<ports::Arrival> all) : all_(std::move(all)) {
        for (const ports::Arrival& arrival : all_)
            from_[{arrival.source.organization, arrival.source.dataflow}].push_back(&arrival);
    }
    Arrivals(const Arrivals&) = delete;

    // Where versions of this one stand now, of which the caller may see.
    std::vector<SpreadItem> places(const Caller& caller, const DataflowId& root) const {
        const std::vector<const ports::Arrival*> below = sorted_below(root);
        std::vector<domain::Step> steps;
        steps.reserve(below.size());
        for (const ports::Arrival* arrival : below)
            steps.push_back({{arrival->source.organization, arrival->source.dataflow},
                             arrival->source.version,
                             place(arrival->target),
                             arrival->approved_version,
                             arrival->draft_version});
        std::vector<SpreadItem> items;
        for (const auto& entry : domain::descents(place(root), steps)) {
            const domain::Descent& descent = entry.second;
            const ports::Arrival& arrival = *below[descent.step];
            if (!may_see(caller, arrival)) continue;
            SpreadItem& item = items.emplace_back();
            item.arrival = arrival;
            item.hops = descent.hops;
            item.source_version = descent.root_version;
        }
        return items;
    }

private:
    // In the order of time.
    std::vector<const ports::Arrival*> sorted_below(const DataflowId& root) const {
        std::vector<const ports::Arrival*> below;
        std::set<DataflowId> reached{root};
        std::vector<DataflowId> left{root};
        while (!left.empty()) {
            const auto from = from_.find(left.back());
            left.pop_back();
            if (from == from_.end()) continue;
            for (const ports::Arrival* arrival : from->second) {
                below.push_back(arrival);
                if (reached.insert(arrival->target).second) left.push_back(arrival->target);
            }
        }
        std::ranges::sort(below, {}, &ports::Arrival::promotion);
        return below;
    }

    const std::vector<ports::Arrival> all_;
    std::map<DataflowId, std::vector<const ports::Arrival*>> from_;
};

outcome<std::map<DataflowId, sdk::Head>> load_heads(Services& services,
                                                    const std::vector<std::vector<SpreadItem>>& spreads) {
    std::vector<DataflowId> targets;
    for (const auto& items : spreads) {
        for (const SpreadItem& item : items)
            targets.push_back(item.arrival.target);
    }
    std::map<DataflowId, sdk::Head> heads;
    if (targets.empty()) return heads;
    NEO_TRY(told, services.host.heads(targets));
    for (sdk::Head& head : told)
        heads.emplace(head.id(), std::move(head));
    return heads;
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

outcome<std::vector<std::vector<SpreadItem>>> spreads_of(Services& services, const Caller& caller,
                                                         const std::string& organization,
                                                         const std::vector<DataflowView>& asked) {
    std::vector<DataflowId> roots;
    for (const DataflowView& view : asked)
        roots.push_back({organization, view.dataflow.id});
    NEO_TRY(below, services.store.history().arrivals_below(roots));
    const Arrivals arrivals(std::move(below));
    std::vector<std::vector<SpreadItem>> spreads;
    for (const DataflowId& root : roots)
        spreads.push_back(arrivals.places(caller, root));
    NEO_TRY(heads, load_heads(services, spreads));
    for (std::size_t at = 0; at < asked.size(); ++at) {
        if (spreads[at].empty()) continue;
        NEO_TRY(standings, Standings::load(services, organization, asked[at], heads));
        for (SpreadItem& item : spreads[at]) {
            if (auto told = standings.tell(item); !told) return told.error();
        }
    }
    return spreads;
}

SpreadSummary summary_of(const std::vector<SpreadItem>& items) {
    SpreadSummary summary;
    for (const SpreadItem& item : items)
        ++summary[item.arrival.target_type][item.standing];
    return summary;
}

outcome<Spread> get_spread(Services& services, const Caller& caller, const std::string& organization,
                           const std::string& dataflow, const SpreadQuery& query) {
    NEO_TRY(asked, get_dataflow(services, caller, organization, dataflow));
    NEO_TRY(spreads, spreads_of(services, caller, organization, {asked}));
    std::vector<SpreadItem> items = std::move(spreads.front());
    Spread spread;
    spread.summary = summary_of(items);
    std::set<std::string> found;
    if (!query.search.empty()) {
        NEO_TRY(organizations, found_organizations(services, query.search));
        found = std::move(organizations);
    }
    std::erase_if(items, [&](const SpreadItem& item) {
        return (query.type && item.arrival.target_type != query.type) ||
               (query.standing && item.standing != *query.standing) ||
               (!query.search.empty() && !found.contains(item.arrival.target.organization)) ||
               (query.after && item.arrival.target <= *query.after);
    });
    spread.page = page_of(std::move(items), query.limit);
    if (auto added = add_names(services, spread.page.items); !added) return added.error();
    return spread;
}

}  // namespace neo::app
