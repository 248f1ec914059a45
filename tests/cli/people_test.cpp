// `neo people`: who holds which permission in an organization (A5).
#include "company.hpp"
#include "fake_server.hpp"

namespace neo::clitest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::SizeIs;

class People : public Company {
protected:
    std::vector<std::string> lines(const std::vector<std::string>& arguments) const {
        const Finished told = neo_of()(arguments);
        EXPECT_EQ(told.status, 0) << told.errors;
        return lines_of(told.output);
    }
};

TEST_P(People, A5_ARowAHolder) {
    start_company();
    const auto told = lines({"people", "acme-dev", "--search", "A"});
    ASSERT_THAT(told, SizeIs(2));
    EXPECT_THAT(told[0], MatchesRegex("USER  NAME +PERMISSIONS"));
    EXPECT_THAT(told[1], MatchesRegex("ana +ana +neo.view, neo.edit, neo.admin, neo.promote"));
    EXPECT_EQ(neo_of()({"people", "acme-dev", "--json"}).output,
              api("ana", "GET", "/organizations/acme-dev/people?limit=500").body);
    EXPECT_EQ(neo_of("stranger")({"people", "acme-dev"}).status, 1);
    EXPECT_EQ(neo_of("root")({"people", "acme-dev"}).status, 4);
}

TEST(PeoplePages, A5_AHostThatDoesNotSayIsNoEmptyTable) {
    const std::string untold = R"({"items":[],"next_cursor":null,"told":false})";
    const FakeServer server({{200, untold}, {200, untold}});
    const Neo neo(server.url(), "token-of-somebody-0123456789");
    EXPECT_THAT(lines_of(neo({"people", "x/y"}).output), ElementsAre(HasSubstr("the host does not say")));
    EXPECT_EQ(neo({"people", "x/y", "--json"}).output, untold);
    EXPECT_THAT(server.received().at(0).head,
                HasSubstr("GET /extensions/neo/api/v1/organizations/x%2Fy/people?limit=500 "));
}

INSTANTIATE_TEST_SUITE_P(On, People, testing::Values("sqlite"));

}  // namespace
}  // namespace neo::clitest
