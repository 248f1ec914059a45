// What is asked wrongly is told before anything is sent, and what can be asked is shown.
#include "fake_server.hpp"
#include "neo.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace neo::clitest {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class Usage : public testing::Test {
protected:
    const FakeServer server{{{200, "{}"}}};
    const Neo neo{server.url(), "token-of-somebody-0123456789"};
};

TEST_F(Usage, HelpNamesCommandsAndExitCodes) {
    const Finished help = neo({"--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_THAT(help.output, AllOf(HasSubstr("plan "), HasSubstr("promote "), HasSubstr("history "),
                                   HasSubstr("where "), HasSubstr("origin "), HasSubstr("board "), HasSubstr("people "),
                                   HasSubstr("completion "), HasSubstr("4  not allowed")));
    for (const char* const command : {"plan", "promote", "history", "where", "origin", "board", "people", "completion"})
        EXPECT_EQ(neo({command, "--help"}).status, 0) << command;
    EXPECT_THAT(neo({"--version"}).output, HasSubstr("neo "));
}

TEST_F(Usage, WhatIsAskedWronglyIsNotSent) {
    const std::string from = "acme-dev/welcome@1";
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {},
             {"plan"},
             {"plan", "--from", from},
             {"plan", "--from", "welcome@1", "--to", "b"},
             {"plan", "--from", "acme-dev/welcome", "--to", "b"},
             {"plan", "--from", "acme-dev/welcome@0", "--to", "b"},
             {"plan", "--from", "acme-dev/welcome@1x", "--to", "b"},
             {"plan", "--from", "acme-dev/welcome@99999999999999999999", "--to", "b"},
             {"plan", "--from", "/welcome@1", "--to", "b"},
             {"plan", "--from", "acme-dev/@1", "--to", "b"},
             {"plan", "--from", from, "--to", "b", "--json", "--out", "-"},
             {"plan", "--from", from, "--to", "b", "more"},
             {"promote"},
             {"promote", "--from", from},
             {"promote", "plan.json", "--from", from, "--to", "b"},
             {"promote", "nowhere.json"},
             {"promote", "-"},
             {"promote", "--from", from, "--to", "b", "--wait", "-1"},
             {"promote", "--from", from, "--to", "b", "--idempotency-key", "$'a\nb'"},
             {"history", "--role", "both"},
             {"history", "--status", "done"},
             {"history", "--limit", "0"},
             {"history", "--all", "--limit", "3"},
             {"where"},
             {"where", "--from", "acme-dev"},
             {"where", "--from", "acme-dev/welcome@"},
             {"where", "--from", from},
             {"where", "--from", "acme-dev/welcome", "--type", "moon"},
             {"where", "--from", "acme-dev/welcome", "--standing", "fine"},
             {"origin"},
             {"origin", "--of", "acme-dev/welcome"},
             {"board"},
             {"board", "acme-dev", "acme-uat"},
             {"people"},
             {"people", "acme-dev", "ana"},
             {"completion", "csh"},
             {"forget"},
         }) {
        std::string line;
        for (const std::string& argument : arguments)
            line += argument + " ";
        const Finished told = neo.shell("neo " + line + "</dev/null");
        EXPECT_EQ(told.status, 2) << line << told.output << told.errors;
        EXPECT_THAT(told.output, IsEmpty()) << line;
        EXPECT_THAT(told.errors, HasSubstr("neo: ")) << line;
    }
    EXPECT_THAT(server.received(), IsEmpty());
}

TEST_F(Usage, R3_WhatIsNoPlanFileIsNotSent) {
    for (const std::string& text :
         {std::string("no JSON"), std::string("[]"), std::string("{}"), std::string(R"({"plan": "x"})"),
          R"({"source": {}, "target": {}, "plan": null, "url": ")" + server.url() + "\"}",
          std::string(R"({"source": {}, "target": {}, "plan": "x", "url": "http://neo.example"})"),
          std::string(R"({"source": {}, "target": {}, "plan": "x"})")}) {
        write_file(neo.file("plan.json"), text);
        EXPECT_EQ(neo({"promote", "plan.json"}).status, 2) << text;
    }
    EXPECT_THAT(server.received(), IsEmpty());
}

TEST_F(Usage, WhatCannotBeWrittenIsTold) {
    const FakeServer planning({{200, R"({"promotable": true, "plan": "x"})"}});
    const std::string plan = "neo plan --from a/b@1 --to c --url " + planning.url();
    EXPECT_EQ(neo.shell(plan + " >/dev/full").status, 2);
    EXPECT_EQ(neo.shell(plan + " --out /dev/full").status, 2);
    EXPECT_EQ(neo.shell(plan + " --out nowhere/plan.json").status, 2);
}

}  // namespace
}  // namespace neo::clitest
