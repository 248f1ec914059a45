#include "review.hpp"

#include "findings.hpp"
#include "identifiers.hpp"

#include <plugin/domain/arrival_warnings.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace neo::app {

namespace {

using Arrived = ports::Basis::Arrived;

class Reviewing {
public:
    Reviewing(Services& services, const Reviewed& reviewed) : services_(services), reviewed_(reviewed) {}

    outcome<Review> run() {
        if (!reviewed_.version || !reviewed_.facts.target_organization) return std::move(review_);
        review_.content_hash = content_hash(*reviewed_.version);
        review_.base = reviewed_.basis.base;
        if (reviewed_.holder) {
            NEO_TRY(stands, stand());
            review_.standing = stands;
        } else {
            review_.standing = domain::Standing::absent;
        }
        NEO_TRY(findings, find_in_content(services_, *reviewed_.version->content, reviewed_.facts.target,
                                          reviewed_.basis.hosts_are_declared));
        review_.findings = std::move(findings);
        if (reviewed_.decision.failures.empty()) review_.warnings = surprises();
        return std::move(review_);
    }

private:
    outcome<domain::Standing> stand() {
        if (auto found = find_head(); !found) return found.error();
        if (auto found = find_late_base(); !found) return found.error();
        if (!review_.base) return domain::Standing::unrelated;
        NEO_TRY(target, target_changed());
        NEO_TRY(source, source_changed());
        return domain::standing_of(source, target);
    }

    outcome<std::optional<ports::Version>> version_there(std::int64_t version) {
        NEO_TRY(found, services_.host.version({reviewed_.facts.target, reviewed_.holder->dataflow, version}));
        return found;
    }

    // A host of the first minor tells it with the whole dataflow only.
    outcome<void> find_head() {
        const ports::TriggerHolder& holder = *reviewed_.holder;
        if (holder.head) {
            review_.head = *holder.head;
            review_.live = holder.live;
            return boost::system::in_place_value;
        }
        NEO_TRY(dataflow, services_.host.dataflow(reviewed_.facts.target, holder.dataflow));
        if (!dataflow) return boost::system::in_place_value;
        for (const ports::DataflowVersion& version : dataflow->versions) {
            if (version.state == domain::VersionState::live) review_.live = version;
            if (domain::is_promotable(version.state) && version.trigger == reviewed_.version->trigger)
                review_.head = version.version;
        }
        return boost::system::in_place_value;
    }

    // An attempt that began before others may have arrived after them: then the head is its own.
    outcome<void> find_late_base() {
        if (!review_.base || review_.head <= review_.base->approved_version) return boost::system::in_place_value;
        ports::HistoryFilter filter;
        filter.organization = reviewed_.facts.target;
        filter.role = ports::HistoryFilter::Role::target;
        filter.dataflow = reviewed_.holder->dataflow;
        filter.version = review_.head;
        filter.status = ports::PromotionStatus::succeeded;
        filter.limit = 1;
        NEO_TRY(page, services_.store.history().promotions(filter));
        if (page.items.empty() || page.items.front().approved_version != review_.head)
            return boost::system::in_place_value;
        const ports::Promotion& late = page.items.front();
        review_.base =
            Arrived{late.id, late.source, review_.head, late.content_hash, late.finished_at.value_or(Time())};
        return boost::system::in_place_value;
    }

    outcome<bool> target_changed() {
        if (review_.head == review_.base->approved_version) return false;
        NEO_TRY(head, version_there(review_.head));
        review_.head_version = std::move(head);
        if (auto read = read_base(); !read) return read.error();
        if (!review_.head_version || !review_.base_version) return true;
        return content_hash(*review_.head_version) != content_hash(*review_.base_version);
    }

    outcome<bool> source_changed() {
        if (!review_.base->content_hash) {
            if (auto read = read_base(); !read) return read.error();
            if (!review_.base_version) return true;
            review_.base->content_hash = content_hash(*review_.base_version);
        }
        return review_.base->content_hash != review_.content_hash;
    }

    outcome<void> read_base() {
        if (review_.base_version) return boost::system::in_place_value;
        NEO_TRY(base, version_there(review_.base->approved_version));
        review_.base_version = std::move(base);
        return boost::system::in_place_value;
    }

    std::vector<domain::Warning> surprises() const {
        domain::ArrivalFacts facts;
        facts.source = reviewed_.facts.source;
        facts.trigger = reviewed_.version->trigger;
        facts.dataflow = reviewed_.decision.route->dataflow;
        facts.newer_version = reviewed_.basis.newer_version;
        facts.before_dataflow = reviewed_.basis.before_dataflow;
        if (review_.base) facts.base = review_.base->source;
        if (review_.live) facts.live = domain::ArrivalFacts::Live{review_.live->version, review_.live->trigger};
        facts.own_changes = own_changes();
        facts.findings = count_by_code();
        return domain::arrival_warnings(facts);
    }

    // Of those that are told; what is beyond them counts in the whole.
    domain::ArrivalFacts::Findings count_by_code() const {
        domain::ArrivalFacts::Findings findings{review_.findings.total, {}};
        for (const domain::Finding& finding : review_.findings.items)
            ++findings.by_code[finding.code];
        return findings;
    }

    // What they changed and what would arrive has otherwise than they have it.
    std::optional<domain::ArrivalFacts::OwnChanges> own_changes() const {
        if (!review_.base || !review_.head_version || review_.head < review_.base->approved_version)
            return std::nullopt;
        domain::ArrivalFacts::OwnChanges own{review_.head, {}};
        if (!review_.base_version) return own;
        const domain::Content head = content_of(*review_.head_version);
        const domain::ContentDifference theirs = domain::difference(content_of(*review_.base_version), head);
        const domain::ContentDifference lost = domain::difference(head, content_of(*reviewed_.version));
        if (theirs.none() || lost.none()) return std::nullopt;
        own.blocks = readable_ids(domain::ids_of_overlap(theirs, lost));
        return own;
    }

    Services& services_;
    const Reviewed& reviewed_;
    Review review_;
};

}  // namespace

outcome<Review> review(Services& services, const Reviewed& reviewed) {
    return Reviewing(services, reviewed).run();
}

domain::Content content_of(const ports::Version& version) {
    return {version.blocks, version.connections,
            version.module ? std::optional<std::string_view>(*version.module) : std::nullopt, version.global};
}

std::vector<std::string> readable_ids(const std::vector<std::string_view>& ids) {
    std::vector<std::string> readable;
    for (const std::string_view id : ids) {
        const boost::json::value value = boost::json::parse(boost::json::string_view(id.data(), id.size()));
        const boost::json::string* text = value.if_string();
        readable.push_back(text != nullptr ? std::string(*text) : std::string(id));
    }
    return readable;
}

}  // namespace neo::app
