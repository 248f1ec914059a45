// The history of promotions (rows H): one row for each attempt, whatever came of it. Same rules as registrations.hpp.
#pragma once

#include "clock.hpp"

#include <plugin/base/result.hpp>
#include <plugin/domain/dataflow.hpp>
#include <plugin/domain/failure.hpp>
#include <plugin/domain/organization_type.hpp>
#include <plugin/domain/standing.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::ports {

enum class PromotionStatus { succeeded, failed, refused, in_progress };

constexpr std::string_view to_text(PromotionStatus status) noexcept {
    switch (status) {
        case PromotionStatus::succeeded:
            return "succeeded";
        case PromotionStatus::failed:
            return "failed";
        case PromotionStatus::refused:
            return "refused";
        case PromotionStatus::in_progress:
            return "in_progress";
    }
    return "";
}

constexpr std::optional<PromotionStatus> promotion_status_from(std::string_view text) noexcept {
    for (const PromotionStatus status : {PromotionStatus::succeeded, PromotionStatus::failed, PromotionStatus::refused,
                                         PromotionStatus::in_progress}) {
        if (to_text(status) == text) return status;
    }
    return std::nullopt;
}

// What the host created, and where.
struct Placement {
    std::string application;
    std::string dataflow;
    std::int64_t approved_version = 0;
    std::int64_t draft_version = 0;

    bool operator==(const Placement&) const = default;
};

// One attempt.
struct Promotion {
    std::string id;   // time-ordered
    std::string key;  // deterministic (plugin/docs/protocol.md, "Keys")
    PromotionStatus status{};
    domain::VersionId source;
    std::string target_organization;
    std::optional<std::string> target_application;  // asked for, or where it was routed once that is known
    std::optional<std::string> target_dataflow;
    std::optional<std::int64_t> approved_version;
    std::optional<std::int64_t> draft_version;
    bool routed = false;
    std::optional<domain::Trigger> trigger;    // unknown when the version was
    std::optional<std::string> dataflow_name;  // in the source, when it was asked for; unknown when the version was
    std::string actor;
    Time requested_at;
    std::optional<Time> finished_at;
    std::vector<domain::Failure> failures;
    // What was known and said when it was asked for (R1 to R4); rows of releases before have none of it.
    std::optional<std::string> reason;
    std::optional<std::string> ticket;
    std::vector<std::string> accepted;         // codes of warnings
    std::optional<domain::Standing> standing;  // unknown when the version was
    std::optional<std::string> base;           // the promotion that had arrived there last
    std::vector<domain::Warning> warnings;
    bool planned = false;
    std::optional<std::string> content_hash;  // of what was promoted, see content_hash(); unknown when the version was
};

// A client's own key for a request (Idempotency-Key): the same key of the same actor answers the same attempt.
struct IdempotencyKey {
    std::string actor;
    std::string key;
    std::string request_hash;  // of what was asked: the same key with another request is refused
};

struct HistoryFilter {
    enum class Role { source, target, any };

    // Only promotions that touch one of these organizations, as source or target (A5). Unset: the caller may view all.
    std::optional<std::vector<std::string>> visible_organizations;
    std::optional<std::string> organization;
    // Which side `organization` is on; either without an organization. `dataflow` and `version` are those of the same
    // side: of the target, the dataflow that was promoted to and the approved or draft version that was created.
    Role role = Role::any;
    std::optional<std::string> other_organization;  // on the other side of `organization`; without that, on either
    std::optional<std::string> dataflow;
    std::optional<std::int64_t> version;
    std::optional<PromotionStatus> status;
    std::optional<std::string> actor;
    std::optional<std::string> ticket;
    std::optional<domain::Standing> standing;
    std::optional<domain::OrganizationType> target_type;  // as the target is registered now
    std::optional<Time> from;                             // requested_at >= from
    std::optional<Time> to;                               // requested_at < to
    std::string before;                                   // ids below this one (keyset); empty: from the newest
    std::string not_before;                               // ids at or above this one; empty: to the oldest
    int limit = 50;
};

struct HistoryPage {
    std::vector<Promotion> items;
    std::optional<std::string> next;  // the `before` of the page that goes on; unset: there is nothing further
};

// The newest attempt that touches an organization.
struct LastPromotion {
    std::string organization;
    std::string id;
    PromotionStatus status{};
    bool out = false;  // the organization is its source
    Time requested_at;
};

inline LastPromotion last_promotion_of(const Promotion& promotion, const std::string& organization) {
    return {organization, promotion.id, promotion.status, promotion.source.organization == organization,
            promotion.requested_at};
}

class History {
public:
    virtual ~History() = default;

    // Records an attempt that ended before its intent (refused, or failed for want of an answer), with its idempotency
    // key if there is one. exists: that idempotency key is taken. outcome_unknown: it may have been recorded.
    virtual result<void> record(const Promotion& promotion, const std::optional<IdempotencyKey>& idempotency_key) = 0;

    virtual result<std::optional<Promotion>> promotion(const std::string& id) = 0;

    // Newest first, by id. Looks at a bounded number of attempts, whatever the history holds: where few of them match,
    // a page is shorter than the limit, even empty, while `next` says where to go on.
    virtual result<HistoryPage> promotions(const HistoryFilter& filter) = 0;

    // Of each of these organizations, where there is one, in no particular order.
    virtual result<std::vector<LastPromotion>> last_promotions(const std::vector<std::string>& organizations) = 0;

    // The versions of these dataflows of one organization that succeeded at least once (H3), in no particular order.
    virtual result<std::vector<std::pair<std::string, std::int64_t>>> promoted_versions(
        const std::string& organization, const std::vector<std::string>& dataflows) = 0;

    // The request hash and the attempt that an idempotency key stands for.
    virtual result<std::optional<std::pair<std::string, std::string>>> find_idempotency_key(const std::string& actor,
                                                                                            const std::string& key) = 0;
};

}  // namespace neo::ports
