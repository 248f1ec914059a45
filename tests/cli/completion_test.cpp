// `neo completion`: what bash makes of the script, and that the other shells' scripts name the same.
#include "neo.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace neo::clitest {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Completion : public testing::Test {
protected:
    // What bash offers for the last of the words.
    std::vector<std::string> offered(const std::string& words) const {
        const Finished told =
            neo.shell("source <(neo completion bash); COMP_WORDS=(" + words +
                      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _neo; printf '%s\\n' \"${COMPREPLY[@]}\"");
        EXPECT_EQ(told.status, 0) << told.errors;
        EXPECT_THAT(told.errors, IsEmpty());
        std::vector<std::string> lines;
        std::istringstream in(told.output);
        for (std::string line; std::getline(in, line);) {
            if (!line.empty()) lines.push_back(line);
        }
        return lines;
    }
    const Neo neo;
};

TEST_F(Completion, BashCompletesCommandsOptionsAndValues) {
    EXPECT_THAT(offered("neo p"), ElementsAre("plan", "promote", "people"));
    EXPECT_THAT(offered("neo --js"), ElementsAre("--json"));
    EXPECT_THAT(offered("neo plan --"),
                AllOf(Contains("--from"), Contains("--out"), Contains("--url"), Not(Contains("--reason"))));
    EXPECT_THAT(offered("neo --json history --stat"), ElementsAre("--status"));
    EXPECT_THAT(offered("neo history --status s"), ElementsAre("succeeded"));
    EXPECT_THAT(offered("neo history --role ''"), ElementsAre("source", "target", "any"));
    EXPECT_THAT(offered("neo completion ''"), AllOf(Contains("bash"), Contains("zsh"), Contains("fish")));
    EXPECT_THAT(offered("neo where --type u"), ElementsAre("uat"));
    EXPECT_THAT(offered("neo where --standing c"), ElementsAre("current", "changed_there"));
    EXPECT_THAT(offered("neo board acme-dev --be"), ElementsAre("--behind"));
    EXPECT_THAT(offered("neo plan --from a"), IsEmpty());
}

TEST_F(Completion, BashCompletesFilesWhereFilesGo) {
    write_file(neo.file("my plan.json"), "");
    EXPECT_THAT(offered("neo promote my"), ElementsAre("my plan.json"));
    EXPECT_THAT(offered("neo plan --out my"), ElementsAre("my plan.json"));
    EXPECT_THAT(offered("neo --token-file my"), ElementsAre("my plan.json"));
    EXPECT_THAT(offered("neo where my"), IsEmpty());
}

TEST_F(Completion, TheOtherShellsAreToldTheSame) {
    const std::string zsh = neo({"completion", "zsh"}).output;
    EXPECT_THAT(zsh, AllOf(HasSubstr("#compdef neo\n"), HasSubstr("'plan:what a promotion"), HasSubstr("*--ticket["),
                           HasSubstr(":value:(source target any)"), HasSubstr(":file:_files")));
    const std::string fish = neo({"completion", "fish"}).output;
    EXPECT_THAT(fish, AllOf(HasSubstr("complete -c neo -n __fish_use_subcommand -a plan -d '"),
                            HasSubstr("-n '__fish_seen_subcommand_from promote' -l ticket -x -d '"),
                            HasSubstr("-l role -x -a 'source target any'")));
}

}  // namespace
}  // namespace neo::clitest
