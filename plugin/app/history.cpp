#include "history.hpp"

#include "identifiers.hpp"
#include "mappings.hpp"

#include <neo/host/cpp/lower_case.hpp>
#include <plugin/ports/history_match.hpp>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace neo::app {

namespace {

// Whether there is nothing to see for the caller whatever the organization's history holds; else the filter shows what
// he may see of it.
std::optional<Problem> narrow(Services& services, const Caller& caller, const std::string& organization,
                              ports::HistoryFilter& filter) {
    if (auto denied = check_mapped_or_work(services, caller, organization)) return denied;
    if (const auto known = load_known_organization(services, caller, organization); !known) return known.error();
    if (caller.may_view(organization)) return std::nullopt;
    if (filter.actor && *filter.actor != caller.user()) return check_view(caller, organization);
    filter.actor = caller.user();
    return std::nullopt;
}

constexpr int most_looks = 10;  // at the store for one page, where it can't look for all that is asked for

std::string lower_case(std::string_view text) {
    static const sdk::LowerCase lower;  // making one takes longer than a page
    return lower.of(text);
}

// The words of a name that is asked for, by the people that attempts are of: each of them is looked at once.
class AskedName {
public:
    AskedName(Services& services, const std::string& words) : services_(services) {
        std::istringstream text(lower_case(words));
        words_.assign(std::istream_iterator<std::string>(text), {});
    }

    bool is_asked() const { return !words_.empty(); }

    bool is_of(const std::string& user) {
        const auto [known, is_new] = known_.try_emplace(user, true);
        if (is_new && is_asked()) {
            const std::string name = services_.people->name(services_.host, user).value_or("");
            const std::string text = lower_case(user + '\n' + name);
            known->second = std::ranges::all_of(
                words_, [&](const std::string& word) { return text.find(word) != std::string::npos; });
        }
        return known->second;
    }

private:
    Services& services_;
    std::vector<std::string> words_;
    std::unordered_map<std::string, bool> known_;
};

// What the store found goes on to the caller only when it matches by what he is shown of it.
class Sieve {
public:
    Sieve(Services& services, const Caller& caller, const PromotionsQuery& query)
        : caller_(caller),
          filter_(query.filter),
          reason_(lower_case(query.reason)),
          actor_name_(services, query.actor_name) {}

    // Which the store does not look at.
    bool asks_of_texts() const { return !reason_.empty() || actor_name_.is_asked(); }

    std::optional<Shown<ports::Promotion>> pass(ports::Promotion promotion) {
        if (filter_.target_type && !caller_.may_know(promotion.target_organization)) return std::nullopt;
        if (!reason_.empty() && lower_case(promotion.reason.value_or("")).find(reason_) == std::string::npos)
            return std::nullopt;
        if (!actor_name_.is_of(promotion.actor)) return std::nullopt;
        auto shown = Visibility(caller_).show(std::move(promotion));
        return ports::matches(*shown, filter_) ? std::optional(std::move(shown)) : std::nullopt;
    }

private:
    const Caller& caller_;
    const ports::HistoryFilter filter_;
    const std::string reason_;
    AskedName actor_name_;
};

// The filter, cut down to what the caller may see of the history.
std::optional<Problem> bound(Services& services, const Caller& caller, ports::HistoryFilter& filter) {
    if (filter.organization) {
        if (auto nothing = narrow(services, caller, *filter.organization, filter)) return nothing;
    } else if (!caller.everywhere(permission_view)) {
        filter.visible_organizations = caller.organizations(permission_view);
    }
    bound_ids(filter);
    return std::nullopt;
}

outcome<PromotionsPage> find_page(Services& services, Sieve sieve, ports::HistoryFilter filter) {
    PromotionsPage page;
    const auto wanted = static_cast<std::size_t>(filter.limit);
    if (sieve.asks_of_texts()) filter.limit = largest_page;
    for (int looks = sieve.asks_of_texts() ? most_looks : 1; looks > 0; --looks) {
        NEO_TRY(found, services.store.history().promotions(filter));
        for (ports::Promotion& promotion : found.items) {
            auto shown = sieve.pass(std::move(promotion));
            if (!shown) continue;
            if (page.items.size() == wanted) {
                page.next = page.items.back()->id;
                return page;
            }
            page.items.push_back(*std::move(shown));
        }
        page.next = std::move(found.next);
        if (!page.next) break;
        filter.before = *page.next;
    }
    return page;
}

}  // namespace

outcome<Shown<ports::Promotion>> get_promotion(Services& services, const Caller& caller, const std::string& id) {
    NEO_TRY(promotion, services.store.history().promotion(id));
    const auto touches = [&](bool (Caller::*may)(std::string_view) const) {
        return promotion &&
               ((caller.*may)(promotion->source.organization) || (caller.*may)(promotion->target_organization));
    };
    if (touches(&Caller::may_view) || (touches(&Caller::may_work_in) && promotion->actor == caller.user()))
        return Visibility(caller).show(std::move(*promotion));
    return Problem("promotion_unknown", "There is no promotion '" + id + "' that you may view.");
}

outcome<PromotionsPage> list_promotions(Services& services, const Caller& caller, PromotionsQuery query) {
    if (auto nothing = bound(services, caller, query.filter)) return *nothing;
    return find_page(services, Sieve(services, caller, query), query.filter);
}

outcome<PromotionCounts> count_promotions(Services& services, const Caller& caller, PromotionsQuery query) {
    if (auto nothing = bound(services, caller, query.filter)) return *nothing;
    Sieve sieve(services, caller, query);
    query.filter.limit = largest_page;
    PromotionCounts counts;
    for (int looks = 0; looks < most_looks; ++looks) {
        NEO_TRY(found, services.store.history().promotions(query.filter));
        for (ports::Promotion& promotion : found.items) {
            if (const auto shown = sieve.pass(std::move(promotion))) ++counts.of_status[(*shown)->status];
        }
        counts.complete = !found.next;
        if (counts.complete) break;
        query.filter.before = *std::move(found.next);
    }
    return counts;
}

}  // namespace neo::app
