// `neo plan`: a preflight for people and programs.
#include "company.hpp"

namespace neo::clitest {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Plan : public Company {
protected:
    const std::vector<std::string> first{"plan",          "--from", "acme-dev/welcome@1", "--to", "acme-uat",
                                         "--application", "crm"};
};

TEST_P(Plan, V3_R1_TellsWhatWouldCome) {
    start_company();
    const Finished told = neo_of()(first);
    EXPECT_EQ(told.status, 0) << told.errors;
    EXPECT_THAT(told.errors, IsEmpty());
    EXPECT_THAT(told.output,
                AllOf(HasSubstr("acme-dev/welcome@1 to acme-uat"), HasSubstr("can be promoted"),
                      HasSubstr("application crm, a new dataflow"), HasSubstr("new: nothing there has this trigger"),
                      HasSubstr("blocks added: 1, Map (b1)")));
}

TEST_P(Plan, R1_R2_TellsWhatArrivedLastAndWhatWouldBeLeftBehind) {
    start_company();
    promoted({"acme-dev", "welcome", 1}, "acme-uat");
    approve_hotfix();
    const Finished told = neo_of()({"plan", "--from", "acme-dev/welcome@2", "--to", "acme-uat"});
    EXPECT_EQ(told.status, 0) << told.errors;
    EXPECT_THAT(told.output,
                AllOf(HasSubstr("diverged: both sides changed since"), HasSubstr("acme-dev/welcome@1 as version 1"),
                      HasSubstr("target_has_own_changes"), HasSubstr("what their people did since version 1"),
                      HasSubstr("blocks changed: 1, Map (b1)"), HasSubstr("both changed  b1")));
}

TEST_P(Plan, R5_TellsWhatShouldNotCrossAndNoValue) {
    add_version("acme-dev", "welcome",
                {.number = 3, .blocks = R"([{"id": "b1", "config": {"password": "hunter2hunter2"}}])"});
    start_company();
    const Finished told =
        neo_of()({"plan", "--from", "acme-dev/welcome@3", "--to", "acme-uat", "--application", "crm"});
    EXPECT_EQ(told.status, 0) << told.errors;
    EXPECT_THAT(told.output,
                AllOf(HasSubstr("findings      1"), HasSubstr("secret_literal at /blocks/0/config/password"),
                      Not(HasSubstr("hunter2"))));
}

TEST_P(Plan, V3_JsonIsTheAnswerByteForByte) {
    start_company();
    std::vector<std::string> arguments = first;
    arguments.emplace_back("--json");
    const Finished told = neo_of()(arguments);
    EXPECT_EQ(told.status, 0);
    EXPECT_EQ(told.output, preflight({}, "acme-uat").body);
    EXPECT_THAT(told.errors, IsEmpty());
}

TEST_P(Plan, V2_TellsEveryFailureWithItsRemedyAndWritesNoPlan) {
    organization("acme-poor").custom_applications.clear();
    start_company();
    const Neo neo = neo_of();
    const std::vector<std::string> arguments{"plan",      "--from", "acme-dev/welcome@1", "--to",
                                             "acme-poor", "--out",  "plan.json"};
    const Finished told = neo(arguments);
    EXPECT_EQ(told.status, 1);
    EXPECT_THAT(told.output, AllOf(HasSubstr("cannot be promoted"), HasSubstr("mapping_missing"),
                                   HasSubstr("no_custom_application")));
    const auto failures = preflight({}, "acme-poor", "").json().at("failures");
    for (const auto& failure : failures.as_array())
        EXPECT_THAT(told.output, HasSubstr(e2e::text_of(failure.at("remedy"))));
    EXPECT_FALSE(std::filesystem::exists(neo.file("plan.json")));
}

TEST_P(Plan, A3_AMissingPermissionIsToldByTheExitCode) {
    start_company();
    const Finished told = neo_of("vic")(first);
    EXPECT_EQ(told.status, 4);
    EXPECT_THAT(told.output, HasSubstr("promote_permission_missing"));
    EXPECT_EQ(Neo(url(), "token-of-nobody-0123456789")(first).status, 4);
}

TEST_P(Plan, R3_ThePlanFileHoldsWhatPromoteNeedsAndNoCredentials) {
    start_company();
    const Neo neo = neo_of();
    std::vector<std::string> arguments = first;
    arguments.insert(arguments.end(), {"--out", "plan.json"});
    ASSERT_EQ(neo(arguments).status, 0);
    const std::string text = read_file(neo.file("plan.json"));
    const json::value plan = json::parse(text);
    EXPECT_EQ(plan.at("source"), json::value({{"organization", "acme-dev"}, {"dataflow", "welcome"}, {"version", 1}}));
    EXPECT_EQ(plan.at("target"), json::value({{"organization", "acme-uat"}, {"application", "crm"}}));
    EXPECT_EQ(plan.at("plan"), preflight({}, "acme-uat").json().at("plan"));
    EXPECT_EQ(plan.at("url"), json::value(url()));
    EXPECT_EQ(plan.as_object().size(), 4U);
    EXPECT_THAT(text, Not(HasSubstr(e2e::token_of("ana"))));
}

// An id may hold what separates ids.
TEST_P(Plan, AnIdWithASlashIsWrittenWithAnEscape) {
    add_dataflow({"acme-dev", "mail/eu@home", {{.url = "/eu"}}});
    start_company();
    for (const char* const from : {"acme-dev/mail%2Feu%40home@1", "acme-dev/mail/eu@home@1"}) {
        const Finished told = neo_of()({"plan", "--from", from, "--to", "acme-uat", "--application", "crm"});
        EXPECT_EQ(told.status, 0) << told.output << told.errors;
    }
}

INSTANTIATE_TEST_SUITE_P(On, Plan, testing::Values("sqlite"));

}  // namespace
}  // namespace neo::clitest
