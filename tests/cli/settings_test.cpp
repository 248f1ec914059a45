// Where settings come from, which goes first, and that a token is shown to the server alone.
#include "fake_server.hpp"
#include "neo.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace neo::clitest {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class SettingsOf : public testing::Test {
protected:
    static constexpr const char* page = R"({"items": [], "next_cursor": null})";

    // Whose token the server was shown last.
    std::string shown() const {
        return server.received().empty() ? "" : server.received().back().header("Authorization");
    }

    const FakeServer server{{{200, page}}};
    const FakeServer other{{{200, page}}};
    const Neo neo;
};

TEST_F(SettingsOf, TheFileIsEnough) {
    neo.configure("# mine\nurl = \"" + server.url() + "\"\ntoken-file = '" + neo.write_token("t", "of-the-file") +
                  "'\ntimeout = 5\n");
    const Finished told = neo({"history"});
    EXPECT_EQ(told.status, 0) << told.errors;
    EXPECT_EQ(shown(), "Bearer of-the-file");
}

TEST_F(SettingsOf, AnotherFileMayBeNamed) {
    write_file(neo.file("other.toml"), "url = \"" + server.url() + "\"\n");
    EXPECT_EQ(neo({"history", "--config", "other.toml"}, {{"NEO_TOKEN", "secret"}}).status, 0);
    EXPECT_EQ(shown(), "Bearer secret");
    EXPECT_EQ(neo({"history", "--config", "nowhere.toml"}, {{"NEO_TOKEN", "secret"}}).status, 2);
    const auto folder = neo.file("xdg/neo");
    std::filesystem::create_directories(folder);
    std::filesystem::rename(neo.file("other.toml"), folder / "config.toml");
    EXPECT_EQ(neo({"history"}, {{"NEO_TOKEN", "secret"}, {"XDG_CONFIG_HOME", neo.file("xdg")}}).status, 0);
}

TEST_F(SettingsOf, AnOptionGoesBeforeTheEnvironmentAndThatBeforeTheFile) {
    const std::string of_file = neo.write_token("a", "of-the-file");
    const std::string of_environment = neo.write_token("b", "of-the-environment");
    const std::string of_option = neo.write_token("c", "of-the-option");
    neo.configure("url = \"" + other.url() + "\"\ntoken-file = \"" + of_file + "\"\n");

    const Environment url{{"NEO_URL", server.url()}};
    Environment environment = url;
    EXPECT_EQ(neo({"history"}, environment).status, 0);
    EXPECT_EQ(shown(), "Bearer of-the-file");
    environment["NEO_TOKEN_FILE"] = of_environment;
    EXPECT_EQ(neo({"history"}, environment).status, 0);
    EXPECT_EQ(shown(), "Bearer of-the-environment");
    environment["NEO_TOKEN"] = "itself";
    EXPECT_EQ(neo({"history"}, environment).status, 0);
    EXPECT_EQ(shown(), "Bearer itself");
    EXPECT_EQ(neo({"history", "--token-file", of_option}, environment).status, 0);
    EXPECT_EQ(shown(), "Bearer of-the-option");
    EXPECT_THAT(other.received(), IsEmpty());
    environment["NEO_URL"] = other.url();
    const std::size_t asked = server.received().size();
    EXPECT_EQ(neo({"--url", server.url() + "/", "history"}, environment).status, 0);
    EXPECT_EQ(server.received().size(), asked + 1);
    EXPECT_THAT(other.received(), IsEmpty());
}

TEST_F(SettingsOf, AUrlMayHaveAPath) {
    EXPECT_EQ(neo({"history", "--url", server.url() + "/some/path/"}, {{"NEO_TOKEN", "secret"}}).status, 0);
    EXPECT_THAT(server.received().back().head, HasSubstr("GET /some/path/extensions/neo/api/v1/promotions?limit=50 "));
}

TEST_F(SettingsOf, WhatIsWrongIsNamed) {
    const Environment well{{"NEO_URL", server.url()}, {"NEO_TOKEN", "secret"}};
    const auto errors = [&](const std::vector<std::string>& arguments, const Environment& environment) {
        const Finished told = neo(arguments, environment);
        EXPECT_EQ(told.status, 2) << told.errors;
        EXPECT_THAT(told.output, IsEmpty());
        return told.errors;
    };
    EXPECT_THAT(errors({"history"}, {{"NEO_TOKEN", "secret"}}), HasSubstr("--url, NEO_URL"));
    EXPECT_THAT(errors({"history"}, {{"NEO_URL", server.url()}}), HasSubstr("--token-file or NEO_TOKEN_FILE"));
    EXPECT_THAT(errors({"history", "--token-file", "nowhere"}, well), HasSubstr("cannot read the token file nowhere"));
    EXPECT_THAT(errors({"history", "--token-file", "."}, well), HasSubstr("cannot read the token file ."));
    EXPECT_THAT(errors({"history", "--timeout", "0"}, well), HasSubstr("--timeout"));
    for (const char* const url : {"neo.example", "ftp://neo.example", "http://", "http://a b/"})
        EXPECT_THAT(errors({"history", "--url", url}, well), HasSubstr("no URL like")) << url;
    EXPECT_THAT(errors({"history", "--url", "http://neo.example/?a=b"}, well), HasSubstr("query"));
    neo.configure("urll = \"http://neo.example\"\n");
    EXPECT_THAT(errors({"history"}, well), HasSubstr("urll"));
    EXPECT_THAT(server.received(), IsEmpty());
}

TEST_F(SettingsOf, ATokenIsShownToTheServerAlone) {
    const std::string secret = "hunter2-0123456789";
    neo.configure("token = \"" + secret + "\"\n");
    const FakeServer refusing({{401, R"({"status": 401, "code": "unauthenticated", "detail": "Log in again."})"}});
    const std::string readable = neo.write_token("readable", secret);
    std::filesystem::permissions(readable, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    const std::string file = neo.write_token("file", secret);
    const std::string broken = neo.write_token("broken", secret + " and more");
    const std::string plain = "none.toml";
    write_file(neo.file(plain), "");
    const std::string url = refusing.url();
    for (const auto& [arguments, status] : std::vector<std::pair<std::vector<std::string>, int>>{
             {{"history"}, 2},
             {{"history", "--config", plain, "--url", url, "--token-file", file}, 4},
             {{"history", "--config", plain, "--url", url, "--token-file", readable}, 2},
             {{"history", "--config", plain, "--url", url, "--token-file", broken}, 2},
             {{"history", "--config", plain, "--url", url, "--token", secret}, 2},
             {{"history", "--config", plain, "--url", url, "--token=" + secret}, 2},
             {{"history", "--config", plain, "--url", "http://ana:" + secret + "@127.0.0.1/"}, 2},
             {{"history", "--config", plain, "--url", "http://ana:" + secret + "@127.0.0.1:x/"}, 2},
             {{"history", "--config", plain, "--url", "http://127.0.0.1:9/", "--token-file", file}, 3},
         }) {
        const Finished told = neo(arguments, {{"NEO_TOKEN", secret}});
        EXPECT_EQ(told.status, status) << told.errors;
        EXPECT_THAT(told.output + told.errors, Not(HasSubstr(secret)));
    }
}

}  // namespace
}  // namespace neo::clitest
