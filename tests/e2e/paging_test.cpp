#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class Paging : public PromotionTest {
protected:
    // Every page of a list, one after another; each id once.
    std::vector<std::string> walk(const std::string& list, std::string_view member, int limit) const {
        Client ana = as("ana");
        std::vector<std::string> seen;
        std::string cursor;
        for (int pages = 0; pages < 1000; ++pages) {
            const char* separator = list.find('?') == std::string::npos ? "?" : "&";
            const Answer page = ana.api("GET", fmt::format("{}{}limit={}{}", list, separator, limit, cursor));
            const auto items = items_of(page, member);
            EXPECT_LE(items.size(), static_cast<std::size_t>(limit));
            seen.insert(seen.end(), items.begin(), items.end());
            const auto& next = page.json().at("next_cursor");
            if (next.is_null()) break;
            EXPECT_FALSE(items.empty());
            cursor = "&cursor=" + encoded(text_of(next));
        }
        return seen;
    }
    void expect_walks_alike(const std::string& list, std::string_view member, std::size_t count) const {
        const auto whole = walk(list, member, 500);
        EXPECT_EQ(std::set(whole.begin(), whole.end()).size(), count) << list;
        EXPECT_EQ(whole.size(), count);
        for (const int limit : {1, 2, 7})
            EXPECT_EQ(walk(list, member, limit), whole) << list << " by " << limit;
    }
};

TEST_P(Paging, EveryListGivesEachItemOnceWhateverTheLimit) {
    for (int number = 1; number <= 15; ++number)
        add_dataflow({"acme-dev",
                      fmt::format("flow {:02} \"\xC3\xA4\"/%", number),
                      {TestVersion{.url = fmt::format("/flow/{}", number)}}});
    start_company();
    for (int number = 1; number <= 15; ++number)
        promoted({"acme-dev", fmt::format("flow {:02} \"\xC3\xA4\"/%", number)}, "acme-uat");
    expect_walks_alike("/organizations", "id", 13);
    expect_walks_alike("/organizations/acme-dev/applications", "id", 4);
    expect_walks_alike("/organizations/acme-dev/dataflows", "id", 16);
    expect_walks_alike("/organizations/acme-dev/mappings", "target", 4);
    expect_walks_alike("/organizations/acme-dev/people", "user", 2);
    expect_walks_alike("/organizations/acme-dev/mapping-changes", "id", 5);
    expect_walks_alike("/promotions", "id", 15);
    expect_walks_alike("/promotions?organization=acme-uat&role=target", "id", 15);
    expect_walks_alike(version_path("acme-dev", "welcome", 1) + "/promotion-targets", "organization", 4);
    expect_walks_alike(version_path("acme-dev", "welcome", 1) + "/promotion-targets/acme-uat/applications", "id", 2);
}

TEST_P(Paging, NoListTakesControlCharactersOrWhatCannotBeACursor) {
    start();
    const std::string targets = version_path("acme-dev", "welcome", 1) + "/promotion-targets";
    for (const std::string& list :
         {std::string("/organizations"), std::string("/organizations/acme-dev/dataflows"),
          std::string("/organizations/acme-dev/people"), std::string("/organizations/acme-dev/mappings"),
          std::string("/organizations/acme-dev/mapping-changes"), std::string("/mapping-changes"),
          std::string("/promotions"), targets, targets + "/acme-uat/applications"})
        for (const std::string& query :
             {std::string("cursor=a%00b"), std::string("search=%00"), "cursor=" + std::string(201, 'x')})
            for (const char* user : {"ana", "root"}) {
                const Answer refused = api(user, "GET", list + "?" + query);
                EXPECT_EQ(refused.status, 422) << list << "?" << query;
                EXPECT_EQ(refused.code(), "invalid_request");
            }
    EXPECT_EQ(api("ana", "GET", "/organizations/acme-dev/dataflows?application=%0A").status, 422);
}

TEST_P(Paging, SearchIgnoresCaseAlikeForWhoSeesAllAndForWhoSeesSome) {
    platform.organizations.push_back({"KLINIK-\xC3\x84RZTE"});  // ÄRZTE
    platform.users.push_back({"some", {{"KLINIK-\xC3\x84RZTE"}, {"acme-dev"}}});
    platform.users.push_back({"all", {{"*"}}});
    start();
    for (const char* user : {"some", "all"})
        for (const char* part : {"\xC3\xA4rzte", "\xC3\x84RZTE", "k-\xC3\xA4R"})
            EXPECT_THAT(items_of(api(user, "GET", "/organizations?search=" + encoded(part)), "id"),
                        ElementsAre("KLINIK-\xC3\x84RZTE"))
                << user << " " << part;
}

TEST_P(Paging, FiftyIsTheLimitThatIsLeftOut) {
    for (int number = 1; number <= 60; ++number)
        add_dataflow({"acme-dev", fmt::format("flow-{:02}", number), {TestVersion{.url = fmt::format("/{}", number)}}});
    start();
    const Answer page = api("ana", "GET", "/organizations/acme-dev/dataflows");
    EXPECT_EQ(page.json().at("items").as_array().size(), 50U);
    EXPECT_TRUE(page.json().at("next_cursor").is_string());
}

TEST_P(Paging, APageHoldsUpTo500) {
    for (int number = 0; number < 500; ++number) {
        add_dataflow({"acme-dev", fmt::format("flow-{:03}", number), {TestVersion{.url = fmt::format("/{}", number)}}});
        platform.organizations.push_back({fmt::format("more-{:03}", number)});
    }
    platform.users.push_back({"everywhere", {{"*", {"neo.view"}}}});
    start();
    for (const auto& [list, count] :
         {std::pair("/organizations", 513U), std::pair("/organizations/acme-dev/dataflows", 501U)}) {
        const Answer first = api("everywhere", "GET", std::string(list) + "?limit=500");
        EXPECT_EQ(first.json().at("items").as_array().size(), 500U);
        const Answer second =
            api("everywhere", "GET",
                std::string(list) + "?limit=500&cursor=" + encoded(text_of(first.json().at("next_cursor"))));
        EXPECT_EQ(second.json().at("items").as_array().size(), count - 500);
        EXPECT_TRUE(second.json().at("next_cursor").is_null());
    }
    EXPECT_EQ(api("everywhere", "GET", "/me").json().at("organizations").as_array().size(), 513U);
}

TEST_P(Paging, NewPromotionsDoNotDisturbAWalk) {
    start_company();
    const std::string first = text_of(promoted({}, "acme-uat").json().at("id"));
    const std::string second = text_of(promoted({}, "acme-sit").json().at("id"));
    const Answer page = api("ana", "GET", "/promotions?limit=1");
    EXPECT_THAT(items_of(page, "id"), ElementsAre(second));
    promoted({}, "acme-dev2");
    const Answer next =
        api("ana", "GET", "/promotions?limit=1&cursor=" + encoded(text_of(page.json().at("next_cursor"))));
    EXPECT_THAT(items_of(next, "id"), ElementsAre(first));
}

TEST_P(Paging, WrongLimitsAndCursorsAreRefusedByEveryList) {
    start_company();
    for (const std::string& list :
         {std::string("/organizations"), std::string("/organizations/acme-dev/applications"),
          std::string("/organizations/acme-dev/dataflows"), std::string("/organizations/acme-dev/mappings"),
          std::string("/organizations/acme-dev/mapping-changes"), std::string("/mapping-changes"),
          std::string("/organizations/acme-dev/people"), version_path("acme-dev", "welcome", 1) + "/promotion-targets",
          version_path("acme-dev", "welcome", 1) + "/promotion-targets/acme-uat/applications"})
        for (const char* query : {"limit=0", "limit=501", "limit=-1", "limit=abc", "limit=99999999999999999999"})
            EXPECT_EQ(api("ana", "GET", list + "?" + query).status, 400) << list << "?" << query;
}

TEST_P(Paging, DataflowsAreFiltered) {
    add_dataflow({"acme-dev", "invoice-mail", {TestVersion{.state = "draft", .url = "/i"}}, "sales"}).name =
        "Rechnung \xC3\x84rger 100%";
    add_dataflow({"acme-dev", "under_score", {TestVersion{.state = "live", .url = "/u"}}, "sales"});
    start();
    const auto found = [this](const std::string& query) {
        return items_of(api("ana", "GET", "/organizations/acme-dev/dataflows?" + query), "id");
    };
    EXPECT_THAT(found("application=sales"), UnorderedElementsAre("invoice-mail", "under_score"));
    EXPECT_THAT(found("application=absent"), IsEmpty());
    EXPECT_THAT(found("state=draft"), ElementsAre("invoice-mail"));
    EXPECT_THAT(found("state=live&application=sales"), ElementsAre("under_score"));
    EXPECT_THAT(found("state=live&application=crm"), IsEmpty());
    EXPECT_THAT(found("search=WELC"), ElementsAre("welcome"));
    EXPECT_THAT(found("search=rechnung"), ElementsAre("invoice-mail"));
    EXPECT_THAT(found("search=mail"), ElementsAre("invoice-mail"));
    EXPECT_THAT(found("search=100%25"), ElementsAre("invoice-mail"));
    EXPECT_THAT(found("search=_"), ElementsAre("under_score"));
    EXPECT_THAT(found("search=%25"), ElementsAre("invoice-mail"));
    EXPECT_THAT(found("search=absent"), IsEmpty());
    EXPECT_THAT(found("search="), SizeIs(3));
    EXPECT_EQ(api("ana", "GET", "/organizations/acme-dev/dataflows?state=lost").status, 400);
}

TEST_P(Paging, OrganizationsAreSearched) {
    start();
    EXPECT_THAT(items_of(api("ana", "GET", "/organizations?search=PROD"), "id"),
                UnorderedElementsAre("acme-prod", "acme-prod2"));
    EXPECT_THAT(items_of(api("ana", "GET", "/organizations?search=%27%20or%201=1"), "id"), IsEmpty());
}

NEO_ON_EVERY_BACKEND(Paging);

}  // namespace
}  // namespace neo::e2e
