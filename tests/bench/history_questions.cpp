#include "history_questions.hpp"

#include "load.hpp"

#include <fmt/format.h>

#include <tests/e2e/support/platform.hpp>
#include <tests/support/filled_history.hpp>

namespace neo::bench {

namespace {

// Of an organization of the history: the busy one is number 0.
std::string name_of(std::int64_t number) {
    return number == 0 ? std::string(test::busy_organization) : test::organization_name(number);
}

struct Filter {
    std::string name;
    std::string query;
};

// Of who sees all.
std::vector<Filter> every_filter(std::string_view from, std::string_view to) {
    const std::string busy = fmt::format("organization={}", test::busy_organization);
    const std::string times = fmt::format("from={}&to={}", from, to);
    return {{"no filter", ""},
            {"organization", busy},
            {"organization, role=source", busy + "&role=source"},
            {"organization, role=target", busy + "&role=target"},
            {"organization, other_organization", busy + "&other_organization=" + name_of(8)},
            {"organization, dataflow", busy + "&role=source&dataflow=flow-7"},
            {"organization, dataflow, version", busy + "&role=source&dataflow=flow-7&version=3"},
            {"organization, status=refused", busy + "&status=refused"},
            {"organization, status=in_progress", busy + "&status=in_progress"},
            {"organization, from, to", busy + "&" + times},
            {"dataflow", "dataflow=flow-7"},
            {"status=succeeded", "status=succeeded"},
            {"status=refused", "status=refused"},
            {"status=in_progress", "status=in_progress"},
            {"actor", "actor=user-7"},
            {"actor, status=failed", "actor=user-7&status=failed"},
            {"from, to", times}};
}

// Of who may view some organizations.
std::vector<Filter> some_filters(std::string_view from, std::string_view to) {
    return {{"no filter", ""},
            {"status=refused", "status=refused"},
            {"status=in_progress", "status=in_progress"},
            {"actor", "actor=user-7"},
            {"from, to", fmt::format("from={}&to={}", from, to)}};
}

}  // namespace

std::vector<HistoryCaller> history_callers(std::int64_t organizations) {
    std::vector<HistoryCaller> callers{{"all", 0, true}, {"one", 1, false}};
    for (const std::int64_t some : {300, 3000})
        if (some < organizations) callers.push_back({fmt::format("of-{}", some), some, false});
    return callers;
}

std::string platform_of(const std::vector<HistoryCaller>& callers) {
    e2e::Platform platform;
    std::int64_t most = 0;
    for (const HistoryCaller& caller : callers) {
        e2e::TestUser& user = platform.users.emplace_back(e2e::TestUser{caller.user, {}});
        if (caller.sees_all) user.grants.push_back({"*", {"neo.view"}});
        for (std::int64_t number = 0; number < caller.organizations; ++number)
            user.grants.push_back({name_of(number), {"neo.view"}});
        most = std::max(most, caller.organizations);
    }
    for (std::int64_t number = 0; number < most; ++number)
        platform.organizations.push_back({name_of(number)});
    return platform.json();
}

std::vector<HistoryQuestion> history_questions(const std::vector<HistoryCaller>& callers, std::string_view middle_id,
                                               std::string_view from, std::string_view to) {
    std::vector<HistoryQuestion> questions;
    for (const HistoryCaller& caller : callers) {
        for (const auto& [name, query] : caller.sees_all ? every_filter(from, to) : some_filters(from, to)) {
            const auto ask = [&](const std::string& what, const std::string& parameters) {
                questions.push_back({fmt::format("{}: {}", caller.user, what),
                                     written_request("GET", "/extensions/neo/api/v1/promotions?limit=50" + parameters,
                                                     e2e::token_of(caller.user))});
            };
            const std::string parameters = query.empty() ? "" : "&" + query;
            ask(name, parameters);
            ask(name + ", deep", fmt::format("{}&cursor={}", parameters, middle_id));
        }
    }
    return questions;
}

}  // namespace neo::bench
