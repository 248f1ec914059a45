// How many log-ins may fail within a minute (A8), and from where they come.
#include <host-sdk/reference-host/api/log_in_limiter.hpp>
#include <host-sdk/reference-host/api/made_token.hpp>
#include <host-sdk/reference-host/front/client_address.hpp>

#include <gmock/gmock.h>

namespace {

using namespace neo::host;
using namespace neo::host::api;
using namespace std::chrono_literals;
using ::testing::Optional;

class LogIns : public ::testing::Test {
protected:
    void fail(int times, const std::string& address, const std::string& token) {
        for (int i = 0; i < times; ++i)
            limiter.failed(address, token, now);
    }
    auto wait(const std::string& address, const std::string& token) { return limiter.wait(address, token, now); }

    LogInLimiter limiter{LogInLimits{}};
    LogInLimiter::Clock::time_point now{1000h};
};

TEST_F(LogIns, A8_ThirtyOfAnAddressMayFailAndNoneIsLookedAtForTheRestOfTheMinute) {
    fail(29, "192.0.2.1", "guess");
    EXPECT_EQ(wait("192.0.2.1", "guess"), std::nullopt);
    now += 20s;
    fail(1, "192.0.2.1", "guess");
    EXPECT_THAT(wait("192.0.2.1", "another"), Optional(40s));
    EXPECT_EQ(wait("192.0.2.2", "guess"), std::nullopt);
    now += 40s;
    EXPECT_EQ(wait("192.0.2.1", "guess"), std::nullopt);
    fail(29, "192.0.2.1", "guess");
    EXPECT_EQ(wait("192.0.2.1", "guess"), std::nullopt) << "a minute of its own";
}

TEST_F(LogIns, A8_AllOfAnIPv6NetworkIsOneAddress) {
    for (int i = 0; i < 30; ++i)
        fail(1, "2001:db8::" + std::to_string(i), "guess");
    EXPECT_NE(wait("2001:db8::ffff", "guess"), std::nullopt);
    EXPECT_EQ(wait("2001:db8:0:1::1", "guess"), std::nullopt);
}

TEST_F(LogIns, A8_TenOfAnAccountMayFailWhereverTheyComeFrom) {
    const std::string right = make_token("0123456789abcdef");
    const std::string near_miss = "neo_0123456789abcdef_0";
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(wait("192.0.2.99", right), std::nullopt);
        fail(1, "192.0.2." + std::to_string(i), near_miss);
    }
    EXPECT_THAT(wait("192.0.2.99", right), Optional(60s));
    EXPECT_EQ(wait("192.0.2.99", make_token("0123456789abcdee")), std::nullopt);
}

TEST(MadeToken, TellsItsIdToEverybodyAndNothingElse) {
    const std::string token = make_token("0123456789abcdef");
    EXPECT_THAT(token, ::testing::MatchesRegex("neo_0123456789abcdef_[0-9a-f]{64}"));
    EXPECT_NE(token, make_token("0123456789abcdef"));
    EXPECT_EQ(public_part(token), "neo_0123456789abcdef");
    for (const char* other : {"", "neo_", "neo_0123456789abcdef", "neo_0123456789ABCDEF_0", "neo_0123456789abcdef0",
                              "token-of-ana-0123456789", "Neo_0123456789abcdef_0"})
        EXPECT_EQ(public_part(other), "") << other;
}

TEST(ClientAddress, A8_OnlyWhatTrustedProxiesSayIsBelieved) {
    const auto address = [](const std::string& from, std::vector<std::string> forwarded) {
        http::Request request;
        request.remote_address = from;
        for (const std::string& value : forwarded)
            request.headers.push_back({"x-forwarded-for", value});
        return client_address(request, {"127.0.0.1", "192.0.2.8"});
    };
    EXPECT_EQ(address("127.0.0.1", {}), "127.0.0.1");
    EXPECT_EQ(address("127.0.0.1", {"198.51.100.1"}), "198.51.100.1");
    EXPECT_EQ(address("127.0.0.1", {"203.0.113.9, 198.51.100.1 , 192.0.2.8"}), "198.51.100.1");
    EXPECT_EQ(address("127.0.0.1", {"203.0.113.9", "2001:DB8::1"}), "2001:db8::1");
    EXPECT_EQ(address("127.0.0.1", {"198.51.100.1, nonsense"}), "127.0.0.1");
    EXPECT_EQ(address("127.0.0.1", {"192.0.2.8"}), "192.0.2.8");
    EXPECT_EQ(address("198.51.100.7", {"203.0.113.9"}), "198.51.100.7") << "not a proxy of ours";
}

}  // namespace
