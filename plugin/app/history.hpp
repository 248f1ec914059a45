// Reading the history of promotions (H1, H2, A5).
#pragma once

#include "organizations.hpp"
#include "visibility.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace neo::app {

// Only an attempt that touches an organization that the caller may view, and the caller's own that touches one that he
// may work in (A6); any other answers like one that does not exist.
outcome<Shown<ports::Promotion>> get_promotion(Services& services, const Caller& caller, const std::string& id);

struct PromotionsPage {
    std::vector<Shown<ports::Promotion>> items;
    std::optional<std::string> next;  // the filter's `before` for what follows; unset: nothing does
};

// What is asked for of the history: what the store looks for, and what is looked for in texts, whatever their case; an
// empty one is not asked for.
struct PromotionsQuery {
    ports::HistoryFilter filter;
    std::string reason = {};      // a part of it
    std::string actor_name = {};  // words, each a part of the actor's id or of his name as the host knows it
};

// Newest first; where few attempts match, a page may be short, even empty, and go on. Of one organization: one that the
// caller may not know answers as its mappings do, and of one that he may work in and not view only his own attempts are
// there (A6). Of all: what he may not view is left out. What is hidden from him matches nothing (A7).
outcome<PromotionsPage> list_promotions(Services& services, const Caller& caller, PromotionsQuery query);

// How many of the newest attempts that match ended how.
struct PromotionCounts {
    std::map<ports::PromotionStatus, std::int64_t> of_status;
    bool complete = false;  // these are all that match
};

// Of those that list_promotions would answer. It looks at no more than a few thousand, whatever the history holds.
outcome<PromotionCounts> count_promotions(Services& services, const Caller& caller, PromotionsQuery query);

}  // namespace neo::app
