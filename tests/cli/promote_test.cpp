// `neo promote` against a real host: with a plan, without, and what is refused.
#include "company.hpp"

namespace neo::clitest {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Promote : public Company {
protected:
    json::value newest() const {
        return api("ana", "GET", "/promotions?organization=acme-uat&limit=1").json().at("items").at(0);
    }
    static constexpr const char* plan_1 = "neo plan --from acme-dev/welcome@1 --to acme-uat --application crm";
};

TEST_P(Promote, R3_R4_APlanFilePromotesAndSaysWhy) {
    start_company();
    const Neo neo = neo_of();
    ASSERT_EQ(neo.shell(std::string(plan_1) + " --out plan.json").status, 0);
    const Finished told = neo({"promote", "plan.json", "--reason", "The customer waits", "--ticket", "CRM-1",
                               "--accept", "application_routed", "--accept", "other_source"});
    EXPECT_EQ(told.status, 0) << told.errors;
    EXPECT_THAT(told.errors, IsEmpty());
    EXPECT_THAT(told.output, AllOf(HasSubstr("succeeded  acme-dev/welcome@1 to acme-uat"),
                                   HasSubstr("dataflow welcome in application crm: version 1 is approved")));
    const json::value made = newest();
    EXPECT_TRUE(made.at("planned").as_bool());
    EXPECT_EQ(made.at("reason"), json::value("The customer waits"));
    EXPECT_EQ(made.at("ticket"), json::value("CRM-1"));
    EXPECT_EQ(made.at("accepted"), json::value({"application_routed", "other_source"}));
    EXPECT_THAT(told.output, HasSubstr(e2e::text_of(made.at("id"))));
}

TEST_P(Promote, R3_APlanGoesThroughAPipeAndIsStillSeen) {
    start_company();
    const Finished told = neo_of().shell(std::string(plan_1) + " --out - | neo promote - --json");
    EXPECT_EQ(told.status, 0) << told.errors;
    EXPECT_THAT(told.errors, HasSubstr("can be promoted"));
    EXPECT_EQ(json::parse(told.output), newest());
}

TEST_P(Promote, R3_NothingPlannedIsNothingPromoted) {
    start_company();
    const Finished told = neo_of().shell("neo plan --from acme-dev/welcome@1 --to acme-prod --out - | neo promote -");
    EXPECT_EQ(told.status, 2) << "of the last command that failed";
    EXPECT_THAT(told.errors, AllOf(HasSubstr("cannot be promoted"), HasSubstr("there is no plan in standard input")));
}

TEST_P(Promote, R3_WhatChangedSinceThePlanIsNamedAndShown) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const Neo neo = neo_of();
    ASSERT_EQ(neo.shell("neo plan --from acme-dev/welcome@2 --to acme-uat --out plan.json").status, 0);
    approve_hotfix();
    const Finished told = neo({"promote", "plan.json"});
    EXPECT_EQ(told.status, 1);
    EXPECT_THAT(told.output, IsEmpty());
    EXPECT_THAT(told.errors, AllOf(HasSubstr("plan_changed"), HasSubstr("changed: target_head"),
                                   HasSubstr("How it stands now"), HasSubstr("diverged"), HasSubstr("left behind")));
    const Finished json = neo({"promote", "plan.json", "--json"});
    EXPECT_EQ(json.status, 1);
    EXPECT_EQ(json::parse(json.output).at("code"), json::value("plan_changed"));
}

TEST_P(Promote, R3_ThePlanMayBeAnArgument) {
    start_company();
    const std::string plan = e2e::text_of(preflight({}, "acme-uat").json().at("plan"));
    std::vector<std::string> arguments{"promote", "--from", "acme-dev/welcome@1", "--to", "acme-uat", "--application",
                                       "crm",     "--plan"};
    arguments.push_back(plan + "x");
    EXPECT_EQ(neo_of()(arguments).status, 2);
    arguments.back() = plan;
    EXPECT_EQ(neo_of()(arguments).status, 0);
    EXPECT_TRUE(newest().at("planned").as_bool());
}

TEST_P(Promote, U2_TheSameKeyIsTheSamePromotionAndAnotherIsRefused) {
    start_company();
    const Neo neo = neo_of();
    std::vector<std::string> arguments{"promote", "--from", "acme-dev/welcome@1", "--to", "acme-uat", "--application",
                                       "crm",     "--json", "--idempotency-key",  "k1"};
    const Finished first = neo(arguments);
    const Finished again = neo(arguments);
    EXPECT_EQ(first.status, 0) << first.errors;
    EXPECT_EQ(again.status, 0) << again.errors;
    EXPECT_EQ(first.output, again.output);
    arguments.resize(arguments.size() - 2);
    const Finished other = neo(arguments);
    EXPECT_EQ(other.status, 1);
    EXPECT_THAT(other.errors, HasSubstr("already_promoted"));
    EXPECT_EQ(json::parse(other.output).at("code"), json::value("already_promoted"));
}

TEST_P(Promote, A1_WhoMayNotIsToldByTheExitCode) {
    start_company();
    const Finished told = neo_of("vic")({"promote", "--from", "acme-dev/welcome@1", "--to", "acme-uat"});
    EXPECT_EQ(told.status, 4);
    EXPECT_THAT(told.errors, HasSubstr("promote_permission_missing"));
    const Finished nobody =
        Neo(url(), "token-of-nobody-0123456789")({"promote", "--from", "acme-dev/welcome@1", "--to", "acme-uat"});
    EXPECT_EQ(nobody.status, 4);
    EXPECT_THAT(nobody.errors, Not(HasSubstr("token-of-nobody")));
}

// A file does not say whom a token is shown to.
TEST_P(Promote, R3_APlanOfAnotherHostIsRefused) {
    start_company();
    const Neo neo = neo_of();
    ASSERT_EQ(neo.shell(std::string(plan_1) + " --out plan.json").status, 0);
    const Finished told = neo({"promote", "plan.json", "--url", "http://127.0.0.1:9"});
    EXPECT_EQ(told.status, 2);
    EXPECT_THAT(told.errors, AllOf(HasSubstr(url()), HasSubstr("http://127.0.0.1:9")));
}

INSTANTIATE_TEST_SUITE_P(On, Promote, testing::Values("sqlite"));

}  // namespace
}  // namespace neo::clitest
