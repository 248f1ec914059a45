// Each scripted fault does what it says, seen through a real plugin that calls apply once a promotion.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

#include <future>
#include <thread>

namespace {

using namespace neo::testing;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr const char* apply = "dataflows.apply";

class Faults : public ::testing::Test {
protected:
    Faults() {
        host.organization("acme-dev").application("crm");
        host.organization("acme-uat").application("crm");
        host.user("ana").may_everything();
        host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{}, {}]})");
    }

    Answer promote(std::int64_t version = 1) {
        return plugin.as("ana").promote({.source_organization = "acme-dev",
                                         .dataflow = "welcome",
                                         .version = version,
                                         .target_organization = "acme-uat",
                                         .target_application = "crm"});
    }

    MockHost host;
    PluginUnderTest plugin = host.start(SAMPLE_PLUGIN);
};

TEST_F(Faults, WithoutThemEverythingIsDone) {
    EXPECT_THAT(promote(), IsOk());
    EXPECT_THAT(host, HasApplied("acme-dev", "welcome", 1, "acme-uat"));
    EXPECT_THAT(host, HasVersion("acme-uat", "welcome", 1, "approved"));
    EXPECT_THAT(host, HasVersion("acme-uat", "welcome", 2, "draft"));
    EXPECT_THAT(host, Called(apply, Times(1)));
}

TEST_F(Faults, RefuseDoesNothing) {
    host.faults().on(apply).call(1).refuse();
    EXPECT_THAT(promote(), IsProblem("host_unavailable"));
    EXPECT_THAT(host, HasAppliedNothing());
    EXPECT_THAT(promote(), IsOk());
}

TEST_F(Faults, LoseReplyDoesIt) {
    host.faults().on(apply).call(1).lose_reply();
    EXPECT_THAT(promote(), HasStatus(NEO_UNAVAILABLE));
    EXPECT_THAT(host, HasApplied("acme-dev", "welcome", 1, "acme-uat"));
}

TEST_F(Faults, DoTwiceDoesItTwice) {
    int done = 0;
    host.faults().on(apply).call(1).run([&](const FaultScript::Turn& turn) {
        ++done;
        return turn.act();
    });
    host.faults().on(apply).call(2).do_twice();
    EXPECT_THAT(promote(), IsOk());
    EXPECT_EQ(done, 1);
    EXPECT_THAT(promote(), IsOk());
    EXPECT_THAT(host.applied(), SizeIs(1)) << "apply is idempotent";
}

TEST_F(Faults, DeliverLateDoesItWhenTheTestSaysSo) {
    host.faults().on(apply).call(1).deliver_late();
    EXPECT_THAT(promote(), HasStatus(NEO_UNAVAILABLE));
    EXPECT_THAT(host, HasAppliedNothing());
    const std::vector<Reply> late = host.faults().deliver();
    ASSERT_THAT(late, SizeIs(1));
    EXPECT_EQ(late.front().status, NEO_OK);
    EXPECT_THAT(host, HasApplied("acme-dev", "welcome", 1, "acme-uat"));
    EXPECT_THAT(host.faults().deliver(), SizeIs(0));
}

TEST_F(Faults, HoldWaitsForRelease) {
    host.faults().on(apply).call(1).hold();
    auto held = std::async(std::launch::async, [&] { return promote(1); });
    host.wait_for_call(apply);
    EXPECT_THAT(host, HasAppliedNothing());
    EXPECT_FALSE(host.calls(apply).front().status.has_value()) << "the call is over before it was released";
    host.faults().release();
    EXPECT_THAT(held.get(), IsOk());
    EXPECT_EQ(host.calls(apply).front().status, NEO_OK);
}

TEST_F(Faults, HoldReplyIsDoneBeforeRelease) {
    host.faults().on(apply).call(1).hold_reply();
    auto held = std::async(std::launch::async, [&] { return promote(1); });
    while (host.applied().empty())
        std::this_thread::yield();
    EXPECT_FALSE(host.calls(apply).front().status.has_value());
    host.faults().release();
    EXPECT_THAT(held.get(), IsOk());
}

TEST_F(Faults, NeverAnswerEndsWhenThePluginIsStopped) {
    host.faults().on(apply).call(1).never_answer();
    auto held = std::async(std::launch::async, [&] { return promote(); });
    host.wait_for_call(apply);
    plugin.stop();
    EXPECT_THAT(held.get(), HasStatus(NEO_UNAVAILABLE));
    EXPECT_THAT(host, HasAppliedNothing());
}

TEST_F(Faults, DelayIsDoneInTheEnd) {
    host.faults().on(apply).call(1).delay(std::chrono::milliseconds(20));
    EXPECT_THAT(promote(), IsOk());
}

TEST_F(Faults, GarbageIsDoneButTheReplyIsNoJson) {
    host.faults().on(apply).call(1).garbage();
    const Answer answer = promote();
    EXPECT_THAT(answer, IsOk());
    EXPECT_THROW(answer.json(), std::runtime_error);
    EXPECT_THAT(host.applied(), SizeIs(1));
}

TEST_F(Faults, CutShortGivesHalfAReply) {
    host.faults().on(apply).call(1).cut_short();
    EXPECT_THROW(promote().json(), std::runtime_error);
}

TEST_F(Faults, WrongHashChangesTheHashInTheReplyOnly) {
    host.faults().on(apply).call(1).wrong_hash();
    const Answer wrong = promote();
    const Answer right = promote();
    EXPECT_NE(wrong.at("payload_hash"), right.at("payload_hash"));
    EXPECT_EQ(wrong.at("target"), right.at("target"));
}

TEST_F(Faults, AnswerGivesWhatTheTestWrote) {
    host.faults().on(apply).every_call().answer(NEO_CONFLICT, "no");
    EXPECT_THAT(promote(), IsProblem("host_conflict"));
    EXPECT_EQ(host.calls(apply).front().reply, "no");
    EXPECT_THAT(host, HasAppliedNothing());
}

TEST_F(Faults, CountFromTheCallAfterTheyWereWritten) {
    EXPECT_THAT(promote(1), IsOk());
    host.faults().on(apply).calls(2, 3).refuse();
    EXPECT_THAT(promote(2), IsOk());
    EXPECT_THAT(promote(2), HasStatus(NEO_UNAVAILABLE));
    EXPECT_THAT(promote(2), HasStatus(NEO_UNAVAILABLE));
    EXPECT_THAT(promote(2), IsOk());
}

TEST_F(Faults, AreGoneAfterClear) {
    host.faults().on(apply).every_call().refuse();
    host.faults().clear();
    EXPECT_THAT(promote(), IsOk());
}

TEST_F(Faults, HitEveryFunctionOfEveryService) {
    host.faults().on("access.check").every_call().answer(NEO_OK, "0");
    EXPECT_THAT(plugin.as("ana").register_organization("acme-dev", "dev"), IsProblem("admin_permission_missing"));
    host.faults().on("dataflows.get_version").call(1).answer(NEO_NOT_FOUND, "");
    EXPECT_THAT(promote(), IsProblem("version_unknown"));
    host.faults().on("dataflows.find_by_trigger").call(1).refuse();
    EXPECT_THAT(promote(), IsOk());
}

}  // namespace
