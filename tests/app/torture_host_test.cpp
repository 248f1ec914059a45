// Every call of the host fails once, in every way a host can fail, over every way that a promotion can take.
#include "flows.hpp"
#include "invariants.hpp"

#include <future>
#include <map>
#include <thread>

namespace neo::apptest {

namespace {

using Calls = neo::testing::FaultScript::Calls;

struct HostFault {
    std::string name;
    void (*set)(const Calls& calls);
};

// The store makes no difference to most of them: on a database the first four are tried.
std::vector<HostFault> host_faults(const std::string& store) {
    std::vector<HostFault> all{
        {"Refused", [](const Calls& calls) { calls.refuse(); }},
        {"ReplyLost", [](const Calls& calls) { calls.lose_reply(); }},
        {"Twice", [](const Calls& calls) { calls.do_twice(); }},
        {"ArrivesLate", [](const Calls& calls) { calls.deliver_late(); }},
        {"Garbage", [](const Calls& calls) { calls.garbage(); }},
        {"CutShort", [](const Calls& calls) { calls.cut_short(); }},
        {"WrongHash", [](const Calls& calls) { calls.wrong_hash(); }},
        {"InternalError", [](const Calls& calls) { calls.answer(NEO_INTERNAL, "a defect of the host"); }},
        {"UnknownStatus", [](const Calls& calls) { calls.answer(static_cast<neo_status>(4711), "?"); }},
        {"EmptyObject", [](const Calls& calls) { calls.answer(NEO_OK, "{}"); }},
        {"OtherType", [](const Calls& calls) { calls.answer(NEO_OK, "[1]"); }},
    };
    if (store == "sqlite") all.resize(4);
    return all;
}

// How often each function of the host is called when nothing goes wrong.
std::map<std::string, std::size_t> calls_without_fault(const std::string& store, const Flow& flow) {
    Scene scene(store);
    static_cast<void>(flow.run(scene));
    settle(scene);
    EXPECT_TRUE(consistent(scene));
    std::map<std::string, std::size_t> counts;
    for (const auto& call : scene.mock.recorder.calls())
        ++counts[call.function];
    return counts;
}

class EveryHostCall : public ::testing::TestWithParam<std::tuple<std::string, std::size_t>> {
protected:
    const std::string& store() const { return std::get<0>(GetParam()); }
    const Flow& flow() const { return flows()[std::get<1>(GetParam())]; }
};

}  // namespace

TEST_P(EveryHostCall, FailsOnceAndThePromotionStaysWhole) {
    std::size_t runs = 0;
    for (const auto& [function, count] : calls_without_fault(store(), flow())) {
        for (std::size_t number = 1; number <= count; ++number) {
            for (const HostFault& fault : host_faults(store())) {
                SCOPED_TRACE(function + " call " + std::to_string(number) + " " + fault.name);
                Scene scene(store());
                fault.set(scene.mock.faults.on(function).call(number));
                const auto answer = flow().run(scene);
                EXPECT_TRUE(true_answer(scene, answer));
                settle(scene);
                ASSERT_TRUE(consistent(scene));
                scene.grant("uat", "neo.promote");
                const auto again = scene.promote();
                EXPECT_TRUE(true_answer(scene, again));
                EXPECT_EQ(scene.applied().size(), 1U);
                ASSERT_TRUE(consistent(scene));
                ++runs;
            }
        }
    }
    // Each fault at each call; a host of 1.0 is asked for the facts one by one.
    EXPECT_GT(runs, store() == host_of_1_0 ? 30U : 3U);
    RecordProperty("runs", static_cast<int>(runs));
}

INSTANTIATE_TEST_SUITE_P(Over, EveryHostCall,
                         ::testing::Combine(::testing::Values("memory", "sqlite", host_of_1_0),
                                            ::testing::Range(std::size_t{0}, flows().size())),
                         [](const auto& at) {
                             return std::get<0>(at.param) + "_" + flows()[std::get<1>(at.param)].name;
                         });

class SlowHost : public ::testing::TestWithParam<std::tuple<std::string, std::string, bool>> {};

// The call hangs while the lease runs out and another process recovers; then it goes on, too late.
TEST_P(SlowHost, AnotherProcessRecoversAndTheLateOneChangesNothing) {
    const auto& [store, function, done_before_it_hangs] = GetParam();
    for (const bool permission_goes : {false, true}) {
        Scene scene(store);
        std::promise<void> hangs;
        scene.mock.faults.on(function).call(1).run([&, &done_before = done_before_it_hangs](const auto& turn) {
            const auto early = done_before ? std::optional(turn.act()) : std::nullopt;
            hangs.set_value();
            turn.wait_for_release();
            return early ? *early : turn.act();
        });
        if (function == "dataflows.abort") {
            scene.mock.faults.on(scene.last_question()).call(1).run([&scene](const auto& turn) {
                auto reply = turn.act();
                scene.revoke("uat", "neo.promote");
                return reply;
            });
        }
        std::optional<app::outcome<ports::Promotion>> answer;
        std::thread slow([&] { answer.emplace(scene.promote()); });
        hangs.get_future().wait();
        if (permission_goes) scene.revoke("uat", "neo.promote");
        EXPECT_TRUE(app::recover_all(scene.another_process()).has_value());
        EXPECT_TRUE(consistent(scene)) << "after the other process recovered";
        scene.mock.faults.release();
        slow.join();
        EXPECT_TRUE(true_answer(scene, *answer));
        settle(scene);
        EXPECT_TRUE(consistent(scene));
        scene.grant("uat", "neo.promote");
        EXPECT_TRUE(true_answer(scene, scene.promote()));
        EXPECT_EQ(scene.applied().size(), 1U);
        EXPECT_TRUE(consistent(scene));
    }
}

INSTANTIATE_TEST_SUITE_P(Over, SlowHost,
                         ::testing::Combine(::testing::Values("memory", "sqlite"),
                                            ::testing::Values("dataflows.apply", "dataflows.abort"), ::testing::Bool()),
                         [](const auto& at) {
                             return std::get<0>(at.param) +
                                    (std::get<1>(at.param) == "dataflows.apply" ? "_Apply" : "_Abort") +
                                    (std::get<2>(at.param) ? "_ReplyHangs" : "_CallHangs");
                         });

}  // namespace neo::apptest
