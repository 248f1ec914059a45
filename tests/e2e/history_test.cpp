#include "support/promotion_test.hpp"

#include <algorithm>
#include <set>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class History : public PromotionTest {
protected:
    std::vector<std::string> ids(const std::string& query) const {
        return items_of(api("ana", "GET", "/promotions?" + query), "id");
    }
};

TEST_P(History, H1_EveryAttemptIsRecordedWithWhoWhenAndWhatCameOfIt) {
    start_company();
    const Answer refused = promote({}, "acme-prod");
    const Answer done = promoted({}, "acme-uat");
    const Answer history = api("ana", "GET", "/promotions?organization=acme-dev");
    ASSERT_EQ(history.json().at("items").as_array().size(), 2U);
    const auto& newest = history.json().at("items").at(0);
    EXPECT_EQ(newest, done.json());
    EXPECT_EQ(text_of(newest.at("status")), "succeeded");
    EXPECT_EQ(text_of(newest.at("source").at("organization")), "acme-dev");
    EXPECT_EQ(text_of(newest.at("source").at("dataflow")), "welcome");
    EXPECT_EQ(newest.at("source").at("version").as_int64(), 1);
    EXPECT_EQ(text_of(newest.at("target").at("organization")), "acme-uat");
    EXPECT_EQ(text_of(newest.at("actor")), "ana");
    EXPECT_LE(text_of(newest.at("requested_at")), text_of(newest.at("finished_at")));
    EXPECT_TRUE(newest.at("failures").as_array().empty());
    const auto& oldest = history.json().at("items").at(1);
    EXPECT_EQ(text_of(oldest.at("status")), "refused");
    EXPECT_EQ(text_of(oldest.at("id")), text_of(refused.json().at("promotion")));
    EXPECT_EQ(oldest.at("failures"), refused.json().at("failures"));
    EXPECT_TRUE(oldest.at("target").at("approved_version").is_null());
}

TEST_P(History, H1_AnAttemptKeepsTheNameOfItsDataflowWhereThatIsKnown) {
    add_dataflow({.organization = "acme-dev",
                  .id = "d-17",
                  .versions = {TestVersion{.url = "/renewal"}},
                  .name = "Renewal \"2027\""});
    start_company();
    EXPECT_EQ(text_of(promoted({"acme-dev", "d-17"}, "acme-uat").json().at("dataflow_name")), "Renewal \"2027\"");
    promote({"acme-dev", "d-17"}, "acme-prod");
    promote({"acme-dev", "absent"}, "acme-uat");
    const Answer history = api("ana", "GET", "/promotions?organization=acme-dev");
    const auto& items = history.json().at("items").as_array();
    ASSERT_THAT(items, SizeIs(3));
    EXPECT_TRUE(items[0].at("dataflow_name").is_null());
    EXPECT_EQ(text_of(items[1].at("status")), "refused");
    EXPECT_EQ(text_of(items[1].at("dataflow_name")), "Renewal \"2027\"");
    EXPECT_EQ(text_of(items[2].at("dataflow_name")), "Renewal \"2027\"");
}

TEST_P(History, H2_IsReadPerOrganizationDataflowVersionAndMore) {
    add_version("acme-dev", "welcome", {.number = 2});
    add_dataflow({"acme-dev", "other", {TestVersion{.url = "/other"}}});
    start_company();
    map("acme-uat", "acme-prod");
    const std::string first = text_of(promoted({}, "acme-uat").json().at("id"));
    const std::string second = text_of(promoted({"acme-dev", "welcome", 2}, "acme-uat").json().at("id"));
    const std::string other = text_of(promoted({"acme-dev", "other"}, "acme-sit").json().at("id"));
    const std::string onward = text_of(promoted({"acme-uat", "welcome", 1}, "acme-prod").json().at("id"));
    const std::string refused = text_of(promote({}, "acme-prod").json().at("promotion"));

    EXPECT_THAT(ids(""), ElementsAre(refused, onward, other, second, first));
    EXPECT_THAT(ids("organization=acme-uat"), ElementsAre(onward, second, first));
    EXPECT_THAT(ids("organization=acme-uat&role=any"), ElementsAre(onward, second, first));
    EXPECT_THAT(ids("organization=acme-uat&role=source"), ElementsAre(onward));
    EXPECT_THAT(ids("organization=acme-uat&role=target"), ElementsAre(second, first));
    EXPECT_THAT(ids("organization=acme-dev&role=source&dataflow=welcome"), ElementsAre(refused, second, first));
    EXPECT_THAT(ids("organization=acme-dev&role=source&dataflow=welcome&version=2"), ElementsAre(second));
    EXPECT_THAT(ids("organization=acme-dev&dataflow=other"), ElementsAre(other));
    EXPECT_THAT(ids("organization=acme-uat&dataflow=welcome"), ElementsAre(onward, second, first));
    EXPECT_THAT(ids("organization=acme-uat&role=target&dataflow=welcome&version=3"), ElementsAre(second));
    EXPECT_THAT(ids("organization=acme-uat&role=target&dataflow=welcome&version=4"), ElementsAre(second));
    EXPECT_THAT(ids("organization=acme-uat&role=target&dataflow=other"), IsEmpty());
    EXPECT_THAT(ids("organization=acme-dev&other_organization=acme-sit"), ElementsAre(other));
    EXPECT_THAT(ids("organization=acme-uat&other_organization=acme-dev"), ElementsAre(second, first));
    EXPECT_THAT(ids("organization=acme-uat&role=source&other_organization=acme-dev"), IsEmpty());
    EXPECT_THAT(ids("other_organization=acme-prod"), ElementsAre(refused, onward));
    EXPECT_THAT(ids("dataflow=other"), ElementsAre(other));
    EXPECT_THAT(ids("status=refused"), ElementsAre(refused));
    EXPECT_THAT(ids("status=succeeded"), ElementsAre(onward, other, second, first));
    EXPECT_THAT(ids("status=in_progress"), IsEmpty());
    EXPECT_THAT(ids("actor=ana"), SizeIs(5));
    EXPECT_THAT(ids("actor=vic"), IsEmpty());
}

TEST_P(History, H2_FromAndToBoundTheTimeOfTheRequest) {
    start_company();
    const Answer first = promoted({}, "acme-uat");
    const Answer second = promoted({}, "acme-sit");
    const std::string at = encoded(text_of(second.json().at("requested_at")));
    EXPECT_THAT(ids("from=" + at), ElementsAre(text_of(second.json().at("id"))));
    EXPECT_THAT(ids("to=" + at), ElementsAre(text_of(first.json().at("id"))));
    EXPECT_THAT(ids("from=2001-01-01T00:00:00Z&to=2101-01-01T00:00:00Z"), SizeIs(2));
    EXPECT_THAT(ids("from=2101-01-01T00:00:00Z"), IsEmpty());
}

TEST_P(History, H2_WrongFiltersAreRefused) {
    start_company();
    for (const char* query : {"role=both", "status=lost", "version=x", "version=0", "version=-1", "from=yesterday",
                              "to=2026-13-01T00:00:00Z", "limit=0", "limit=501", "limit=x", "limit=1e2", "limit=-1"})
        EXPECT_EQ(api("ana", "GET", std::string("/promotions?") + query).status, 400) << query;
}

TEST_P(History, H2_AMadeUpCursorDoesNoHarm) {
    start_company();
    promoted({}, "acme-uat");
    for (const char* cursor : {"nonsense", "%00", "%27%20or%201=1", "0", "zzzz", "%F0%9F%98%80"})
        for (const char* list : {"/promotions", "/organizations/acme-dev/mapping-changes"})
            EXPECT_EQ(api("ana", "GET", std::string(list) + "?cursor=" + cursor).status, 422) << list << cursor;
    EXPECT_EQ(api("ana", "GET", "/promotions?cursor=%FF").status, 400);
}

TEST_P(History, H2_AVersionTellsItsPromotions) {
    start_company();
    const std::string to_uat = text_of(promoted({}, "acme-uat").json().at("id"));
    const std::string to_sit = text_of(promoted({}, "acme-sit").json().at("id"));
    const Answer told = version("acme-dev", "welcome", 1);
    std::vector<std::string> promotions;
    for (const auto& promotion : told.json().at("promotions").as_array())
        promotions.push_back(text_of(promotion.at("id")));
    EXPECT_THAT(promotions, ElementsAre(to_sit, to_uat));
}

TEST_P(History, H3_APromotedVersionIsMarkedAsSuch) {
    add_version("acme-dev", "welcome", {.number = 2});
    start_company();
    promote({"acme-dev", "welcome", 2}, "acme-prod");  // refused: does not count
    promoted({}, "acme-uat");
    const Answer told = api("ana", "GET", "/organizations/acme-dev/dataflows/welcome");
    EXPECT_TRUE(told.json().at("promoted").as_bool());
    EXPECT_TRUE(told.json().at("versions").at(0).at("promoted").as_bool());
    EXPECT_FALSE(told.json().at("versions").at(1).at("promoted").as_bool());
    const Answer listed = api("ana", "GET", "/organizations/acme-dev/dataflows");
    EXPECT_EQ(listed.json().at("items").at(0), told.json());
    const Answer there = api("ana", "GET", "/organizations/acme-uat/dataflows/welcome");
    EXPECT_FALSE(there.json().at("promoted").as_bool());
}

TEST_P(History, H1_SurvivesTheRemovalOfTheMapping) {
    start_company();
    const std::string done = text_of(promoted({}, "acme-uat").json().at("id"));
    EXPECT_EQ(api("ana", "DELETE", "/organizations/acme-dev/mappings/acme-uat").status, 204);
    EXPECT_THAT(ids("organization=acme-dev"), ElementsAre(done));
}

NEO_ON_EVERY_BACKEND(History);

}  // namespace
}  // namespace neo::e2e
