// `neo history`: what the record says.
#include "company.hpp"

namespace neo::clitest {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class History : public Company {
protected:
    // Two that succeeded and one that was refused.
    void promote_some() {
        start_company();
        const auto first = api("ana", "POST", "/promotions",
                               R"({"source": {"organization": "acme-dev", "dataflow": "welcome", "version": 1},
                    "target": {"organization": "acme-uat", "application": "crm"}, "ticket": "CRM-1", "reason": "asked for"})");
        ASSERT_EQ(first.status, 201) << first.body;
        promoted({"acme-dev", "welcome", 1}, "acme-sit");
        ASSERT_EQ(promote({"acme-dev", "welcome", 2}, "acme-prod").status, 422);
    }
};

TEST_P(History, H1_R4_NewestFirstInColumns) {
    promote_some();
    const Finished told = neo_of()({"history"});
    EXPECT_EQ(told.status, 0) << told.errors;
    const auto lines = lines_of(told.output);
    ASSERT_THAT(lines, SizeIs(4));
    EXPECT_THAT(lines[0], StartsWith("WHEN (UTC)           STATUS     FROM"));
    EXPECT_THAT(lines[1], AllOf(HasSubstr("refused"), HasSubstr("acme-dev/welcome@2"), HasSubstr("acme-prod"),
                                HasSubstr("hierarchy_forbids")));
    EXPECT_THAT(lines[2], AllOf(HasSubstr("succeeded"), HasSubstr("acme-sit/welcome@1")));
    EXPECT_THAT(lines[3], AllOf(MatchesRegex("20..-..-.. ..:..:..  succeeded .*"), HasSubstr("CRM-1   asked for")));
}

TEST_P(History, H2_FiltersAreThoseOfTheApi) {
    promote_some();
    const Neo neo = neo_of();
    const auto rows = [&](std::vector<std::string> filter) {
        filter.insert(filter.begin(), "history");
        const Finished told = neo(filter);
        EXPECT_EQ(told.status, 0) << told.errors;
        return lines_of(told.output).size() - 1;
    };
    EXPECT_EQ(rows({"--organization", "acme-sit"}), 1U);
    EXPECT_EQ(rows({"--organization", "acme-dev", "--role", "target"}), 0U);
    EXPECT_EQ(rows({"--organization", "acme-dev", "--dataflow", "welcome", "--version", "1"}), 2U);
    EXPECT_EQ(rows({"--status", "refused"}), 1U);
    EXPECT_EQ(rows({"--actor", "vic"}), 0U);
    EXPECT_EQ(rows({"--actor-name", "A AN"}), 3U);
    EXPECT_EQ(rows({"--actor-name", "ana vic"}), 0U);
    EXPECT_EQ(rows({"--ticket", "CRM-1"}), 1U);
    EXPECT_EQ(rows({"--reason", "ASKED"}), 1U);
    EXPECT_EQ(rows({"--reason", "not so"}), 0U);
    EXPECT_EQ(rows({"--type", "uat", "--standing", "new", "--reason", "asked"}), 1U);
    EXPECT_EQ(rows({"--type", "prod", "--reason", "asked"}), 0U);
    EXPECT_EQ(rows({"--to", "2020-01-01T00:00:00Z"}), 0U);
    EXPECT_EQ(rows({"--from", "2020-01-01T00:00:00Z"}), 3U);
    EXPECT_EQ(rows({"--limit", "2"}), 2U);
    EXPECT_EQ(neo({"history", "--from", "yesterday"}).status, 2);
    EXPECT_EQ(neo({"history", "--organization", "acme-nowhere"}).status, 1);
    EXPECT_EQ(neo_of("stranger")({"history", "--organization", "acme-dev"}).status, 1);
}

TEST_P(History, H2_JsonIsAPageOfTheApiHoweverManyItTook) {
    promote_some();
    const Neo neo = neo_of();
    const Finished all = neo({"history", "--all", "--json"});
    EXPECT_EQ(json::parse(all.output), api("ana", "GET", "/promotions").json());
    const Finished two = neo({"history", "--limit", "2", "--json"});
    const json::value page = json::parse(two.output);
    EXPECT_EQ(page, api("ana", "GET", "/promotions?limit=2").json());
    EXPECT_TRUE(page.at("next_cursor").is_string());
}

INSTANTIATE_TEST_SUITE_P(On, History, testing::Values("sqlite"));

}  // namespace
}  // namespace neo::clitest
