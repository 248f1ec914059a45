#include "spread.hpp"

#include <plugin/domain/lineage.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>
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

// Of an approved or live one; unset: the host has none.
outcome<std::optional<std::string>> settled_hash(Services& services, const domain::VersionId& id) {
    if (auto known = services.hashes->find(id)) return known;
    NEO_TRY(hash, hash_of_version(services, id));
    if (hash) services.hashes->keep(id, *hash);
    return hash;
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
        NEO_TRY(hash, settled_hash(services, {organization, asked.dataflow.id, newest}));
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
        NEO_TRY(now, settled_hash(*services_, {organization, dataflow, head}));
        if (arrival.content_hash) return now != arrival.content_hash;
        NEO_TRY(then, settled_hash(*services_, {organization, dataflow, arrival.approved_version}));
        return !now || now != then;
    }

    Services* services_;
    std::set<std::int64_t> promotable_;
    std::optional<std::string> newest_hash_;  // unset: there is no such version
    const std::map<DataflowId, sdk::Head>* heads_;
};

DataflowId source_of(const ports::Arrival& arrival) {
    return {arrival.source.organization, arrival.source.dataflow};
}

// What arrived below some dataflows, by where it came from.
class Arrivals {
public:
    Arrivals() = default;
    Arrivals(const Arrivals&) = delete;

    void add(std::vector<ports::Arrival> arrivals) {
        for (ports::Arrival& arrival : arrivals) {
            const auto [at, added] = all_.emplace(arrival.promotion, std::move(arrival));
            if (added) from_[source_of(at->second)].push_back(&at->second);
        }
    }

    // Those that something arrived in and went on from.
    std::vector<DataflowId> passed() const {
        std::set<DataflowId> dataflows;
        for (const auto& entry : all_) {
            if (from_.contains(entry.second.target)) dataflows.insert(entry.second.target);
        }
        return {dataflows.begin(), dataflows.end()};
    }

    // Where versions of this one stand now, of which the caller may see. To `unclear` go the dataflows to which an
    // earlier arrival may have brought one.
    std::vector<SpreadItem> places(const Caller& caller, const DataflowId& root, std::set<DataflowId>& unclear) const {
        const std::vector<const ports::Arrival*> below = sorted_below(root);
        std::vector<domain::Step> steps;
        steps.reserve(below.size());
        for (const ports::Arrival* arrival : below)
            steps.push_back({place(source_of(*arrival)), arrival->source.version, place(arrival->target),
                             arrival->approved_version, arrival->draft_version});
        const domain::Lineage lineage = domain::lineage_of(place(root), steps);
        for (const std::size_t step : lineage.others)
            unclear.insert(below[step]->target);
        std::vector<SpreadItem> items;
        for (const auto& entry : lineage.last) {
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

    std::unordered_map<std::string, ports::Arrival> all_;  // by promotion
    std::map<DataflowId, std::vector<const ports::Arrival*>> from_;
};

// Of each dataflow. The newest arrivals tell, but where versions went on from a dataflow all that arrived there, and
// where the newest one of a dataflow that has versions of the root was of another descent all that arrived there too.
outcome<std::vector<std::vector<SpreadItem>>> find_places(Services& services, const Caller& caller,
                                                          const std::vector<DataflowId>& roots) {
    Arrivals arrivals;
    NEO_TRY(below, services.store.arrivals().below(roots));
    arrivals.add(std::move(below));
    NEO_TRY(into_passed, services.store.arrivals().into(arrivals.passed()));
    arrivals.add(std::move(into_passed));
    std::vector<std::vector<SpreadItem>> places;
    std::set<DataflowId> unclear;
    const auto look = [&] {
        places.clear();
        for (const DataflowId& root : roots)
            places.push_back(arrivals.places(caller, root, unclear));
    };
    look();
    if (unclear.empty()) return places;
    NEO_TRY(into_unclear, services.store.arrivals().into({unclear.begin(), unclear.end()}));
    arrivals.add(std::move(into_unclear));
    look();
    return places;
}

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
    NEO_TRY(spreads, find_places(services, caller, roots));
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
    const RecentSpreads::Key key{caller.user(), {organization, dataflow}};
    RecentSpreads::Items all = query.after ? services.spreads->find(key) : nullptr;
    if (!all) {
        NEO_TRY(spreads, spreads_of(services, caller, organization, {asked}));
        all = std::make_shared<const std::vector<SpreadItem>>(std::move(spreads.front()));
        if (all->size() > static_cast<std::size_t>(query.limit)) services.spreads->keep(key, all);
    }
    std::set<std::string> found;
    if (!query.search.empty()) {
        NEO_TRY(organizations, found_organizations(services, query.search));
        found = std::move(organizations);
    }
    Spread spread;
    std::vector<SpreadItem> items;
    for (const SpreadItem& item : *all) {
        if (!may_see(caller, item.arrival)) continue;
        ++spread.summary[item.arrival.target_type][item.standing];
        const bool is_asked_for = (!query.type || item.arrival.target_type == query.type) &&
                                  (!query.standing || item.standing == *query.standing) &&
                                  (query.search.empty() || found.contains(item.arrival.target.organization)) &&
                                  (!query.after || item.arrival.target > *query.after);
        if (is_asked_for && items.size() <= static_cast<std::size_t>(query.limit)) items.push_back(item);
    }
    spread.page = page_of(std::move(items), query.limit);
    if (auto added = add_names(services, spread.page.items); !added) return added.error();
    return spread;
}

}  // namespace neo::app
