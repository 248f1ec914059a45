// What a server says reaches a terminal as text and as nothing else.
#include "fake_server.hpp"
#include "neo.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace neo::clitest {
namespace {

using testing::HasSubstr;
using testing::Not;

// A window's title, a cleared screen, an 8-bit control sequence, text that runs backwards, and lines that lie.
const std::string hostile =
    R"(\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u2069\r\nneo: all is well\u0000\u007f\ud83d\ude00)";
const std::string nested = R"({"organization": "X", "dataflow": "X", "version": "X", "application": "X",
    "approved_version": "X", "draft_version": "X", "reason": "X"})";

std::string with_hostile_texts(std::string text) {
    for (std::size_t at = 0; (at = text.find("\"X\"", at)) != std::string::npos; at += hostile.size())
        text.replace(at + 1, 1, hostile);
    return text;
}

const std::string promotion = R"({"id": "X", "status": "X", "source": )" + nested + R"(, "target": )" + nested +
                              R"(, "actor": "X", "ticket": "X", "reason": "X", "requested_at": "X", "finished_at": "X",
    "warnings": [{"code": "X", "message": "X"}], "failures": [{"code": "X", "message": "X", "remedy": "X", "changed": ["X"]}]})";
const std::string changes = R"({"against": {"version": "X"}, "blocks": {"added": [{"id": "X", "name": "X"}], "changed":
    [{"id": "X", "name": ""}], "removed": []}, "module": {"before": "X", "after": "X"}})";
const std::string preflight = R"({"promotable": true, "failures": [{"code": "X", "message": "X", "remedy": "X"}],
    "warnings": [{"code": "X", "message": "X"}], "route": )" +
                              nested + R"(, "standing": "X", "base": {"source": )" + nested +
                              R"(, "approved_version": "X", "finished_at": "X"}, "changes": )" + changes +
                              R"(, "live": {"version": "X", "changes": )" + changes + R"(}, "their_changes": )" +
                              changes +
                              R"(, "overlap": {"blocks": ["X"]}, "hidden": ["X"], "plan": "X", "findings_total": "X",
    "findings": [{"code": "X", "pointer": "X", "message": "X", "remedy": "X"}]})";

const std::string place = R"({"organization": "X", "type": "X", "dataflow": "X", "version": "X", "hops": "X",
    "source_version": "X", "approved_version": "X", "live_version": "X", "standing": "X", "behind": "X", "promotion": "X",
    "promoted_at": "X", "at": "X", "actor": "X", "actor_name": "X", "content_hash": "X"})";

struct Said {
    const char* name;
    const char* command;
    int status;
    std::string body;
};

void PrintTo(const Said& said, std::ostream* out) {
    *out << said.name;
}

class Hostile : public testing::TestWithParam<Said> {
protected:
    static void expect_harmless(const std::string& text) {
        for (const unsigned char c : text)
            ASSERT_TRUE(c == '\n' || (c >= 0x20 && c != 0x7f)) << testing::PrintToString(text);
        for (const char* const sequence : {"\xc2\x9b", "\u202e", "\u2069"})
            ASSERT_THAT(text, Not(HasSubstr(sequence)));
        EXPECT_THAT(text, Not(HasSubstr("\nneo: all is well")));
    }
    const FakeServer server{{{GetParam().status, with_hostile_texts(GetParam().body)}}};
    const Neo neo{server.url(), "token-of-somebody-0123456789"};
};

TEST_P(Hostile, TextsCannotControlATerminal) {
    const Finished told = neo.shell(GetParam().command);
    EXPECT_THAT(told.output + told.errors, HasSubstr("\\u001b]0;owned\\u0007"));
    EXPECT_THAT(told.output + told.errors, HasSubstr("😀"));
    expect_harmless(told.output);
    expect_harmless(told.errors);
}

TEST_P(Hostile, NorCanJson) {
    std::string seen = neo.on_terminal(std::string(GetParam().command) + " --json 2>/dev/null").output;
    std::erase(seen, '\r');  // of the terminal
    expect_harmless(seen);
    EXPECT_EQ(boost::json::parse(seen),
              boost::json::parse(neo.shell(std::string(GetParam().command) + " --json").output));
}

INSTANTIATE_TEST_SUITE_P(
    In, Hostile,
    testing::Values(Said{"plan", "neo plan --from a/b@1 --to c", 200, preflight},
                    Said{"promotion", "neo promote --from a/b@1 --to c", 201, promotion},
                    Said{"problem", "neo promote --from a/b@1 --to c", 409,
                         R"({"code": "X", "detail": "X", "promotion": "X", "preflight": )" + preflight + "}"},
                    Said{"refusal", "neo plan --from a/b@1 --to c", 422, R"({"code": "X", "detail": "X"})"},
                    Said{"history", "neo history", 200, R"({"items": [)" + promotion + R"(], "next_cursor": null})"},
                    Said{"where", "neo where --from a/b", 200,
                         R"({"items": [)" + place + R"(], "summary": {"X": {"current": "X"}}, "next_cursor": null})"},
                    Said{"origin", "neo origin --of a/b@1", 200, R"({"hops": [)" + place + R"(], "complete": false})"},
                    Said{"people", "neo people a", 200,
                         R"({"items": [{"user": "X", "name": "X", "permissions": ["X"]}], "next_cursor": null})"},
                    Said{"board", "neo board a", 200,
                         R"({"items": [{"id": "X", "name": "X", "newest_version": "X", "types":
                             {"X": {"organizations": "X", "behind": "X"}}}], "next_cursor": null})"}),
    [](const auto& instance) { return instance.param.name; });

TEST(Colours, AreForTerminalsThatWantThem) {
    const FakeServer server({{200, R"({"promotable": true})"}});
    const Neo neo(server.url(), "token-of-somebody-0123456789");
    const std::string command = "neo plan --from a/b@1 --to c";
    EXPECT_THAT(neo.on_terminal(command).output, HasSubstr("\x1b[32mcan be promoted\x1b[0m"));
    EXPECT_THAT(neo.on_terminal(command, {{"NO_COLOR", "1"}}).output, Not(HasSubstr("\x1b")));
    EXPECT_THAT(neo.on_terminal(command, {{"TERM", "dumb"}}).output, Not(HasSubstr("\x1b")));
    EXPECT_THAT(neo.shell(command).output, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace neo::clitest
