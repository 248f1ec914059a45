// R5: host names as they are declared, and as they stand in texts.
#include <plugin/domain/host_names.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace neo::domain;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    std::size_t at = 0;
    for (auto name = next_host_name(text, at); !name.empty(); name = next_host_name(text, at))
        names.emplace_back(name);
    return names;
}

TEST(HostNames, R5_WhatCanBeDeclaredIsComparedInLowerCase) {
    EXPECT_EQ(host_name_from("uat-api.acme.test"), "uat-api.acme.test");
    EXPECT_EQ(host_name_from("UAT-Api.ACME.Test"), "uat-api.acme.test");
    EXPECT_EQ(host_name_from("10.1.0.17"), "10.1.0.17");
    EXPECT_EQ(host_name_from("xn--bcher-kva.example"), "xn--bcher-kva.example");
    EXPECT_EQ(host_name_from("a_b.c"), "a_b.c");
    EXPECT_TRUE(host_name_from(std::string(63, 'a') + "." + std::string(63, 'b')));
}

TEST(HostNames, R5_WhatIsNoHostNameCannotBeDeclared) {
    for (const std::string& text :
         {std::string(), std::string("localhost"), std::string("."), std::string("a."), std::string(".a"),
          std::string("a..b"), std::string("-a.b"), std::string("a-.b"), std::string("https://a.b"),
          std::string("a.b:80"), std::string("a.b/c"), std::string("a b.c"), std::string("bücher.example"),
          std::string("*.acme.test"), std::string("a.b."), std::string(64, 'a') + ".b",
          std::string(63, 'a') + "." + std::string(63, 'a') + "." + std::string(63, 'a') + "." + std::string(62, 'a')})
        EXPECT_EQ(host_name_from(text), std::nullopt) << text;
}

TEST(HostNames, R5_NamesAreFoundBetweenWhateverIsNoPartOfOne) {
    EXPECT_THAT(names_in("https://ana:x@uat-api.acme.test:8443/v2/a.json?b=c.d#e"),
                ElementsAre("uat-api.acme.test", "a.json", "c.d"));
    EXPECT_THAT(names_in("a.b,c.d;(e.f)[g.h]\"i.j\" k.l."), ElementsAre("a.b", "c.d", "e.f", "g.h", "i.j", "k.l"));
    EXPECT_THAT(names_in("x%2Fa.b%3A80 100%a.b"), ElementsAre("a.b", "a.b"));
    EXPECT_THAT(names_in("no names here ... . -- 5 %"), IsEmpty());
    EXPECT_THAT(names_in(std::string(300, 'a') + ".b c.d"), ElementsAre("c.d"));
}

}  // namespace
