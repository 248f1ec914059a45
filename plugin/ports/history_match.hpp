// Whether an attempt is what a filter asks for, but for what the attempt itself does not say: who may see it, and of
// what type its target is. Pure; any thread.
#pragma once

#include "history.hpp"

namespace neo::ports {

inline bool matches_as_source(const Promotion& promotion, const HistoryFilter& filter) {
    const domain::VersionId& source = promotion.source;
    return (!filter.organization || *filter.organization == source.organization) &&
           (!filter.other_organization || *filter.other_organization == promotion.target_organization) &&
           (!filter.dataflow || *filter.dataflow == source.dataflow) &&
           (!filter.version || *filter.version == source.version);
}

inline bool matches_as_target(const Promotion& promotion, const HistoryFilter& filter) {
    return (!filter.organization || *filter.organization == promotion.target_organization) &&
           (!filter.other_organization || *filter.other_organization == promotion.source.organization) &&
           (!filter.dataflow || filter.dataflow == promotion.target_dataflow) &&
           (!filter.version || filter.version == promotion.approved_version ||
            filter.version == promotion.draft_version);
}

inline bool matches(const Promotion& promotion, const HistoryFilter& filter) {
    using Role = HistoryFilter::Role;
    const Role role = filter.organization ? filter.role : Role::any;
    const bool is_source = role != Role::target && matches_as_source(promotion, filter);
    const bool is_target = role != Role::source && matches_as_target(promotion, filter);
    if (!is_source && !is_target) return false;
    if (filter.status && *filter.status != promotion.status) return false;
    if (filter.actor && *filter.actor != promotion.actor) return false;
    if (filter.ticket && filter.ticket != promotion.ticket) return false;
    if (filter.standing && filter.standing != promotion.standing) return false;
    if (filter.from && promotion.requested_at < *filter.from) return false;
    if (filter.to && promotion.requested_at >= *filter.to) return false;
    return (filter.before.empty() || promotion.id < filter.before) && promotion.id >= filter.not_before;
}

}  // namespace neo::ports
