// W5: a bad version is recalled: it goes nowhere further, and one sees that and where it is.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <functional>
#include <regex>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* loses_mails = R"({"reason": "It loses mails."})";

class Recall : public PromotionTest {
protected:
    static std::string path(int number = 1, const std::string& organization = "acme-dev",
                            const std::string& dataflow = "welcome") {
        return version_path(organization, dataflow, number) + "/recall";
    }
    Answer recall(const std::string& body = loses_mails, int number = 1, const std::string& user = "ana") const {
        return api(user, "POST", path(number), body);
    }
    Answer take_back(int number = 1, const std::string& user = "ana") const {
        return api(user, "DELETE", path(number));
    }
    Answer told(int number = 1, const std::string& user = "ana") const { return api(user, "GET", path(number)); }
    // "recalled by ana: why", newest first.
    std::vector<std::string> changes() const {
        const Answer answer = told();
        std::vector<std::string> all;
        for (const auto& change : answer.json().at("changes").as_array()) {
            const auto& reason = change.at("reason");
            all.push_back(text_of(change.at("kind")) + " by " + text_of(change.at("by")) +
                          (reason.is_null() ? "" : ": " + text_of(reason)));
        }
        return all;
    }
    void expect_refused(const Answer& refused) const {
        EXPECT_EQ(refused.status, 422) << refused.body;
        EXPECT_EQ(refused.code(), "version_recalled");
        ASSERT_THAT(refused.failures(), ElementsAre("version_recalled"));
        const auto& failure = refused.json().at("failures").at(0);
        EXPECT_EQ(text_of(failure.at("reason")), "It loses mails.");
        EXPECT_THAT(text_of(failure.at("message")), HasSubstr("It loses mails."));
        EXPECT_FALSE(text_of(failure.at("remedy")).empty());
    }
};

TEST_P(Recall, W5_ARecalledVersionGoesNowhereFurther) {
    add_version("acme-dev", "welcome", {.number = 2});
    start_company();
    promoted({}, "acme-sit");
    EXPECT_EQ(recall().status, 201);
    expect_refused(promote({}, "acme-uat"));
    const Answer checked = preflight({}, "acme-uat");
    EXPECT_EQ(checked.status, 200);
    EXPECT_EQ(raw_member(checked.body, "promotable"), "false");
    EXPECT_THAT(checked.failures(), ElementsAre("version_recalled"));
    EXPECT_EQ(text_of(checked.json().at("failures").at(0).at("reason")), "It loses mails.");

    const Answer attempts = api("ana", "GET", "/promotions?organization=acme-dev&status=refused");
    EXPECT_EQ(text_of(attempts.json().at("items").at(0).at("failures").at(0).at("reason")), "It loses mails.") << "H1";
    EXPECT_EQ(version("acme-sit", "welcome", 1).status, 200) << "what arrived stays";
    EXPECT_EQ(version("acme-sit", "welcome", 1).json().at("recalled"), boost::json::value());
    EXPECT_EQ(promote({"acme-dev", "welcome", 2}, "acme-uat").status, 201) << "another version";
    EXPECT_EQ(take_back().status, 204);
    EXPECT_EQ(promote({}, "acme-uat").status, 201);
}

TEST_P(Recall, W5_ItIsToldWithTheVersionAndWithItsDataflow) {
    add_version("acme-dev", "welcome", {.number = 2});
    start_company();
    promoted({}, "acme-sit");
    EXPECT_EQ(raw_member(version("acme-dev", "welcome", 1).body, "recalled"), "null");
    const Answer recalled = recall();
    EXPECT_EQ(text_of(recalled.json().at("reason")), "It loses mails.");
    EXPECT_EQ(text_of(recalled.json().at("recalled_by")), "ana");
    EXPECT_EQ(text_of(recalled.json().at("recalled_by_name")), "ana") << "as the platform file names her";
    EXPECT_TRUE(std::regex_match(text_of(recalled.json().at("recalled_at")),
                                 std::regex(R"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)")));
    const Answer document = version("acme-dev", "welcome", 1);
    EXPECT_EQ(raw_member(document.body, "recalled"), recalled.body);
    EXPECT_EQ(text_of(document.json().at("promotions").at(0).at("target").at("organization")), "acme-sit")
        << "where it is";
    const auto marks = [](const boost::json::value& dataflow) {
        std::vector<bool> all;
        for (const auto& one : dataflow.at("versions").as_array())
            all.push_back(one.at("recalled").as_bool());
        return all;
    };
    EXPECT_THAT(marks(api("ana", "GET", "/organizations/acme-dev/dataflows/welcome").json()), ElementsAre(true, false));
    EXPECT_THAT(marks(api("ana", "GET", "/organizations/acme-dev/dataflows").json().at("items").at(0)),
                ElementsAre(true, false));
    EXPECT_EQ(raw_member(told().body, "recalled"), recalled.body);
    EXPECT_EQ(take_back().status, 204);
    EXPECT_EQ(raw_member(version("acme-dev", "welcome", 1).body, "recalled"), "null");
    EXPECT_THAT(marks(api("ana", "GET", "/organizations/acme-dev/dataflows/welcome").json()),
                ElementsAre(false, false));
}

TEST_P(Recall, W5_RepeatedItIsTheSameAndAnotherReasonTakesThePlace) {
    platform.users.push_back({"ben", {TestGrant{"acme-dev"}}});
    start();
    const Answer first = recall();
    EXPECT_EQ(first.status, 201);
    const Answer again = recall(loses_mails, 1, "ben");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, first.body);
    const Answer other = recall(R"({"reason": "It loses all mails."})", 1, "ben");
    EXPECT_EQ(other.status, 200);
    EXPECT_EQ(text_of(other.json().at("reason")), "It loses all mails.");
    EXPECT_EQ(text_of(other.json().at("recalled_by")), "ben");
    EXPECT_EQ(raw_member(told().body, "recalled"), other.body);
    EXPECT_THAT(changes(), ElementsAre("recalled by ben: It loses all mails.", "recalled by ana: It loses mails."));
}

TEST_P(Recall, W5_ItsHistoryIsKept) {
    start();
    EXPECT_EQ(told().status, 200);
    EXPECT_EQ(told().body, R"({"recalled":null,"changes":[]})");
    EXPECT_EQ(take_back().status, 404);
    EXPECT_EQ(take_back().code(), "recall_unknown");
    EXPECT_EQ(recall().status, 201);
    EXPECT_EQ(take_back().status, 204);
    EXPECT_EQ(take_back().status, 404);
    EXPECT_EQ(recall(R"({"reason": "Still."})").status, 201) << "anew";
    EXPECT_THAT(changes(),
                ElementsAre("recalled by ana: Still.", "taken_back by ana", "recalled by ana: It loses mails."));
    const Answer answer = told();
    for (const auto& change : answer.json().at("changes").as_array())
        EXPECT_EQ(text_of(change.at("by_name")), "ana");
    EXPECT_EQ(as("ana").api("GET", path(), {}, {{"If-None-Match", answer.header("etag")}}).status, 304);
}

TEST_P(Recall, W5_AReasonIsNeeded) {
    start();
    const std::string longest(2000, 'x');
    for (const std::string& body :
         {std::string("{}"), std::string("[]"), std::string(R"({"reason": null})"), std::string(R"({"reason": 5})"),
          std::string(R"({"reason": ""})"), std::string(R"({"reason": " \t\n"})"),
          std::string(R"({"reason": "a\u0000b"})"), std::string(R"({"reason": "why", "other": 1})"),
          fmt::format(R"({{"reason": "{}x"}})", longest)}) {
        const Answer refused = recall(body);
        EXPECT_EQ(refused.status, 422) << body;
        EXPECT_EQ(refused.code(), "invalid_request") << body;
        EXPECT_FALSE(text_of(refused.json().at("detail")).empty());
    }
    EXPECT_EQ(recall("{").status, 400);
    EXPECT_EQ(raw_member(told().body, "recalled"), "null");
    EXPECT_EQ(recall(fmt::format(R"({{"reason": "{}"}})", longest)).status, 201);
    EXPECT_EQ(recall(R"({"reason": "Two\nlines, \"quoted\" 🌱 "})").status, 200);
    EXPECT_EQ(text_of(told().json().at("recalled").at("reason")), "Two\nlines, \"quoted\" 🌱 ");
}

TEST_P(Recall, W5_ADraftCanBeRecalledAndWhatIsNotThereCannot) {
    add_version("acme-dev", "welcome", {.number = 2, .state = "draft", .url = "/draft"});
    start();
    EXPECT_EQ(recall(loses_mails, 2).status, 201);
    for (const std::string& absent : {path(9), path(1, "acme-dev", "absent")}) {
        for (const char* method : {"POST", "GET"}) {
            const Answer unknown = api("ana", method, absent, *method == 'P' ? loses_mails : "");
            EXPECT_EQ(unknown.status, 404) << absent;
            EXPECT_EQ(unknown.code(), "version_unknown") << absent;
        }
        EXPECT_EQ(api("ana", "DELETE", absent).code(), "recall_unknown");
    }
}

TEST_P(Recall, W5_A1_RecallingNeedsNeoPromote) {
    for (const char* permission : {"neo.view", "neo.edit", "neo.admin", "neo.promote"})
        platform.users.push_back({std::string("only-") + permission, {{"acme-dev", {permission}}}});
    start();
    for (const std::string user : {"only-neo.view", "only-neo.edit", "only-neo.admin", "vic"}) {
        const Answer refused = recall(loses_mails, 1, user);
        EXPECT_EQ(refused.status, 403) << user;
        EXPECT_EQ(refused.code(), "promote_permission_missing");
    }
    EXPECT_EQ(recall(loses_mails, 1, "only-neo.promote").status, 201);
    for (const std::string user : {"only-neo.view", "only-neo.edit", "only-neo.admin", "vic"}) {
        EXPECT_EQ(take_back(1, user).code(), "promote_permission_missing") << user;
        EXPECT_EQ(told(1, user).status, 200) << user;
        EXPECT_EQ(text_of(told(1, user).json().at("recalled").at("recalled_by")), "only-neo.promote");
    }
    EXPECT_EQ(take_back(1, "only-neo.promote").status, 204);
}

TEST_P(Recall, W5_A3_OfAnInvisibleOrganizationAnswersAsOfAnUnknownOne) {
    platform.organizations.push_back({"hidden"});
    add_dataflow({"hidden", "welcome", {TestVersion{}}});
    start();
    for (const std::string method : {"GET", "POST", "DELETE"}) {
        const std::string body = method == "POST" ? loses_mails : "";
        const Answer hidden = api("ana", method, path(1, "hidden"), body);
        const Answer unknown = api("ana", method, path(1, "absent"), body);
        EXPECT_EQ(hidden.status, 404) << method;
        EXPECT_EQ(hidden.status, unknown.status);
        EXPECT_EQ(std::regex_replace(hidden.body, std::regex("hidden"), "absent"), unknown.body);
    }
}

TEST_P(Recall, W5_A7_TheReasonIsToldToWhoMayWorkInTheSource) {
    platform.users.push_back({"target-only", {TestGrant{"acme-uat"}}});
    start_company();
    EXPECT_EQ(recall().status, 201);
    expect_refused(promote({}, "acme-uat"));
    const Answer seen = api("target-only", "GET", "/promotions?organization=acme-uat&role=target");
    ASSERT_EQ(seen.json().at("items").as_array().size(), 1U);
    const auto& failure = seen.json().at("items").at(0).at("failures").at(0);
    EXPECT_EQ(text_of(failure.at("code")), "version_recalled");
    EXPECT_THAT(seen.body, testing::Not(HasSubstr("loses mails")));
}

TEST_P(Recall, W5_ItOutlivesTheHostsProcess) {
    start_company();
    EXPECT_EQ(recall().status, 201);
    const std::string before = told().body;
    EXPECT_EQ(host->stop(), 0);
    host->start();
    EXPECT_EQ(told().body, before);
    expect_refused(promote({}, "acme-uat"));
}

NEO_ON_EVERY_BACKEND(Recall);

}  // namespace
}  // namespace neo::e2e
