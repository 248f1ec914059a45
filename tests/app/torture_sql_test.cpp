// Every statement, commit and reply of a commit is lost once at the database's connection, below the store's retries.
#include "flows.hpp"
#include "invariants.hpp"

#include <neo/host/cpp/kill_point.hpp>

namespace neo::apptest {

class EverySqlCall : public ::testing::TestWithParam<std::size_t> {
protected:
    void TearDown() override { fail_point_trigger().set(""); }
};

TEST_P(EverySqlCall, IsLostOnceAndThePromotionStaysWhole) {
    const Flow& flow = flows()[GetParam()];
    int number = 0;
    for (bool fired = true; fired;) {
        ++number;
        Scene scene("sqlite");
        fail_point_trigger().set("any:" + std::to_string(number));
        const auto answer = flow.run(scene);
        fired = fail_point_trigger().fired();
        fail_point_trigger().set("");
        SCOPED_TRACE("database call " + std::to_string(number));
        EXPECT_TRUE(true_answer(scene, answer));
        settle(scene);
        ASSERT_TRUE(consistent(scene));
        scene.grant("uat", "neo.promote");
        EXPECT_TRUE(true_answer(scene, scene.promote()));
        EXPECT_EQ(scene.applied().size(), 1U);
        ASSERT_TRUE(consistent(scene));
    }
    EXPECT_GT(number, 15);
    RecordProperty("calls", number - 1);
}

INSTANTIATE_TEST_SUITE_P(Over, EverySqlCall, ::testing::Range(std::size_t{0}, flows().size()),
                         [](const auto& at) { return flows()[at.param].name; });

}  // namespace neo::apptest
