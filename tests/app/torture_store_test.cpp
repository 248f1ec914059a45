// Every call of the store fails once, with and without having been done, over every way that a promotion can take.
#include "flows.hpp"
#include "invariants.hpp"

namespace neo::apptest {

namespace {

class EveryStoreCall : public ::testing::TestWithParam<std::tuple<std::string, std::size_t, StoreFault>> {};

std::string name_of_fault(StoreFault fault) {
    switch (fault) {
        case StoreFault::unavailable:
            return "Unavailable";
        case StoreFault::lost_before_done:
            return "LostBeforeDone";
        case StoreFault::lost_after_done:
            return "LostAfterDone";
    }
    return "";
}

}  // namespace

TEST_P(EveryStoreCall, FailsOnceAndThePromotionStaysWhole) {
    const auto& [store, at, fault] = GetParam();
    const Flow& flow = flows()[at];
    std::size_t calls = 1;
    for (std::size_t number = 1; number <= calls; ++number) {
        Scene scene(store);
        bool failed = false;
        scene.store_faults.choose([&, &fault = fault](std::size_t call, std::string_view) -> std::optional<StoreFault> {
            if (call != number) return std::nullopt;
            failed = true;
            return fault;
        });
        const auto answer = flow.run(scene);
        SCOPED_TRACE("store call " + std::to_string(number));
        if (failed) calls = number + 1;  // until no call is left that could fail
        scene.store_faults.clear();
        EXPECT_TRUE(true_answer(scene, answer));
        settle(scene);
        ASSERT_TRUE(consistent(scene));
        scene.grant("uat", "neo.promote");
        EXPECT_TRUE(true_answer(scene, scene.promote()));
        EXPECT_EQ(scene.applied().size(), 1U);
        ASSERT_TRUE(consistent(scene));
    }
    EXPECT_GT(calls, 5U);
    RecordProperty("calls", static_cast<int>(calls) - 1);
}

INSTANTIATE_TEST_SUITE_P(Over, EveryStoreCall,
                         ::testing::Combine(::testing::Values("memory", "sqlite"),
                                            ::testing::Range(std::size_t{0}, flows().size()),
                                            ::testing::Values(StoreFault::unavailable, StoreFault::lost_before_done,
                                                              StoreFault::lost_after_done)),
                         [](const auto& at) {
                             return std::get<0>(at.param) + "_" + flows()[std::get<1>(at.param)].name + "_" +
                                    name_of_fault(std::get<2>(at.param));
                         });

}  // namespace neo::apptest
