// Every statement, commit and reply of a commit is lost at the database's connection, below the store's retries: once,
// or from then on until the client has its answer.
#include "flows.hpp"
#include "invariants.hpp"

#include <plugin/base/kill_point.hpp>

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
    EXPECT_GT(number, 12);
    RecordProperty("calls", number - 1);
}

INSTANTIATE_TEST_SUITE_P(Over, EverySqlCall, ::testing::Range(std::size_t{0}, flows().size()),
                         [](const auto& at) { return flows()[at.param].name; });

// A promotion, or one that is refused.
class EverySqlCallFromOneOn : public ::testing::TestWithParam<bool> {
protected:
    void TearDown() override { fail_point_trigger().set(""); }
};

// A 503 that names no attempt promises that nothing has begun.
TEST_P(EverySqlCallFromOneOn, IsLostAndTheAnswerIsTrue) {
    bool unknown = false;
    int number = 0;
    for (bool fired = true; fired;) {
        ++number;
        Scene scene("sqlite");
        if (GetParam()) scene.unmap();
        fail_point_trigger().set("any:" + std::to_string(number) + "+");
        const auto answer = scene.promote();
        fired = fail_point_trigger().fired();
        fail_point_trigger().set("");
        SCOPED_TRACE("from database call " + std::to_string(number));
        EXPECT_TRUE(true_answer(scene, answer));
        if (!answer && answer.error().kind == app::Problem::Kind::unavailable && !answer.error().promotion) {
            EXPECT_THAT(scene.history(), ::testing::IsEmpty());
        }
        unknown |= !answer && answer.error().code == "store_unavailable" && answer.error().promotion.has_value();
        settle(scene);
        ASSERT_TRUE(consistent(scene));
    }
    EXPECT_TRUE(unknown) << "no run in which the commit was lost and could not be read again";
}

INSTANTIATE_TEST_SUITE_P(Over, EverySqlCallFromOneOn, ::testing::Bool(),
                         [](const auto& at) { return at.param ? "Refused" : "Promoted"; });

}  // namespace neo::apptest
