// Who holds a trigger when several want it at once: one, and the one that the rule says.
#include "organization_life.hpp"
#include "trigger_rule.hpp"

#include <gmock/gmock.h>

#include <random>

namespace {

using namespace neo;
using namespace neo::test;
using ::testing::AnyOf;
using ::testing::Each;
using ::testing::StartsWith;

class TriggerRaces : public ::testing::TestWithParam<std::string> {
protected:
    static constexpr int rounds = 3;
    static constexpr int crowd = 6;

    TriggerRaces() : host(GetParam()), uat(host, "uat") { host.import(small_platform); }

    using Actions = std::vector<std::function<std::string()>>;
    static std::ptrdiff_t count(const std::vector<std::string>& answers, const std::string& answer) {
        return std::count(answers.begin(), answers.end(), answer);
    }
    // A dataflow with an approved version of its own trigger, and one that awaits approval at `url`.
    void prepare(const std::string& id, const std::string& url) {
        ASSERT_EQ(uat.create(id, "/own/" + id), "ok");
        ASSERT_EQ(uat.approve(id, 1), "ok");
        ASSERT_EQ(uat.draft(id, url), "ok");
        ASSERT_EQ(uat.move(id, 2, "awaiting_approval"), "ok");
    }
    static std::string named(const std::string& what, int round, int index) {
        return what + "-" + std::to_string(round) + "-" + std::to_string(index);
    }

    HostStore host;
    OrganizationLife uat;
};
INSTANTIATE_TEST_SUITE_P(Backends, TriggerRaces, every_backend(), backend_name);

TEST_P(TriggerRaces, OfApprovalsAtOnceOneGetsTheTrigger) {
    for (int round = 0; round < rounds; ++round) {
        const std::string url = "/t/" + std::to_string(round);
        Actions actions;
        for (int i = 0; i < crowd; ++i) {
            const std::string id = named("flow", round, i);
            prepare(id, url);
            actions.push_back([this, id] { return uat.move(id, 2, "approved"); });
        }
        const auto answers = at_once(actions);
        EXPECT_EQ(count(answers, "ok"), 1);
        EXPECT_EQ(count(answers, "trigger_taken"), crowd - 1);
        EXPECT_EQ(contradiction(host), "");
    }
}

TEST_P(TriggerRaces, OfApprovalsAndPromotionsAtOnceOneGetsTheTrigger) {
    for (int round = 0; round < rounds; ++round) {
        const std::string url = "/t/" + std::to_string(round);
        Actions actions;
        for (int i = 0; i < crowd; ++i) {
            const std::string id = named("flow", round, i);
            if (i % 2 == 0) {
                prepare(id, url);
                actions.push_back([this, id] { return uat.move(id, 2, "approved"); });
            } else {
                actions.push_back([this, id, url] { return uat.apply(id, url); });
            }
        }
        const auto answers = at_once(actions);
        EXPECT_EQ(count(answers, "ok"), 1);
        EXPECT_THAT(answers, Each(AnyOf("ok", "trigger_taken", "conflict")));
        EXPECT_EQ(contradiction(host), "");
    }
}

TEST_P(TriggerRaces, OfDraftsAndPromotionsAtOnceOneGetsTheTrigger) {
    for (int round = 0; round < rounds; ++round) {
        const std::string url = "/t/" + std::to_string(round);
        Actions actions;
        for (int i = 0; i < crowd; ++i) {
            const std::string id = named("flow", round, i);
            if (i % 2 == 0)
                actions.push_back([this, id, url] { return uat.create(id, url); });
            else
                actions.push_back([this, id, url] { return uat.apply(id, url); });
        }
        const auto answers = at_once(actions);
        EXPECT_EQ(count(answers, "ok"), 1);
        EXPECT_THAT(answers, Each(AnyOf("ok", "conflict", StartsWith("held by "))));
        EXPECT_EQ(contradiction(host), "");
    }
}

TEST_P(TriggerRaces, ARejectionHandsOverWhateverComesOrGoesMeanwhile) {
    for (int round = 0; round < rounds; ++round) {
        const std::string url = "/t/" + std::to_string(round);
        const auto id = [&](const std::string& what) { return what + "-" + std::to_string(round); };
        ASSERT_EQ(uat.create(id("holder"), url), "ok");
        uat.move(id("holder"), 1, "awaiting_approval");
        for (const char* what : {"a-goes", "b-goes", "stays", "approved"})
            ASSERT_EQ(uat.create(id(what), url), "held by " + id("holder"));
        uat.move(id("approved"), 1, "awaiting_approval");
        const auto answers = at_once(
            {[&] { return uat.move(id("holder"), 1, "rejected"); },
             [&] { return uat.put(id("a-goes"), 1, url + "/elsewhere"); },
             [&] { return uat.put(id("b-goes"), 1, url + "/away"); }, [&] { return uat.create(id("comes"), url); },
             [&] { return uat.create(id("another"), url); }, [&] { return uat.move(id("approved"), 1, "approved"); },
             [&] { return uat.apply(id("promoted"), url); }});
        EXPECT_THAT(answers, Each(AnyOf("ok", "trigger_taken", "conflict", StartsWith("held by "))));
        EXPECT_EQ(contradiction(host), "");
        EXPECT_NE(uat.holder(url), "") << "one that waits is always there";
    }
}

TEST_P(TriggerRaces, WhoComesAtTheMomentOfTheHandOverIsNotMissed) {
    for (int round = 0; round < 4 * rounds; ++round) {
        const std::string url = "/t/" + std::to_string(round);
        const std::string holder = named("holder", round, 0);
        const std::string comes = named("comes", round, 0);
        ASSERT_EQ(uat.create(holder, url), "ok");
        const auto answers =
            at_once({[&] { return uat.put(holder, 1, url + "/elsewhere"); }, [&] { return uat.create(comes, url); }});
        EXPECT_THAT(answers, Each(AnyOf("ok", "held by " + holder)));
        EXPECT_EQ(uat.holder(url), comes);
    }
    EXPECT_EQ(contradiction(host), "");
}

TEST_P(TriggerRaces, WhoWaitedMayGoAtTheMomentOfTheHandOver) {
    for (int round = 0; round < 4 * rounds; ++round) {
        const std::string url = "/t/" + std::to_string(round);
        const std::string holder = named("holder", round, 0);
        const std::string waits = named("waits", round, 0);
        ASSERT_EQ(uat.create(holder, url), "ok");
        ASSERT_EQ(uat.create(waits, url), "held by " + holder);
        const auto answers = at_once(
            {[&] { return uat.put(holder, 1, url + "/elsewhere"); }, [&] { return uat.put(waits, 1, url + "/away"); }});
        EXPECT_THAT(answers, Each("ok"));
        EXPECT_EQ(uat.holder(url), "");
    }
    EXPECT_EQ(contradiction(host), "");
}

TEST_P(TriggerRaces, AFirstPromotionIntoDraftsHandsOverTheirOtherTriggers) {
    for (int round = 0; round < rounds; ++round) {
        const auto id = [&](const std::string& what) { return what + "-" + std::to_string(round); };
        const std::string url = "/t/" + std::to_string(round);
        ASSERT_EQ(uat.create(id("drafts"), url), "ok");
        ASSERT_EQ(uat.draft(id("drafts"), url + "/plan"), "ok");
        const auto answers = at_once({[&] { return uat.apply(id("drafts"), url, id("drafts")); },
                                      [&] { return uat.apply(id("drafts"), url, id("drafts")); },
                                      [&] { return uat.create(id("waits"), url + "/plan"); },
                                      [&] { return uat.put(id("drafts"), 1, url + "/moved"); },
                                      [&] { return uat.create(id("too"), url); }});
        EXPECT_THAT(answers, Each(AnyOf("ok", "conflict", StartsWith("held by "))));
        EXPECT_EQ(contradiction(host), "");
    }
}

// Everything that people do, on few dataflows and few triggers.
TEST_P(TriggerRaces, WhateverIsDoneAtOnceTheRuleHolds) {
    constexpr int people = 5;
    constexpr int deeds = 12;
    for (int i = 0; i < 4; ++i)
        uat.create("flow-" + std::to_string(i), "/t/" + std::to_string(i % 3));
    Actions actions;
    for (int person = 0; person < people; ++person) {
        actions.push_back([this, person] {
            std::minstd_rand random(static_cast<unsigned>(person + 1));
            const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
            for (int deed = 0; deed < deeds; ++deed) {
                const std::string id = "flow-" + std::to_string(pick(4));
                const std::string url = "/t/" + std::to_string(pick(3));
                const std::int64_t version = 1 + pick(3);
                std::string answer;
                switch (pick(6)) {
                    case 0:
                        answer = uat.draft(id, url);
                        break;
                    case 1:
                        answer = uat.put(id, version, url);
                        break;
                    case 2:
                        answer = uat.approve(id, version);
                        break;
                    case 3:
                        uat.move(id, version, "awaiting_approval");
                        answer = uat.move(id, version, "rejected");
                        break;
                    case 4:
                        answer = uat.apply(id, url, uat.holder(url));
                        break;
                    default:
                        answer = uat.move(id, version, pick(2) == 0 ? "draft" : "live");
                }
                EXPECT_THAT(answer, AnyOf("ok", StartsWith("held by "), "trigger_taken", "conflict", "version_unknown",
                                          "version_not_draft", "transition_forbidden"));
            }
            return std::string("ok");
        });
    }
    EXPECT_THAT(at_once(actions), Each("ok"));
    EXPECT_EQ(contradiction(host), "");
}

}  // namespace
