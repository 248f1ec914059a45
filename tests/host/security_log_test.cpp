// The security log by itself (A8): its lines, its bounds, and what no terminal may be made to do.
#include <host-sdk/reference-host/log.hpp>
#include <host-sdk/reference-host/security_log.hpp>
#include <host-sdk/reference-host/visible.hpp>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>
#include <tests/support/files.hpp>

namespace {

using namespace neo::host;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class SecurityLogFile : public ::testing::Test {
protected:
    SecurityLogFile() : log(SecurityLog::open(file).value()) {}

    std::vector<boost::json::value> lines() {
        std::istringstream in(neo::test::read_file(file));
        std::vector<boost::json::value> found;
        for (std::string line; std::getline(in, line);)
            found.push_back(boost::json::parse(line));
        return found;
    }
    void deny(const std::string& user, const std::string& address, const std::string& code) {
        log->write({"denied", false, user, address, "id", {{"code", code}}}, now);
    }

    const neo::test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "security.log";
    std::unique_ptr<SecurityLog> log;
    SecurityLog::Clock::time_point now = SecurityLog::Clock::now();
};

TEST_F(SecurityLogFile, A8_AnEventIsALineOfJson) {
    log->write({"token_made", true, "ana", "192.0.2.1", "0123", {{"token", "abc"}}});
    log->write({"import", false});
    const auto found = lines();
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(boost::json::serialize(found[0]).substr(found[0].at("time").as_string().size() + 11),
              R"("event":"token_made","outcome":"success","user":"ana","address":"192.0.2.1","request_id":"0123",)"
              R"("details":{"token":"abc"}})");
    EXPECT_EQ(found[1].at("outcome").as_string(), "failure");
    EXPECT_TRUE(found[1].at("user").is_null());
}

TEST_F(SecurityLogFile, A8_OnlyItsOwnerReadsIt) {
    const auto mode = std::filesystem::status(file).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_THAT(SecurityLog::open("/proc/none/security.log").error().message,
                HasSubstr("/proc/none/security.log: No such file"));
}

TEST_F(SecurityLogFile, A8_WhatAnActorRepeatsIsCountedAndNotWritten) {
    constexpr int most = SecurityLog::most_alike_in_a_minute;
    for (int i = 0; i < 1000; ++i)
        deny("eve", "192.0.2.1", "permission_missing");
    EXPECT_EQ(lines().size(), most);
    deny("eve", "192.0.2.1", "csrf_header_missing");
    deny("ana", "192.0.2.1", "permission_missing");
    deny("", "192.0.2.1", "permission_missing");
    EXPECT_EQ(lines().size(), most + 3) << "another code, another user, and nobody";
    log->write({"log_in", true, "ana"}, now + 30s);
    EXPECT_EQ(lines().size(), most + 4);
    now += 61s;
    deny("eve", "192.0.2.1", "permission_missing");
    const auto found = lines();
    ASSERT_EQ(found.size(), most + 6) << "what was left out, and the new one";
    const auto& left_out = found[most + 4];
    EXPECT_EQ(left_out.at("event").as_string(), "denied");
    EXPECT_EQ(left_out.at("user").as_string(), "eve");
    EXPECT_EQ(boost::json::serialize(left_out.at("details")),
              R"({"code":"permission_missing","left_out":)" + std::to_string(1000 - most) + "}");
}

TEST_F(SecurityLogFile, A8_WhatWasLeftOutIsToldAtTheEnd) {
    for (int i = 0; i < 12; ++i)
        deny("", "192.0.2.1", "unauthenticated");
    log.reset();
    EXPECT_EQ(lines().back().at("details").at("left_out").as_int64(), 2);
}

TEST_F(SecurityLogFile, A8_ManyActorsCostNoMoreThanSome) {
    for (int i = 0; i < 11'000; ++i)
        deny("", "actor " + std::to_string(i), "unauthenticated");
    EXPECT_EQ(lines().size(), 10'000 + SecurityLog::most_alike_in_a_minute);
    log.reset();
    EXPECT_EQ(lines().back().at("details").at("left_out").as_int64(), 990);
    EXPECT_TRUE(lines().back().at("address").is_null());
}

TEST_F(SecurityLogFile, A8_NothingInALineMovesACursorOrTurnsTheWriting) {
    log->write({"denied", false, "a\x1b[2J\n{\"event\"", "\u202Eabc\u2066", "\u009b2J\x9b\u200b\u2028", {}});
    const std::string text = neo::test::read_file(file);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
    EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return c == '\n' || (c >= 0x20 && c < 0x7f);
    })) << text;
    EXPECT_EQ(lines().front().at("address").as_string(), "\u202Eabc\u2066") << "it is JSON of the same text";
}

TEST(Visible, WritesWhatIsNotSeenAsItsNumber) {
    EXPECT_EQ(visible("Grüße, 世界 🙂 \\u"), "Grüße, 世界 🙂 \\u");
    EXPECT_EQ(visible("\u0080\u009f\u00ad\u061c\u200f\u2060\u2069\ufeff\x7f"),
              "\\u0080\\u009f\\u00ad\\u061c\\u200f\\u2060\\u2069\\ufeff\\u007f");
    EXPECT_EQ(visible("\x9b\xc3(\xf0\x9f\x99"), "\\ufffd\\ufffd(\\ufffd\\ufffd\\ufffd");
    EXPECT_EQ(visible(""), "");
}

TEST(Log, AMessageIsOneLineThatIsSeenAsItIs) {
    testing::internal::CaptureStderr();
    neo::host::log(LogLevel::info, "test", "a\nb\tc \u202e \x9b \u009b");
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("INFO test a b c \\u202e \\ufffd \\u009b\n"));
}

}  // namespace
