// The life of a dataflow: drafts, approval, going live, and who holds a trigger.
#include "host_store.hpp"

#include <host-sdk/reference-host/store/dataflows.hpp>
#include <host-sdk/reference-host/store/lifecycle.hpp>
#include <host-sdk/reference-host/store/trigger_holders.hpp>

#include <thread>

namespace {

using namespace neo;
using namespace neo::host;
using namespace neo::test;

class Lifecycle : public ::testing::TestWithParam<std::string> {
protected:
    Lifecycle() : host(GetParam()) { host.import(small_platform); }

    static VersionDocument document(const std::string& url) {
        return {{"POST", url}, {"a", "b"}, R"({"blocks":[{"id":"1"}],"connections":[]})"};
    }
    template <class T>
    static std::string code(const Outcome<T>& outcome) {
        return outcome ? "ok" : outcome.error().code;
    }
    std::string create(const std::string& id, const std::string& url, const std::string& application = "crm") {
        return code(store::create_dataflow(host.pool(), "dev", {id, id, application, false, {}}, document(url), "ana"));
    }
    std::string draft(const std::string& id, const std::variant<VersionDocument, std::int64_t>& source) {
        return code(store::create_version(host.pool(), "dev", id, source, "ana"));
    }
    std::string move(const std::string& id, std::int64_t version, const std::string& to) {
        return code(store::change_state(host.pool(), {"dev", id, version}, to, "ana"));
    }
    std::string retrigger(const std::string& id, std::int64_t version, const std::string& url) {
        VersionChange change;
        change.trigger = Trigger{"POST", url};
        return code(store::change_draft(host.pool(), {"dev", id, version}, change, "ana"));
    }
    std::string holder(const std::string& url) {
        const auto found = host.pool().read([&](sql::Connection& c) {
            return store::find_trigger_holder(c, "dev", {"POST", url});
        });
        return found.value() ? (*found)->dataflow : "";
    }

    HostStore host;
};
INSTANTIATE_TEST_SUITE_P(Backends, Lifecycle, every_backend(), backend_name);

TEST_P(Lifecycle, ANewDataflowBeginsWithADraft) {
    EXPECT_EQ(create("orders", "/orders"), "ok");
    EXPECT_EQ(host.states("dev", "orders"), "1 draft");
    EXPECT_EQ(create("orders", "/others"), "dataflow_exists");
    EXPECT_EQ(create("more", "/more", "gone"), "application_unknown");
    EXPECT_EQ(create("thief", "/orders"), "trigger_taken");
    EXPECT_EQ(host.states("dev", "thief"), "") << "nothing of it stays";
}

TEST_P(Lifecycle, WalksFromDraftToLive) {
    ASSERT_EQ(create("orders", "/orders"), "ok");
    EXPECT_EQ(move("orders", 1, "awaiting_approval"), "ok");
    EXPECT_EQ(move("orders", 1, "rejected"), "ok");
    EXPECT_EQ(move("orders", 1, "draft"), "ok");
    EXPECT_EQ(move("orders", 1, "awaiting_approval"), "ok");
    EXPECT_EQ(move("orders", 1, "approved"), "ok");
    EXPECT_EQ(move("orders", 1, "live"), "ok");
    EXPECT_EQ(host.states("dev", "orders"), "1 live");
}

TEST_P(Lifecycle, KnowsNoOtherWay) {
    const std::vector<std::string> states{"draft", "awaiting_approval", "approved", "rejected", "live"};
    const std::vector<std::pair<std::string, std::string>> allowed{{"draft", "awaiting_approval"},
                                                                   {"awaiting_approval", "approved"},
                                                                   {"awaiting_approval", "rejected"},
                                                                   {"rejected", "draft"},
                                                                   {"approved", "live"}};
    for (const auto& from : states) {
        for (const auto& to : states) {
            const std::string id = from + "-" + to;
            host.import(R"({"dataflows": [{"organization": "dev", "id": ")" + id +
                        R"(", "application": "crm", "versions": [{"version": 1, "state": ")" + from +
                        R"(", "trigger": {"url": "/)" + id + R"(", "method": "GET"}, "blocks": []}]}]})");
            const bool may = std::find(allowed.begin(), allowed.end(), std::pair(from, to)) != allowed.end();
            EXPECT_EQ(move(id, 1, to), may ? "ok" : "transition_forbidden") << id;
        }
    }
}

TEST_P(Lifecycle, OneVersionIsLive) {
    EXPECT_EQ(draft("welcome", std::int64_t{1}), "ok");
    for (const char* to : {"awaiting_approval", "approved"})
        ASSERT_EQ(move("welcome", 2, to), "ok");
    EXPECT_EQ(move("welcome", 1, "live"), "ok");
    EXPECT_EQ(move("welcome", 2, "live"), "ok");
    EXPECT_EQ(host.states("dev", "welcome"), "1 approved, 2 live");
}

TEST_P(Lifecycle, OfManyGoingLiveAtOnceOneIsLive) {
    for (int version = 2; version <= 6; ++version) {
        ASSERT_EQ(draft("welcome", std::int64_t{1}), "ok");
        for (const char* to : {"awaiting_approval", "approved"})
            ASSERT_EQ(move("welcome", version, to), "ok");
    }
    std::vector<std::thread> threads;
    std::vector<std::string> answers(6);
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] { answers[i] = move("welcome", static_cast<std::int64_t>(i) + 1, "live"); });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(std::count(answers.begin(), answers.end(), "ok"), 6);
    const std::string states = host.states("dev", "welcome");
    EXPECT_EQ(states.find("live"), states.rfind("live")) << states;
    EXPECT_NE(states.find("live"), std::string::npos) << states;
}

TEST_P(Lifecycle, ADraftIsANewDocumentOrACopy) {
    EXPECT_EQ(draft("welcome", std::int64_t{1}), "ok");
    EXPECT_EQ(host.content("dev", "welcome", 2), host.content("dev", "welcome", 1));
    EXPECT_EQ(draft("welcome", document("/welcome/v3")), "ok");
    EXPECT_EQ(holder("/welcome/v3"), "welcome");
    EXPECT_EQ(draft("welcome", std::int64_t{9}), "version_unknown");
    EXPECT_EQ(draft("gone", std::int64_t{1}), "dataflow_unknown");
    EXPECT_EQ(host.states("dev", "welcome"), "1 approved, 2 draft, 3 draft");
}

TEST_P(Lifecycle, OnlyADraftCanBeChanged) {
    EXPECT_EQ(retrigger("welcome", 1, "/changed"), "version_not_draft");
    EXPECT_EQ(holder("/changed"), "");
    ASSERT_EQ(draft("welcome", std::int64_t{1}), "ok");
    VersionChange change;
    change.connections = R"([ {"from": "b1",  "to": "b1"} ])";
    EXPECT_EQ(code(store::change_draft(host.pool(), {"dev", "welcome", 2}, change, "ana")), "ok");
    EXPECT_EQ(host.content("dev", "welcome", 2),
              R"({"blocks":[{"id": "b1", "type": "script"}],"connections":[ {"from": "b1",  "to": "b1"} ]})");
}

TEST_P(Lifecycle, U5_ADraftThatChangesItsTriggerLetsTheOldOneGo) {
    ASSERT_EQ(create("orders", "/orders"), "ok");
    EXPECT_EQ(retrigger("orders", 1, "/orders/new"), "ok");
    EXPECT_EQ(holder("/orders"), "");
    EXPECT_EQ(holder("/orders/new"), "orders");
    EXPECT_EQ(create("heir", "/orders"), "ok");
    EXPECT_EQ(retrigger("orders", 1, "/orders"), "trigger_taken");
}

TEST_P(Lifecycle, ATriggerThatAnotherVersionUsesStays) {
    ASSERT_EQ(draft("welcome", std::int64_t{1}), "ok");
    EXPECT_EQ(retrigger("welcome", 2, "/hello"), "ok");
    EXPECT_EQ(holder("/welcome"), "welcome");
    EXPECT_EQ(holder("/hello"), "welcome");
}

TEST_P(Lifecycle, TriggersDifferByEveryByteAndByOrganization) {
    EXPECT_EQ(create("a", "/x"), "ok");
    EXPECT_EQ(create("b", "/X"), "ok");
    EXPECT_EQ(create("c", "/x "), "ok");
    EXPECT_EQ(create("d", "/x/"), "ok");
    EXPECT_EQ(code(store::create_dataflow(host.pool(), "uat", {"a", "a", "crm", false, {}}, document("/x"), "ana")),
              "ok");
    std::string long_url = "/" + std::string(7000, 'x');
    EXPECT_EQ(create("e", long_url), "ok");
    long_url.back() = 'y';
    EXPECT_EQ(create("f", long_url), "ok");
    EXPECT_EQ(create("g", long_url), "trigger_taken");
}

TEST_P(Lifecycle, OfManyNewDataflowsWithOneTriggerAtOnceOneStands) {
    std::vector<std::thread> threads;
    std::vector<std::string> answers(8);
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] { answers[i] = create("race-" + std::to_string(i), "/race"); });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(std::count(answers.begin(), answers.end(), "ok"), 1);
    EXPECT_EQ(std::count(answers.begin(), answers.end(), "trigger_taken"), 7);
}

TEST_P(Lifecycle, ListsDataflowsByWhatIsAsked) {
    ASSERT_EQ(create("alpha_1", "/1"), "ok");
    ASSERT_EQ(create("Beta", "/2", "middleware"), "ok");
    ASSERT_EQ(code(store::create_dataflow(host.pool(), "dev", {"omega", "ÜBER Ω", "crm", true, "loyalty"},
                                          document("/3"), "ana")),
              "ok");
    const auto list = [&](store::DataflowSearch search) {
        search.organization = "dev";
        std::string ids;
        const auto found = host.pool().read([&](sql::Connection& c) { return store::list_dataflows(c, search); });
        for (const auto& summary : found.value())
            ids += (ids.empty() ? "" : " ") + summary.dataflow.id;
        return ids;
    };
    EXPECT_EQ(list({}), "Beta alpha_1 omega welcome") << "in the order of the ids' bytes";
    EXPECT_EQ(list({.after = "alpha_1"}), "omega welcome");
    EXPECT_EQ(list({.limit = 2}), "Beta alpha_1");
    EXPECT_EQ(list({.search = "BETA"}), "Beta");
    EXPECT_EQ(list({.search = "über ω"}), "omega");
    EXPECT_EQ(list({.search = "_"}), "alpha_1") << "it is no wildcard";
    EXPECT_EQ(list({.application = "middleware"}), "Beta");
    EXPECT_EQ(list({.state = "approved"}), "welcome");
    EXPECT_EQ(list({.search = "nothing"}), "");
}

}  // namespace
