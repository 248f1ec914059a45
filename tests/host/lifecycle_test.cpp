// The life of a dataflow: drafts, approval, going live. Who holds a trigger meanwhile: triggers_test.cpp.
#include "host_store.hpp"

#include <host-sdk/reference-host/store/dataflows.hpp>
#include <host-sdk/reference-host/store/lifecycle.hpp>

#include <set>
#include <thread>

namespace {

using namespace neo;
using namespace neo::host;
using namespace neo::test;

class Lifecycle : public ::testing::TestWithParam<std::string> {
protected:
    Lifecycle() : host(GetParam()) { host.import(small_platform); }

    static VersionDocument document(const std::string& url) {
        return {{{url, "POST"}, {"a", "b"}, false, std::nullopt},
                sdk::share(R"({"blocks":[{"id":"1"}],"connections":[]})")};
    }
    template <class T>
    static std::string code(const Outcome<T>& outcome) {
        return outcome ? "ok" : outcome.error().code;
    }
    std::string create(const std::string& id, const std::string& url, const std::string& application = "crm") {
        return code(store::create_dataflow(host.pool(), "dev", {id, id, application, false, {}}, document(url), "ana"));
    }
    static VersionChange at(const std::string& url) {
        VersionChange change;
        change.trigger = Trigger{url, "POST"};
        return change;
    }
    std::string draft(const std::string& id, const store::Draft& draft) {
        return code(store::create_version(host.pool(), "dev", id, draft, "ana"));
    }
    std::string copy(const std::string& id, std::int64_t version) { return draft(id, {version, {}}); }
    std::string move(const std::string& id, std::int64_t version, const std::string& to,
                     const store::Etags& etags = {}) {
        return code(
            store::change_state(host.pool(), {"dev", id, version}, *sdk::from_text<VersionState>(to), etags, "ana"));
    }
    std::string put(const std::string& id, std::int64_t version, const VersionChange& change,
                    const store::Etags& etags = {}) {
        return code(store::change_draft(host.pool(), {"dev", id, version}, change, etags, "ana"));
    }
    static store::Etags one_of(std::vector<std::string> etags) { return etags; }
    Version version(const std::string& id, std::int64_t number) {
        return host.pool()
            .read([&](sql::Connection& c) { return store::find_version(c, "dev", id, number); })
            .value()
            .value();
    }

    HostStore host;
};
INSTANTIATE_TEST_SUITE_P(Backends, Lifecycle, every_backend(), backend_name);

TEST_P(Lifecycle, ANewDataflowBeginsWithADraft) {
    EXPECT_EQ(create("orders", "/orders"), "ok");
    EXPECT_EQ(host.states("dev", "orders"), "1 draft");
    EXPECT_EQ(create("orders", "/others"), "dataflow_exists");
    EXPECT_EQ(create("more", "/more", "gone"), "application_unknown");
    EXPECT_EQ(host.states("dev", "more"), "") << "nothing of it stays";
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
    EXPECT_EQ(copy("welcome", 1), "ok");
    for (const char* to : {"awaiting_approval", "approved"})
        ASSERT_EQ(move("welcome", 2, to), "ok");
    EXPECT_EQ(move("welcome", 1, "live"), "ok");
    EXPECT_EQ(move("welcome", 2, "live"), "ok");
    EXPECT_EQ(host.states("dev", "welcome"), "1 approved, 2 live");
}

TEST_P(Lifecycle, OfManyGoingLiveAtOnceOneIsLive) {
    for (int version = 2; version <= 6; ++version) {
        ASSERT_EQ(copy("welcome", 1), "ok");
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
    EXPECT_EQ(copy("welcome", 1), "ok");
    EXPECT_EQ(host.content("dev", "welcome", 2), host.content("dev", "welcome", 1));
    EXPECT_EQ(draft("welcome", {std::nullopt, at("/welcome/v3")}), "ok");
    EXPECT_EQ(version("welcome", 3).trigger.url, "/welcome/v3");
    EXPECT_EQ(host.content("dev", "welcome", 3), R"({"blocks":[],"connections":[]})");
    EXPECT_EQ(copy("welcome", 9), "version_unknown");
    EXPECT_EQ(copy("gone", 1), "dataflow_unknown");
    EXPECT_EQ(host.states("dev", "welcome"), "1 approved, 2 draft, 3 draft");
}

TEST_P(Lifecycle, OnlyADraftCanBeChanged) {
    EXPECT_EQ(put("welcome", 1, at("/changed")), "version_not_draft");
    EXPECT_EQ(version("welcome", 1).trigger.url, "/welcome");
    ASSERT_EQ(copy("welcome", 1), "ok");
    VersionChange change;
    change.connections = R"([ {"from": "b1",  "to": "b1"} ])";
    EXPECT_EQ(put("welcome", 2, change), "ok");
    EXPECT_EQ(host.content("dev", "welcome", 2),
              R"({"blocks":[{"id": "b1", "type": "script"}],"connections":[ {"from": "b1",  "to": "b1"} ]})");
}

TEST_P(Lifecycle, WhatADraftWouldBecomeIsCheckedAsAWhole) {
    ASSERT_EQ(copy("welcome", 1), "ok");
    VersionChange change;
    const std::string half(5 << 20, ' ');
    change.blocks = "[" + half + "]";
    EXPECT_EQ(put("welcome", 2, change), "ok");
    change = {};
    change.connections = "[" + half + "]";
    EXPECT_EQ(put("welcome", 2, change), "document_invalid") << "the two together are more than 8 MiB";
    change.connections = "[]";
    change.blocks = "[1]";
    EXPECT_EQ(put("welcome", 2, change), "document_invalid") << "a block is an object";
    EXPECT_EQ(host.content("dev", "welcome", 2).size(),
              half.size() + std::string(R"({"blocks":[],"connections":[]})").size());
}

TEST_P(Lifecycle, E4_E6_ModuleAndGlobalBelongToTheVersion) {
    const Dataflow dataflow{"orders", "Orders", "crm", true, "loyalty"};
    ASSERT_TRUE(store::create_dataflow(host.pool(), "dev", dataflow, blank_version(true, "loyalty"), "ana"));
    const auto told = [&](std::int64_t number) {
        const auto found = version("orders", number);
        return std::string(found.global ? "global " : "local ") + found.module.value_or("-");
    };
    const auto own = [&] {
        const auto found =
            host.pool().read([](sql::Connection& c) { return store::find_dataflow(c, "dev", "orders"); });
        return std::string((*found)->global ? "global " : "local ") + (*found)->module.value_or("-");
    };
    const auto approve = [&](std::int64_t number) {
        for (const char* to : {"awaiting_approval", "approved"})
            ASSERT_EQ(move("orders", number, to), "ok");
    };
    EXPECT_EQ(told(1), "global loyalty");
    VersionChange change;
    change.module.emplace("payments");
    EXPECT_EQ(put("orders", 1, change), "ok");
    EXPECT_EQ(told(1), "global payments");
    EXPECT_EQ(own(), "global payments") << "while it has no approved version, those of its newest";
    approve(1);

    EXPECT_EQ(draft("orders", {std::nullopt, at("/o/2")}), "ok");
    EXPECT_EQ(told(2), "global payments") << "those of the dataflow";
    VersionChange none = at("/o/3");
    none.global = false;
    none.module.emplace(std::nullopt);
    EXPECT_EQ(draft("orders", {std::nullopt, none}), "ok");
    EXPECT_EQ(told(3), "local -");
    EXPECT_EQ(own(), "global payments") << "a draft beside an approved version says nothing of the dataflow";
    EXPECT_EQ(copy("orders", 3), "ok");
    EXPECT_EQ(told(4), "local -");
    change = {};
    change.global = true;
    EXPECT_EQ(draft("orders", {3, change}), "ok");
    EXPECT_EQ(told(5), "global -") << "a copy, but for what is named";
    approve(3);
    EXPECT_EQ(own(), "local -");
    ASSERT_EQ(move("orders", 1, "live"), "ok");
    EXPECT_EQ(own(), "local -") << "of the newest approved or live one";
    EXPECT_EQ(told(1), "global payments");
}

TEST_P(Lifecycle, AVersionIsOnlyChangedAsItWasRead) {
    ASSERT_EQ(copy("welcome", 1), "ok");
    const std::string read = *version("welcome", 2).etag;
    EXPECT_EQ(put("welcome", 2, at("/ana"), one_of({"something else", read})), "ok");
    EXPECT_EQ(put("welcome", 2, at("/ben"), one_of({read})), "version_changed");
    EXPECT_EQ(put("welcome", 2, at("/ben"), one_of({})), "version_changed");
    EXPECT_EQ(move("welcome", 2, "awaiting_approval", one_of({read})), "version_changed");
    EXPECT_EQ(version("welcome", 2).trigger.url, "/ana");
    const std::string now = *version("welcome", 2).etag;
    EXPECT_EQ(move("welcome", 2, "awaiting_approval", one_of({now})), "ok");
    EXPECT_EQ(move("welcome", 2, "approved", one_of({now})), "version_changed");
    EXPECT_EQ(put("welcome", 2, at("/cal"), one_of({now})), "version_changed") << "not: it is no draft any more";
    EXPECT_EQ(put("welcome", 9, at("/cal"), one_of({now})), "version_unknown");
}

TEST_P(Lifecycle, EveryChangeOfAVersionGivesItAnotherEtag) {
    ASSERT_EQ(copy("welcome", 1), "ok");
    std::set<std::string> seen{*version("welcome", 2).etag};
    const auto changed = [&](const std::string& etag) { return seen.insert(etag).second; };
    ASSERT_EQ(put("welcome", 2, {}), "ok");
    EXPECT_TRUE(changed(*version("welcome", 2).etag));
    for (const char* to : {"awaiting_approval", "rejected", "draft", "awaiting_approval", "approved", "live"}) {
        ASSERT_EQ(move("welcome", 2, to), "ok");
        EXPECT_TRUE(changed(*version("welcome", 2).etag)) << to;
    }
    ASSERT_EQ(move("welcome", 1, "live"), "ok");
    EXPECT_TRUE(changed(*version("welcome", 2).etag)) << "it is live no more";
    const std::string left_alone = *version("welcome", 1).etag;
    ASSERT_EQ(copy("welcome", 1), "ok");
    EXPECT_EQ(*version("welcome", 1).etag, left_alone);
}

TEST_P(Lifecycle, OfManyWhoChangeWhatTheyReadAtOnceOneDoes) {
    ASSERT_EQ(copy("welcome", 1), "ok");
    for (int round = 0; round < 5; ++round) {
        const std::string read = *version("welcome", 2).etag;
        std::vector<std::thread> threads;
        std::vector<std::string> answers(8);
        for (std::size_t i = 0; i < answers.size(); ++i)
            threads.emplace_back(
                [&, i] { answers[i] = put("welcome", 2, at("/" + std::to_string(i)), one_of({read})); });
        for (auto& thread : threads)
            thread.join();
        EXPECT_EQ(std::count(answers.begin(), answers.end(), "ok"), 1);
        EXPECT_EQ(std::count(answers.begin(), answers.end(), "version_changed"), 7);
    }
}

TEST_P(Lifecycle, NumbersOver32BitsAreNumbers) {
    host.import(R"({"dataflows": [{"organization": "dev", "id": "old", "application": "crm", "versions": [
        {"version": 4503599627370496, "state": "approved", "trigger": {"url": "/old", "method": "POST"}}]}]})");
    EXPECT_EQ(copy("old", 4503599627370496), "ok");
    EXPECT_EQ(move("old", 4503599627370497, "awaiting_approval"), "ok");
    EXPECT_EQ(host.states("dev", "old"), "4503599627370496 approved, 4503599627370497 awaiting_approval");
    EXPECT_EQ(copy("old", 9223372036854775807), "version_unknown");
    EXPECT_NE(host.import_refusal(with_version(R"({"version": 4503599627370497, "state": "draft",
        "trigger": {"url": "/", "method": "POST"}})")),
              "");
}

TEST_P(Lifecycle, ListsDataflowsByWhatIsAsked) {
    ASSERT_EQ(create("alpha_1", "/1"), "ok");
    ASSERT_EQ(create("Beta", "/2", "middleware"), "ok");
    ASSERT_EQ(code(store::create_dataflow(host.pool(), "dev", {"omega", "ÜBER Ω", "crm", true, "loyalty"},
                                          document("/3"), "ana")),
              "ok");
    const auto list = [&](sdk::DataflowQuery search) {
        search.organization = "dev";
        std::string ids;
        const auto found = host.pool().read([&](sql::Connection& c) { return store::list_dataflows(c, search); });
        for (const auto& summary : found.value())
            ids += (ids.empty() ? "" : " ") + summary.id;
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
