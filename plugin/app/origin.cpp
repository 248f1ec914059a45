#include "origin.hpp"

#include "dataflows.hpp"
#include "identifiers.hpp"

#include <utility>

namespace neo::app {

namespace {

using Origin = std::optional<ports::Promotion>;

// A chain of more hops than any pipeline has stages.
constexpr std::size_t most_hops = 100;

class Tracing {
public:
    Tracing(Services& services, const Caller& caller) : services_(services), caller_(caller) {}

    // `hash` is that of the version's content.
    outcome<Custody> run(domain::VersionId version, std::optional<std::string> hash) {
        while (custody_.hops.size() < most_hops) {
            NEO_TRY(origin, find_origin(services_, version));
            const bool told = may_tell_origin(version, origin);
            Hop hop = hop_at(version);
            if (caller_.may_view(version.organization)) hop.content_hash = hash;
            if (!origin || !told) {
                custody_.complete = told;
                custody_.hops.push_back(std::move(hop));
                break;
            }
            NEO_TRY(hash_before, hash_of_version(services_, origin->source));
            if (!hash_before) hash_before = origin->content_hash;
            if (caller_.may_work_in(version.organization)) {
                if (hash && hash_before) hop.identical = *hash == *hash_before;
                hop.promotion = origin->id;
                hop.actor = origin->actor;
                hop.at = origin->finished_at;
            }
            custody_.hops.push_back(std::move(hop));
            hash = std::move(hash_before);
            version = std::move(origin->source);
        }
        return std::move(custody_);
    }

private:
    // That there was one, and which, or that there was none.
    bool may_tell_origin(const domain::VersionId& version, const Origin& origin) const {
        return caller_.may_view(version.organization) ||
               (origin && (caller_.may_view(origin->source.organization) || origin->actor == caller_.user()));
    }

    Hop hop_at(const domain::VersionId& version) const {
        Hop hop{.organization = version.organization};
        if (!caller_.may_work_in(version.organization)) return hop;
        hop.dataflow = version.dataflow;
        hop.version = version.version;
        return hop;
    }

    Services& services_;
    const Caller& caller_;
    Custody custody_;
};

}  // namespace

outcome<Origin> find_origin(Services& services, const domain::VersionId& version) {
    ports::HistoryFilter filter;
    filter.organization = version.organization;
    filter.role = ports::HistoryFilter::Role::target;
    filter.dataflow = version.dataflow;
    filter.version = version.version;
    filter.status = ports::PromotionStatus::succeeded;
    filter.limit = 1;
    for (;;) {
        NEO_TRY(page, services.store.history().promotions(filter));
        if (!page.items.empty()) return Origin(std::move(page.items.front()));
        if (!page.next) return Origin();
        filter.before = *std::move(page.next);
    }
}

outcome<std::optional<Shown<ports::Promotion>>> get_origin(Services& services, const Caller& caller,
                                                           const domain::VersionId& version) {
    NEO_TRY(origin, find_origin(services, version));
    if (!origin || (!caller.may_view(version.organization) && origin->actor != caller.user()))
        return std::optional<Shown<ports::Promotion>>();
    return std::optional(Visibility(caller).show(*std::move(origin)));
}

outcome<Custody> get_custody(Services& services, const Caller& caller, const domain::VersionId& version) {
    NEO_TRY(found, find_version(services, caller, version));
    return Tracing(services, caller).run(version, content_hash(found));
}

}  // namespace neo::app
