// The conformance plugin against the mock host: it finds nothing wrong with it, and finds what is made wrong.
#include <neo/host/cpp/status.hpp>
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <ostream>

namespace {

using namespace neo::testing;
using ::testing::HasSubstr;

constexpr const char* config = R"({
    "actor": "ana", "stranger": "bob",
    "source": {"organization": "acme-dev", "dataflow": "welcome", "version": 1},
    "target": {"organization": "acme-uat", "application": "crm"},
    "report": "report.json"})";

void set_up(MockHost& host) {
    host.organization("acme-dev").application("crm").module("loyalty");
    host.organization("acme-uat").application("crm").application("shop");
    host.organization("zebra");
    host.user("ana").may_everything();
    host.user("bob").grant("acme-dev", {"neo.view"});
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "module": "loyalty", "versions": [{}]})");
    host.dataflow(R"({"organization": "acme-dev", "id": "bye", "versions": [{"state": "draft", "tags": ["a"]}]})");
}

std::string message_of(MockHost& host) {
    const auto started = host.try_start(NEO_CHECK_HOST, config);
    return started.has_error() ? started.error().message : "";
}

TEST(HostCheck, FindsThatTheMockHostKeepsEveryPromise) {
    MockHost host;
    set_up(host);
    EXPECT_EQ(message_of(host), "");

    std::ifstream file(host.directory() / "report.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto report = boost::json::parse(text);
    EXPECT_EQ(report.as_array().size(), 39u);
    EXPECT_THAT(host.log_lines(), ::testing::Each(HasSubstr("info host-check: kept: ")));
}

TEST(HostCheck, MayRunAgainOnTheSamePlatform) {
    MockHost host;
    set_up(host);
    EXPECT_EQ(message_of(host), "");
    EXPECT_EQ(message_of(host), "");
}

TEST(HostCheck, FindsNothingWrongWhenEveryWriteArrivesTwice) {
    MockHost host;
    set_up(host);
    host.faults().on("dataflows.apply").every_call().do_twice();
    host.faults().on("dataflows.abort").every_call().do_twice();
    EXPECT_EQ(message_of(host), "");
}

struct Defect {
    const char* function;
    neo_status answers;
    const char* found;
};

void PrintTo(const Defect& defect, std::ostream* out) {
    *out << defect.function << " always answers " << neo::sdk::status_name(defect.answers);
}

class HostCheckFinds : public ::testing::TestWithParam<Defect> {};

// Every function in turn always gives one and the same status.
TEST_P(HostCheckFinds, AFunctionThatAnswersWrongly) {
    MockHost host;
    set_up(host);
    host.faults().on(GetParam().function).every_call().answer(GetParam().answers, "{}");
    EXPECT_THAT(message_of(host), HasSubstr(GetParam().found));
}

INSTANTIATE_TEST_SUITE_P(
    Functions, HostCheckFinds,
    ::testing::Values(Defect{"directory.get_organization", NEO_OK, "describes and lists organizations"},
                      Defect{"directory.list_organizations", NEO_OK, "describes and lists organizations"},
                      Defect{"directory.get_user", NEO_NOT_FOUND, "the actor is a known user"},
                      Defect{"access.check", NEO_OK, "the actor may promote"},
                      Defect{"access.list_grants", NEO_OK, "grants are listed"},
                      Defect{"applications.list", NEO_OK, "applications/1"},
                      Defect{"dataflows.get_dataflow", NEO_NOT_FOUND, "the source dataflow is known"},
                      Defect{"dataflows.list_dataflows", NEO_OK, "the list of dataflows"},
                      Defect{"dataflows.get_version", NEO_OK, "a version has its number"},
                      Defect{"dataflows.find_by_trigger", NEO_NOT_FOUND, "holds the trigger"},
                      Defect{"dataflows.get_case", NEO_UNAVAILABLE, "the case of the source version: expected ok"},
                      Defect{"dataflows.list_heads", NEO_UNAVAILABLE, "list_heads tells of each dataflow"},
                      Defect{"dataflows.list_heads", NEO_OK, "each dataflow that is there is told once"},
                      Defect{"dataflows.list_heads", NEO_OK, "list_heads refuses what cannot be asked"},
                      Defect{"needs.find_missing", NEO_OK, "needs/1 refuses what cannot be asked"},
                      Defect{"needs.find_missing", NEO_UNAVAILABLE, "needs/1 tells which names"},
                      Defect{"people.list_holders", NEO_OK, "people/1 refuses what cannot be asked"},
                      Defect{"people.list_holders", NEO_UNAVAILABLE, "people/1 tells in pages who holds"},
                      Defect{"dataflows.apply", NEO_CONFLICT, "apply creates an approved"},
                      Defect{"dataflows.find", NEO_NOT_FOUND, "find answers what was applied"},
                      Defect{"dataflows.abort", NEO_OK, "abort bars a late apply"},
                      Defect{"dataflows.list_applied", NEO_OK, "list_applied gives every key"}));

TEST(HostCheck, AsksNoHostForTheCaseThatLacksIt) {
    MockHost old;
    set_up(old);
    old.without_function("dataflows.get_case");
    EXPECT_EQ(message_of(old), "");
    EXPECT_THAT(old, Called("dataflows.get_case", ::testing::Exactly(0)));

    MockHost unable;
    set_up(unable);
    unable.faults().on("dataflows.get_case").every_call().answer(NEO_UNSUPPORTED, "not here");
    EXPECT_EQ(message_of(unable), "");
}

TEST(HostCheck, W3_AsksNoHostForHeadsThatLacksThem) {
    MockHost old;
    set_up(old);
    old.without_function("dataflows.list_heads");
    EXPECT_EQ(message_of(old), "");
    EXPECT_THAT(old, Called("dataflows.list_heads", ::testing::Exactly(0)));
    EXPECT_THAT(old, Called("dataflows.get_case", ::testing::AtLeast(1)));

    MockHost unable;
    set_up(unable);
    unable.faults().on("dataflows.list_heads").every_call().answer(NEO_UNSUPPORTED, "not here");
    EXPECT_EQ(message_of(unable), "");
}

TEST(HostCheck, R5_AsksNoHostForNeedsThatCannotTell) {
    MockHost old;
    set_up(old);
    old.without_service("needs/1");
    EXPECT_EQ(message_of(old), "");
    EXPECT_THAT(old, Called("needs.find_missing", ::testing::Exactly(0)));

    MockHost unable;
    set_up(unable);
    unable.faults().on("needs.find_missing").every_call().answer(NEO_UNSUPPORTED, "not here");
    EXPECT_EQ(message_of(unable), "");
}

TEST(HostCheck, A5_AsksNoHostForPeopleThatCannotTell) {
    MockHost old;
    set_up(old);
    old.without_service("people/1");
    EXPECT_EQ(message_of(old), "");
    EXPECT_THAT(old, Called("people.list_holders", ::testing::Exactly(0)));

    MockHost unable;
    set_up(unable);
    unable.faults().on("people.list_holders").every_call().answer(NEO_UNSUPPORTED, "not here");
    EXPECT_EQ(message_of(unable), "");
}

TEST(HostCheck, FindsAHostThatLetsALateApplyPassTheBar) {
    MockHost host;
    set_up(host);
    // This host forgets its bars: an abort is answered, but not done.
    host.faults().on("dataflows.abort").every_call().run([](const FaultScript::Turn&) { return Reply{NEO_OK, ""}; });
    const std::string message = message_of(host);
    EXPECT_THAT(message, HasSubstr("a late apply with the barred fence: expected barred, got ok"));
    EXPECT_THAT(message, HasSubstr("of apply and abort at once exactly one wins"));
}

// A host of which one function's replies are spoiled.
using Spoil = std::function<void(boost::json::object&)>;
void spoil(MockHost& host, const char* function, const Spoil& how) {
    host.faults().on(function).every_call().run([how](const FaultScript::Turn& turn) {
        Reply reply = turn.act();
        if (reply.status != NEO_OK) return reply;
        boost::json::object document = boost::json::parse(reply.text).as_object();
        how(document);
        return Reply{NEO_OK, boost::json::serialize(document)};
    });
}

TEST(HostCheck, R5_LetsAHostSayThatItKnowsNoHelpers) {
    MockHost partial;
    set_up(partial);
    spoil(partial, "needs.find_missing", [](boost::json::object& missing) { missing["helpers"] = nullptr; });
    EXPECT_EQ(message_of(partial), "");
}

TEST(HostCheck, R5_FindsAHostThatMissesADataflowThatIsThere) {
    MockHost host;
    set_up(host);
    spoil(host, "needs.find_missing", [](boost::json::object& missing) {
        auto& dataflows = missing["dataflows"].as_array();
        if (!dataflows.empty()) dataflows.insert(dataflows.begin(), "welcome");
    });
    EXPECT_THAT(message_of(host), HasSubstr("a dataflow that get_dataflow tells is not missing"));
}

TEST(HostCheck, A5_FindsAHostThatTellsOfAHolderOtherThanOfHisGrants) {
    MockHost host;
    set_up(host);
    spoil(host, "people.list_holders", [](boost::json::object& holders) {
        for (boost::json::value& holder : holders["items"].as_array())
            if (holder.at("user") == "bob") holder.as_object()["permissions"].as_array().emplace_back("neo.admin");
    });
    EXPECT_THAT(message_of(host), HasSubstr("a holder has the permissions that access/1 tells of him"));
}

TEST(HostCheck, A5_FindsAHostThatListsWhoHoldsNothing) {
    MockHost host;
    set_up(host);
    spoil(host, "people.list_holders", [](boost::json::object& holders) {
        auto& items = holders["items"].as_array();
        if (!items.empty() && items.back().at("user") == "ana")
            items.push_back({{"user", "zoe"}, {"name", nullptr}, {"permissions", boost::json::array()}});
    });
    EXPECT_THAT(message_of(host), HasSubstr("and at least one"));
}

TEST(HostCheck, FindsAHostWhoseCaseSaysOtherThanItsSingleFunctions) {
    const std::pair<const char*, const char*> spoiled[] = {
        {"source", "tells the source as"},   {"target", "tells the target as"},
        {"version", "tells the version as"}, {"applications", "tells the applications as"},
        {"holder", "tells the holder as"},   {"may_promote", "tells who may promote as access/1 check does"}};
    for (const auto& [member, found] : spoiled) {
        MockHost host;
        set_up(host);
        spoil(host, "dataflows.get_case", [&, &name = member](boost::json::object& facts) { facts[name] = nullptr; });
        EXPECT_THAT(message_of(host), HasSubstr(found));
    }
}

TEST(HostCheck, W3_FindsAHostWhoseHeadsAreOtherThanItsDataflows) {
    const std::pair<const char*, boost::json::value> spoiled[] = {
        {"application", "shop"}, {"head", 2}, {"live", boost::json::object{{"version", 1}}}};
    for (const auto& [member, wrong] : spoiled) {
        MockHost host;
        set_up(host);
        spoil(host, "dataflows.list_heads", [&, &name = member, &value = wrong](boost::json::object& heads) {
            for (boost::json::value& head : heads.at("items").as_array())
                head.as_object()[name] = value;
        });
        EXPECT_THAT(message_of(host), HasSubstr("the head and what is live are those of get_dataflow"));
    }
}

TEST(HostCheck, A3_FindsAHostWhoseCaseTellsAStrangerWhatIsThere) {
    MockHost host;
    set_up(host);
    spoil(host, "dataflows.get_case", [](boost::json::object& facts) {
        if (facts.at("source").is_null()) facts["source"] = boost::json::object{{"id", "acme-dev"}};
    });
    EXPECT_THAT(message_of(host), HasSubstr("the case of a stranger tells no source"));
}

void set_module(boost::json::object& document, const boost::json::value& module, bool global) {
    document["module"] = module;
    document["global"] = global;
}

TEST(HostCheck, E6_FindsAHostThatLosesTheModuleOfWhatComesToADataflowThatIsThere) {
    MockHost host;
    set_up(host);
    spoil(host, "dataflows.get_version", [](boost::json::object& version) {
        if (version.at("version").as_int64() > 2) set_module(version, nullptr, false);
    });
    EXPECT_THAT(message_of(host), HasSubstr("the module of such versions is the request's, each time"));
}

TEST(HostCheck, E6_FindsAHostThatGivesVersionsTheModuleOfTheirDataflow) {
    MockHost host;
    set_up(host);
    spoil(host, "dataflows.get_version", [](boost::json::object& version) {
        if (version.at("version").as_int64() > 2) set_module(version, "neo-check", true);
    });
    const std::string message = message_of(host);
    EXPECT_THAT(message, HasSubstr("the module of versions in a dataflow that was there is the request's"));
    EXPECT_THAT(message, HasSubstr("the global flag of versions in a dataflow that was there is the request's"));
}

TEST(HostCheck, E6_FindsAHostWhoseDataflowsKeepTheModuleThatTheyBeganWith) {
    MockHost host;
    set_up(host);
    spoil(host, "dataflows.get_dataflow",
          [](boost::json::object& document) { set_module(document, "neo-check", true); });
    EXPECT_THAT(message_of(host), HasSubstr("the module of a dataflow is that of its newest approved version, always"));
}

TEST(HostCheck, R3_FindsAHostThatComparesNoExpectedVersion) {
    MockHost host;
    set_up(host);
    host.faults().on("dataflows.apply").every_call().run([&host](const FaultScript::Turn& turn) {
        const Reply reply = turn.act();
        const bool compared = host.calls("dataflows.apply").back().arguments.at("expected_version") != "0";
        return reply.status == NEO_CONFLICT && compared ? Reply{NEO_OK, "{}"} : reply;
    });
    EXPECT_THAT(message_of(host), HasSubstr("another head than the one that is expected: expected conflict, got ok"));
}

TEST(HostCheck, R3_FindsAHostWhoseHeadIsADraft) {
    MockHost host;
    set_up(host);
    spoil(host, "dataflows.find_by_trigger", [](boost::json::object& holder) { holder["head"] = 2; });
    EXPECT_THAT(message_of(host), HasSubstr("the head is the newest approved version with the trigger"));
}

TEST(HostCheck, R3_AsksNoHostOfTheFirstMinorToCompare) {
    MockHost host;
    set_up(host);
    const Spoil forget = [](boost::json::object& holder) {
        holder.erase("head");
        holder.erase("live");
    };
    spoil(host, "dataflows.find_by_trigger", forget);
    spoil(host, "dataflows.get_case", [&forget](boost::json::object& facts) {
        if (facts.at("holder").is_object()) forget(facts.at("holder").get_object());
    });
    EXPECT_EQ(message_of(host), "");
}

TEST(HostCheck, T5_FindsAHostThatTellsMethodsApartByTheirCase) {
    MockHost host;
    set_up(host);
    host.faults().on("dataflows.find_by_trigger").every_call().run([&host](const FaultScript::Turn& turn) {
        const std::string method = host.calls("dataflows.find_by_trigger").back().arguments.at("method");
        return method == "post" ? Reply{NEO_NOT_FOUND, "none"} : turn.act();
    });
    EXPECT_THAT(message_of(host), HasSubstr("the trigger of the method pOsT is found as post"));
}

TEST(HostCheck, T5_FindsAHostThatGivesATriggerTwiceWhenTheCaseOfItsMethodDiffers) {
    MockHost host;
    set_up(host);
    host.faults().on("dataflows.apply").every_call().run([](const FaultScript::Turn& turn) {
        const Reply reply = turn.act();
        return reply.status == NEO_CONFLICT ? Reply{NEO_OK, "{}"} : reply;
    });
    EXPECT_THAT(message_of(host), HasSubstr("with its method in another case: expected conflict, got ok"));
}

TEST(HostCheck, FindsAHostThatShowsMethodsInUpperCase) {
    MockHost host;
    set_up(host);
    spoil(host, "dataflows.get_version",
          [](boost::json::object& version) { version["trigger"].as_object()["method"] = "POST"; });
    EXPECT_THAT(message_of(host), HasSubstr("a method is shown as it was written"));
}

TEST(HostCheck, E3_FindsAHostThatTakesAnyContentThatIsNone) {
    MockHost host;
    set_up(host);
    host.faults().on("dataflows.apply").every_call().run([](const FaultScript::Turn& turn) {
        const Reply reply = turn.act();
        const bool of_content = reply.status == NEO_INVALID && reply.text.find("application") == std::string::npos;
        return of_content ? Reply{NEO_OK, "{}"} : reply;
    });
    const std::string message = message_of(host);
    for (const char* taken :
         {"nothing", "no object", "no blocks", "no connections", "JSON that is cut short", "something behind it",
          "blocks that are no array", "connections that are no array", "a block that is no object", "blocks twice",
          "blocks twice, once with an escape", "connections twice", "half of a surrogate pair",
          "bytes that are no UTF-8", "nesting that is too deep", "a byte too many"})
        EXPECT_THAT(message, HasSubstr(std::string("a content with ") + taken + ": expected invalid, got ok"));
}

TEST(HostCheck, C5_FindsAHostThatRefusesKeysForTheWayTheyAreWritten) {
    MockHost host;
    set_up(host);
    host.faults().on("dataflows.apply").every_call().run([&host](const FaultScript::Turn& turn) {
        const std::string content = host.calls("dataflows.apply").back().arguments.at("content");
        return content.starts_with("{\"bl\\u006fcks") ? Reply{NEO_INVALID, "escapes"} : turn.act();
    });
    EXPECT_THAT(message_of(host), HasSubstr("apply of a content whose keys are written with escapes"));
}

TEST(HostCheck, E3_FindsAHostWhoseContentsAreNone) {
    for (const char* content : {R"({"blocks":[{"id":"b")", "hello", R"({"blocks":[],"blocks":[],"connections":[]})"}) {
        MockHost host;
        set_up(host);
        host.content("acme-dev", "welcome", 1, content);
        EXPECT_THAT(message_of(host), HasSubstr("the content is none: ")) << content;
    }
}

TEST(HostCheck, EndsOnAHostThatGivesTheSamePageAgainAndAgain) {
    MockHost host;
    set_up(host);
    std::string first;
    host.faults().on("dataflows.list_applied").every_call().run([&first](const FaultScript::Turn& turn) {
        const Reply reply = turn.act();
        if (reply.status != NEO_OK) return reply;
        if (first.empty()) first = reply.text;
        return Reply{NEO_OK, first};
    });
    EXPECT_THAT(message_of(host), HasSubstr("a page is in order and begins behind the one before"));
}

// The host's pages are wrong in a way that leads a reader in circles.
void circle(MockHost& host, const std::function<void(boost::json::array&, const std::string& after)>& how) {
    host.faults().on("dataflows.list_applied").every_call().run([&host, how](const FaultScript::Turn& turn) {
        const Reply reply = turn.act();
        if (reply.status != NEO_OK) return reply;
        const std::string after = host.calls("dataflows.list_applied").back().arguments.at("after");
        boost::json::array items = boost::json::parse(reply.text).at("items").as_array();
        how(items, after);
        return Reply{NEO_OK, boost::json::serialize(boost::json::object{{"items", items}})};
    });
}

TEST(HostCheck, EndsOnAHostWhosePagesBeginWithWhatTheyShouldFollow) {
    MockHost host;
    set_up(host);
    circle(host, [](boost::json::array& items, const std::string& after) {
        if (!after.empty()) items.insert(items.begin(), boost::json::object{{"key", after}});
    });
    EXPECT_THAT(message_of(host), HasSubstr("a page is in order and begins behind the one before"));
}

TEST(HostCheck, EndsOnAHostWhosePagesAreOutOfOrder) {
    MockHost host;
    set_up(host);
    circle(host, [](boost::json::array& items, const std::string&) {
        items = {boost::json::object{{"key", "b"}}, boost::json::object{{"key", "a"}}};
    });
    EXPECT_THAT(message_of(host), HasSubstr("a page is in order and begins behind the one before"));
}

TEST(HostCheck, FindsAHostWhoseTimesAreNotThoseOfRfc3339) {
    for (const char* time : {"2026-11-26 10:00:00Z", "2026-11-26T10:00:00", "2026-11-26T10:00:00+0100",
                             "2026-13-26T10:00:00Z", "Thu, 26 Nov 2026 10:00:00 GMT", "1795687200"}) {
        MockHost host;
        set_up(host);
        spoil(host, "dataflows.apply", [time](boost::json::object& applied) { applied["applied_at"] = time; });
        EXPECT_THAT(message_of(host), HasSubstr("the reply says when, in the form of RFC 3339")) << time;
    }
    MockHost host;
    set_up(host);
    for (const char* function : {"dataflows.apply", "dataflows.find"})
        spoil(host, function,
              [](boost::json::object& applied) { applied["applied_at"] = "2026-11-26t11:00:00.5+01:00"; });
    EXPECT_THAT(message_of(host), ::testing::Not(HasSubstr("RFC 3339")));
}

TEST(HostCheck, FindsAHostWhoseAbortAnswersNothingOrALowerFence) {
    MockHost silent;
    set_up(silent);
    silent.faults().on("dataflows.abort").every_call().run([](const FaultScript::Turn& turn) {
        const Reply reply = turn.act();
        return reply.status == NEO_OK ? Reply{NEO_OK, ""} : reply;
    });
    EXPECT_THAT(message_of(silent),
                HasSubstr("abort of a key that nobody applied: the answer says that fences are barred up to 1"));

    MockHost forgetful;
    set_up(forgetful);
    forgetful.faults().on("dataflows.abort").every_call().run([&forgetful](const FaultScript::Turn& turn) {
        const Reply reply = turn.act();
        const std::string fence = forgetful.calls("dataflows.abort").back().arguments.at("fence");
        return reply.status == NEO_OK ? Reply{NEO_OK, R"({"barred":)" + fence + "}"} : reply;
    });
    EXPECT_THAT(message_of(forgetful),
                HasSubstr("abort of fence 1 after that: the answer says that fences are barred up to 3"));
}

TEST(HostCheck, NamesTheKeyOfItsConfigurationThatIsMissing) {
    MockHost host;
    const auto started = host.try_start(NEO_CHECK_HOST, R"({"actor": "ana"})");
    ASSERT_TRUE(started.has_error());
    EXPECT_THAT(started.error().message, HasSubstr("source: an object is needed"));
}

}  // namespace
