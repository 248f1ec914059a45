#include <plugin/app/refusal_limit.hpp>

#include <gtest/gtest.h>

namespace neo::apptest {
namespace {

using std::chrono::seconds;

const Time start = time_from("2026-11-26T12:00:00Z").value();

TEST(RefusalLimit, A8_CountsEachActorWithinAMinute) {
    app::RefusalLimit limit(2);
    EXPECT_EQ(limit.take("eve", start), std::nullopt);
    EXPECT_EQ(limit.take("eve", start + seconds(10)), std::nullopt);
    EXPECT_EQ(limit.take("eve", start + seconds(20)), 40);
    EXPECT_EQ(limit.take("eve", start + std::chrono::milliseconds(59'500)), 1);
    EXPECT_EQ(limit.take("ana", start + seconds(20)), std::nullopt) << "another actor";
    EXPECT_EQ(limit.take("eve", start + seconds(60)), std::nullopt);
}

TEST(RefusalLimit, A8_AClockThatIsSetBackLocksNobodyOut) {
    app::RefusalLimit limit(1);
    EXPECT_EQ(limit.take("eve", start), std::nullopt);
    EXPECT_EQ(limit.take("eve", start - seconds(3600)), std::nullopt);
}

TEST(RefusalLimit, A8_NoneAreRecordedWhereTheLimitIsZero) {
    app::RefusalLimit limit(0);
    EXPECT_EQ(limit.take("eve", start), 60);
}

}  // namespace
}  // namespace neo::apptest
