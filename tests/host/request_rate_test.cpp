// How many requests a caller may make in a second.
#include <host-sdk/reference-host/front/request_rate.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using neo::host::RequestRate;
using std::chrono::milliseconds;

TEST(RequestRate, TakesThoseOfASecondAtOnceAndThenAsTheyComeIn) {
    RequestRate rate(10);
    const RequestRate::Time start{};
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(rate.allows("ana", start)) << i;
    EXPECT_FALSE(rate.allows("ana", start));
    EXPECT_TRUE(rate.allows("bob", start)) << "each caller has its own";
    EXPECT_TRUE(rate.allows("ana", start + milliseconds(150)));
    EXPECT_FALSE(rate.allows("ana", start + milliseconds(160)));
    int later = 0;
    while (rate.allows("ana", start + std::chrono::hours(1)))
        ++later;
    EXPECT_EQ(later, 10) << "no more than those of a second are saved up";
}

TEST(RequestRate, NoneIsNoLimit) {
    RequestRate rate(0);
    for (int i = 0; i < 1000; ++i)
        EXPECT_TRUE(rate.allows("ana", {}));
}

TEST(RequestRate, RemembersWhoIsOverAmongManyOthers) {
    RequestRate rate(1);
    RequestRate::Time now{};
    for (int i = 0; i < 20'000; ++i) {
        now += milliseconds(1);
        rate.allows("caller " + std::to_string(i), now);
    }
    EXPECT_FALSE(rate.allows("caller 19999", now));
    EXPECT_TRUE(rate.allows("caller 1", now));
}

}  // namespace
