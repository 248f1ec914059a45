// Row W7 over HTTP, on every backend: the lists over all organizations that are not the history: who changed what, and
// what was promoted last where.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <map>

namespace neo::e2e {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Lists : public PromotionTest {
protected:
    Lists() {
        platform.users.push_back({"uma", {{"acme-uat", {"neo.view"}}, {"acme-sit", {"neo.view"}}}, "Uma Berg"});
        platform.users.push_back({"pat", {{"acme-dev", {"neo.promote"}}, {"acme-uat", {"neo.promote"}}}});
        platform.users.push_back({"guest", {{"acme-dev", {"host.guest"}}}});
        platform.users.push_back({"boss", {{"*"}}});
    }
    Answer changes(const std::string& query = "", const std::string& user = "ana") const {
        return api(user, "GET", "/mapping-changes?" + query);
    }
    std::vector<std::string> ids(const std::string& query, const std::string& user = "ana") const {
        return items_of(changes(query, user), "id");
    }
    // The last promotion of each organization that is listed, as JSON.
    std::map<std::string, std::string> last_promotions(const std::string& user) const {
        std::map<std::string, std::string> last;
        const Answer answer = api(user, "GET", "/organizations?details=true&limit=500");
        EXPECT_EQ(answer.status, 200) << answer.body;
        for (const auto& item : answer.json().at("items").as_array())
            last[text_of(item.at("id"))] = boost::json::serialize(item.at("last_promotion"));
        return last;
    }
    // Of an attempt that the API told.
    static std::string last_promotion(const boost::json::value& promotion, const std::string& direction) {
        return fmt::format(R"({{"id":"{}","status":"{}","direction":"{}","requested_at":"{}"}})",
                           text_of(promotion.at("id")), text_of(promotion.at("status")), direction,
                           text_of(promotion.at("requested_at")));
    }
};

TEST_P(Lists, W7_M7_ChangesOfAllOrganizationsAreOneList) {
    start_company();
    const Answer all = changes("limit=500");
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.json().at("items").as_array().size(), 16U) << "12 registrations, 4 mappings";
    const auto& newest = all.json().at("items").at(0);
    EXPECT_EQ(newest, api("ana", "GET", "/organizations/acme-dev/mapping-changes").json().at("items").at(0));
    EXPECT_EQ(text_of(newest.at("kind")), "mapping_added");
    EXPECT_EQ(text_of(newest.at("organization")), "acme-dev");
    EXPECT_EQ(text_of(newest.at("actor_name")), "ana");

    std::vector<std::string> walked;
    for (std::string cursor; walked.size() <= 16;) {
        const Answer page = changes("limit=5" + cursor);
        for (const std::string& id : items_of(page, "id"))
            walked.push_back(id);
        if (page.json().at("next_cursor").is_null()) break;
        cursor = "&cursor=" + text_of(page.json().at("next_cursor"));
    }
    EXPECT_EQ(walked, items_of(all, "id"));
    EXPECT_EQ(ids("limit=500", "boss"), walked) << "who may view everywhere";
}

TEST_P(Lists, W7_M7_ChangesAreFoundByOrganizationPersonAndTime) {
    start_company();
    const std::string before = text_of(changes().json().at("items").at(0).at("at"));
    ASSERT_EQ(api("boss", "DELETE", "/organizations/acme-dev/mappings/acme-uat").status, 204);
    const Answer newest = changes("limit=1");
    const std::string id = items_of(newest, "id").at(0);
    const std::string at = text_of(newest.json().at("items").at(0).at("at"));
    EXPECT_THAT(ids("actor=boss"), ElementsAre(id));
    EXPECT_THAT(ids("actor=boss&organization=acme-dev"), ElementsAre(id));
    EXPECT_THAT(ids("actor=boss&organization=acme-uat"), IsEmpty());
    EXPECT_THAT(items_of(changes("actor=ana&limit=500"), "actor"), Each("ana"));
    EXPECT_THAT(ids("actor=ana&limit=500"), SizeIs(16));
    EXPECT_THAT(ids("organization=acme-dev"), testing::ElementsAreArray(items_of(
                                                  api("ana", "GET", "/organizations/acme-dev/mapping-changes"), "id")));
    EXPECT_THAT(ids("from=" + encoded(at)), ElementsAre(id));
    EXPECT_THAT(ids("to=" + encoded(at) + "&limit=500"), testing::AllOf(SizeIs(16), Not(testing::Contains(id))));
    EXPECT_THAT(ids("from=" + encoded(before) + "&to=" + encoded(at)), SizeIs(1));
    for (const char* wrong : {"organization=", "actor=", "cursor=x"})
        EXPECT_EQ(changes(wrong).status, 422) << wrong;
    for (const char* wrong : {"from=noon", "limit=501", "role=any"})
        EXPECT_EQ(changes(wrong).status, 400) << wrong;
}

TEST_P(Lists, W7_A7_NothingIsToldOfOrganizationsThatTheCallerMayNotView) {
    start_company();
    EXPECT_THAT(items_of(changes("", "uma"), "organization"), testing::UnorderedElementsAre("acme-uat", "acme-sit"))
        << "their registrations, and not that acme-dev was mapped to them";
    EXPECT_THAT(ids("actor=ana", "uma"), SizeIs(2));
    for (const char* user : {"stranger", "guest", "pat"})
        EXPECT_THAT(ids("", user), IsEmpty()) << user << " may view none";
    EXPECT_EQ(changes("organization=acme-dev", "uma").status, 404);
    EXPECT_EQ(changes("organization=acme-dev", "uma").code(), changes("organization=acme-nil", "uma").code());
    EXPECT_EQ(changes("organization=acme-dev", "pat").status, 403) << "he may know it and not view it";
    EXPECT_EQ(host_api("root", "PUT", "/users/uma/grants/acme-sit", R"({"permissions": []})").status, 200);
    EXPECT_THAT(items_of(changes("", "uma"), "organization"), ElementsAre("acme-uat")) << "what he may view today";
}

TEST_P(Lists, W7_TheListOfOrganizationsTellsWhatWasPromotedLast) {
    start_company();
    const auto before = last_promotions("ana");
    EXPECT_EQ(before.size(), 13U);
    EXPECT_EQ(before.at("acme-dev"), "null");
    promoted({}, "acme-uat");
    const auto sit = promoted({}, "acme-sit").json();
    ASSERT_EQ(promote({"acme-uat", "absent"}, "acme-dev").status, 404);
    const auto refused = api("ana", "GET", "/promotions?limit=1").json().at("items").at(0);
    const auto last = last_promotions("ana");
    EXPECT_EQ(last.at("acme-sit"), last_promotion(sit, "in"));
    EXPECT_EQ(last.at("acme-dev"), last_promotion(refused, "in"));
    EXPECT_EQ(last.at("acme-uat"), last_promotion(refused, "out"));
    EXPECT_EQ(last.at("acme-prod"), "null");
    EXPECT_EQ(last_promotions("boss"), last);

    for (const char* plain : {"", "?details=false"})
        EXPECT_THAT(api("ana", "GET", std::string("/organizations") + plain).body,
                    Not(testing::HasSubstr("last_promotion")));
    EXPECT_EQ(api("ana", "GET", "/organizations?details=yes").status, 400);
    EXPECT_THAT(items_of(api("ana", "GET", "/organizations?details=true&search=SIT"), "id"), ElementsAre("acme-sit"));
}

TEST_P(Lists, W7_TheListOfOrganizationsCountsCustomApplications) {
    start_company();
    const auto counted = [&](const std::string& user) {
        std::map<std::string, std::string> counts;
        const auto listed = api(user, "GET", "/organizations?details=true&limit=500").json();
        for (const auto& item : listed.at("items").as_array())
            counts[text_of(item.at("id"))] = boost::json::serialize(item.at("custom_applications"));
        return counts;
    };
    EXPECT_EQ(counted("ana").at("acme-dev"), "2") << "beside default and middleware";
    EXPECT_EQ(counted("ana").at("acme-bare"), "0");
    EXPECT_EQ(counted("pat").at("acme-uat"), "2") << "promoting there needs them";
    EXPECT_EQ(counted("guest").at("acme-dev"), "null");
}

TEST_P(Lists, W7_A6_A7_TheLastPromotionIsOneThatTheCallerFindsInTheHistory) {
    start_company();
    const auto own = promote({}, "acme-uat", "crm", "pat").json();
    const auto others = promoted({}, "acme-sit").json();
    const auto of_pat = last_promotions("pat");
    EXPECT_EQ(of_pat.at("acme-dev"), last_promotion(own, "out")) << "his own alone, where he may not view";
    EXPECT_EQ(of_pat.at("acme-uat"), last_promotion(own, "in"));
    const auto of_uma = last_promotions("uma");
    EXPECT_EQ(of_uma.at("acme-sit"), last_promotion(others, "in"));
    EXPECT_EQ(of_uma.at("acme-uat"), last_promotion(own, "in")) << "also that of somebody else";
    EXPECT_EQ(last_promotions("guest"), (std::map<std::string, std::string>{{"acme-dev", "null"}}));
    EXPECT_THAT(last_promotions("stranger"), IsEmpty());
}

NEO_ON_EVERY_BACKEND(Lists);

}  // namespace
}  // namespace neo::e2e
