// A5: who holds which of Neo's permissions in an organization, told to who may view or administer it.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <regex>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class People : public PromotionTest {
protected:
    Answer people(const std::string& organization, const std::string& query = "",
                  const std::string& user = "ana") const {
        return api(user, "GET", "/organizations/" + organization + "/people" + query);
    }
    void grant(const std::string& user, const std::string& organization, const std::string& permissions) const {
        const std::string path = fmt::format("/users/{}/grants/{}", user, organization);
        ASSERT_EQ(host_api("root", "PUT", path, fmt::format(R"({{"permissions": [{}]}})", permissions)).status, 200);
    }
};

TEST_P(People, A5_EachHolderIsToldWithWhatGrantsThereAndEverywhereGive) {
    platform.users.push_back({"Zoe", {{"acme-dev", {"neo.promote", "neo.view"}}}, "Zoe \"Z\""});
    platform.users.push_back(
        {"both", {{"*", {"neo.promote", "host.audit"}}, {"acme-dev", {"neo.edit", "neo.promote"}}}});
    platform.users.push_back({"everywhere", {{"*", {"neo.admin"}}}});
    platform.users.push_back({"near", {{"acme-dev", {"neo.viewer", "neo"}}, {"*", {"xneo.view"}}}});
    platform.users.push_back({"elsewhere", {{"acme-uat", {"neo.view"}}}});
    start();
    EXPECT_EQ(people("acme-dev").body,
              R"({"items":[{"user":"Zoe","name":"Zoe \"Z\"","permissions":["neo.view","neo.promote"]},)"
              R"({"user":"ana","name":"ana","permissions":["neo.view","neo.edit","neo.admin","neo.promote"]},)"
              R"({"user":"both","name":"both","permissions":["neo.edit","neo.promote"]},)"
              R"({"user":"everywhere","name":"everywhere","permissions":["neo.admin"]},)"
              R"({"user":"vic","name":"vic","permissions":["neo.view"]}],"next_cursor":null,"told":true})")
        << "neither who holds others, or the like of them, nor who holds them elsewhere";
}

TEST_P(People, A5_WhatWasTakenAwayOrGivenCountsAtOnce) {
    start();
    EXPECT_THAT(items_of(people("acme-dev"), "user"), ElementsAre("ana", "vic"));
    grant("vic", "acme-dev", "");
    EXPECT_THAT(items_of(people("acme-dev"), "user"), ElementsAre("ana"));
    EXPECT_EQ(people("acme-dev", "", "vic").status, 404) << "he may not know that it is there any more";
    grant("stranger", "*", R"("neo.promote")");
    EXPECT_THAT(items_of(people("acme-dev"), "user"), ElementsAre("ana", "stranger"));
    grant("stranger", "*", "");
    EXPECT_THAT(items_of(people("acme-dev"), "user"), ElementsAre("ana"));
}

TEST_P(People, A5_AreFoundByAPartOfIdOrNameWhateverItsCase) {
    platform.users.push_back({"u1", {{"acme-dev", {"neo.view"}}}, "\xC3\x84rztin 100%"});
    platform.users.push_back({"u_2", {{"*", {"neo.view"}}}, "Berta"});
    platform.users.push_back({"u3", {{"acme-dev", {"host.audit"}}}, "\xC3\x84rger"});
    start();
    const auto found = [this](const std::string& search) {
        return items_of(people("acme-dev", "?search=" + encoded(search)), "user");
    };
    EXPECT_THAT(found("\xC3\xA4R"), ElementsAre("u1"));
    EXPECT_THAT(found("BERT"), ElementsAre("u_2"));
    EXPECT_THAT(found("U"), ElementsAre("u1", "u_2"));
    EXPECT_THAT(found("_"), ElementsAre("u_2"));
    EXPECT_THAT(found("%"), ElementsAre("u1"));
    EXPECT_THAT(found("1\xC3\xA4"), IsEmpty()) << "not over the end of the id";
}

// More than the host's store, and the service, give at once; and many between two holders who hold nothing of Neo's.
TEST_P(People, A5_ManyAreToldInPagesEachOnce) {
    for (int number = 0; number < 520; ++number) {
        platform.users.push_back({fmt::format("h-{:03}", number), {{"acme-dev", {"neo.promote"}}}});
        platform.users.push_back({fmt::format("n-{:03}", number), {{"*", {"host.audit"}}}});
    }
    start();
    const auto pages = [this](int limit) {
        std::vector<std::size_t> sizes;
        std::vector<std::string> users;
        for (std::string cursor; sizes.size() < 1000;) {
            const Answer page = people("acme-dev", fmt::format("?limit={}{}", limit, cursor));
            const auto items = items_of(page, "user");
            sizes.push_back(items.size());
            users.insert(users.end(), items.begin(), items.end());
            const auto& next = page.json().at("next_cursor");
            if (next.is_null()) break;
            cursor = "&cursor=" + encoded(text_of(next));
        }
        EXPECT_EQ(users.size(), 522U);
        EXPECT_EQ(users.back(), "vic");
        EXPECT_TRUE(std::ranges::is_sorted(users));
        return sizes;
    };
    EXPECT_THAT(pages(500), ElementsAre(500U, 22U));
    EXPECT_THAT(pages(261), ElementsAre(261U, 261U)) << "the last page is full";
    EXPECT_THAT(items_of(people("acme-dev", "?search=vi"), "user"), ElementsAre("vic"));
}

TEST_P(People, A5_A7_AreToldToWhoMayViewOrAdministerTheOrganization) {
    for (const char* permission : {"neo.view", "neo.edit", "neo.admin", "neo.promote", "host.audit"})
        platform.users.push_back({std::string("only-") + permission, {{"acme-uat", {permission}}}});
    start();
    for (const char* permission : {"neo.view", "neo.admin"}) {
        const std::string user = std::string("only-") + permission;
        EXPECT_EQ(people("acme-uat", "", user).status, 200) << permission;
        EXPECT_EQ(people("acme-dev", "", user).status, 404) << permission;
    }
    for (const char* user : {"only-neo.edit", "only-neo.promote", "only-host.audit", "root"}) {
        const Answer refused = people("acme-uat", "", user);
        EXPECT_EQ(refused.status, 403) << user;
        EXPECT_EQ(refused.code(), "view_permission_missing");
        EXPECT_EQ(refused.body, api(user, "GET", "/organizations/acme-uat/environment").body);
    }
}

TEST_P(People, A3_OfAnInvisibleOrganizationAnswersAsOfAnUnknownOne) {
    platform.organizations.push_back({"hidden"});
    platform.users.push_back({"everywhere", {{"*"}}});
    start();
    const Answer hidden = people("hidden");
    const Answer unknown = people("absent");
    EXPECT_EQ(hidden.status, 404);
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(std::regex_replace(hidden.body, std::regex("hidden"), "absent"), unknown.body);
    EXPECT_EQ(people("absent", "", "everywhere").body, unknown.body);
    EXPECT_THAT(items_of(people("hidden", "", "everywhere"), "user"), ElementsAre("everywhere"));
}

NEO_ON_EVERY_BACKEND(People);

}  // namespace
}  // namespace neo::e2e
