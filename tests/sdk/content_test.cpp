// What a version's content is (E3), and which documents say one thing to one reader and another to the next.
#include <neo/host/cpp/content.hpp>
#include <neo/host/cpp/repeated_member.hpp>

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using neo::sdk::Content;
using neo::sdk::LibraryBlock;
using neo::sdk::read_content;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Content accepted(std::string_view text) {
    auto read = read_content(text);
    if (const auto* why = std::get_if<std::string>(&read)) {
        ADD_FAILURE() << text << " was refused: " << *why;
        return {};
    }
    return std::get<Content>(std::move(read));
}

std::string refused(std::string_view text) {
    const auto read = read_content(text);
    const auto* why = std::get_if<std::string>(&read);
    return why == nullptr ? "accepted" : *why;
}

std::vector<std::string> library_ids(std::string_view blocks) {
    std::vector<std::string> ids;
    for (const LibraryBlock& block :
         accepted(R"({"blocks":)" + std::string(blocks) + R"(,"connections":[]})").library_blocks)
        ids.push_back(block.id);
    return ids;
}

TEST(Content, ItsPartsKeepTheirBytesHoweverTheirKeysAreWritten) {
    const Content content = accepted("{ \"connections\" : [ ] , \"bl\\u006fcks\":[ {\"n\":1e2} ]}");
    EXPECT_EQ(content.blocks, "[ {\"n\":1e2} ]");
    EXPECT_EQ(content.connections, "[ ]");
}

TEST(Content, E3_ALibraryBlockIsFoundHoweverItsKeyIsWrittenOrRepeated) {
    EXPECT_THAT(library_ids(R"([{"id":"a","library":{"id":"x"}}])"), ElementsAre("a"));
    EXPECT_THAT(library_ids(R"([{"id":"a","l\u0069brary":{}}])"), ElementsAre("a"));
    EXPECT_THAT(library_ids(R"([{"id":"a","library":{"id":"x"},"library":null}])"), ElementsAre("a"));
    EXPECT_THAT(library_ids(R"([{"id":"a","library":null,"library":false}])"), ElementsAre("a"));
    EXPECT_THAT(library_ids(R"([{"id":"a","library":[]},{"id":"b"},{"id":"c","library":""}])"), ElementsAre("a", "c"));
}

TEST(Content, E3_ALibraryBlockInAnotherBlockIsFound) {
    EXPECT_THAT(library_ids(R"([{"id":"loop","blocks":[{"id":"in","library":1}]}])"), ElementsAre("in"));
    EXPECT_THAT(library_ids(R"([{"id":"loop","b\u006cocks":[{"id":"in","library":1}],"blocks":[]}])"),
                ElementsAre("in"));
    EXPECT_THAT(library_ids(R"([{"id":"if","config":{"then":{"blocks":[[{"id":"in","library":1}]]}}}])"),
                ElementsAre("in"));
    EXPECT_THAT(library_ids(R"([[{"id":"in","library":1}]])"), ElementsAre("in"));
}

TEST(Content, E3_WhatIsNoBlockOrHasNoLibraryIsNotMistakenForOne) {
    EXPECT_THAT(library_ids(R"([{"id":"a","library":null},{"id":"b","config":{"library":"x"}},{"id":"library"}])"),
                IsEmpty());
    EXPECT_THAT(library_ids(R"([{"id":"a","config":{"items":[{"library":1}]},"Library":1,"librarys":1}])"), IsEmpty());
}

TEST(Content, E3_TheBlockIsNamedAsTexts) {
    EXPECT_THAT(accepted(R"({"blocks":[{"id":7,"library":1,"name":"caf\u00e9"}],"connections":[]})").library_blocks,
                ElementsAre(LibraryBlock{"", "caf\xc3\xa9"}));
}

TEST(Content, WhatIsAmbiguousOrBrokenIsRefusedWithItsPlace) {
    EXPECT_THAT(refused(R"({"blocks":[],"blocks":[],"connections":[]})"), HasSubstr("\"blocks\" stands there"));
    EXPECT_THAT(refused(R"({"blocks":[],"connections":[],"c\u006fnnections":[]})"),
                HasSubstr("\"connections\" stands"));
    EXPECT_THAT(refused(R"({"blocks":{},"connections":[]})"), HasSubstr("\"blocks\" must be an array"));
    EXPECT_THAT(refused(R"({"blocks":[],"connections":null})"), HasSubstr("\"connections\" must be an array"));
    EXPECT_THAT(refused(R"({"connections":[]})"), HasSubstr("\"blocks\" is missing"));
    EXPECT_THAT(refused("[]"), HasSubstr("\"blocks\" is missing"));
    for (const char* text : {"", "hello", R"({"blocks":[{"id":"a","name":"n")", R"({"blocks":[],"connections":[]} x)"})
        EXPECT_THAT(refused(text), HasSubstr("not JSON")) << text;
    EXPECT_THAT(refused("{\"blocks\":[\"\xff\"],\"connections\":[]}"),
                HasSubstr("column 13: not JSON: this is no UTF-8"));
    EXPECT_THAT(refused("{\"blocks\":[\n\"\\ud83d\"],\"connections\":[]}"),
                HasSubstr("line 2, column 8: not JSON: \\ud83d is half of a character"));
    EXPECT_THAT(refused(R"({"blocks":["\udc00"],"connections":[]})"), HasSubstr("\\udc00 is half"));
    EXPECT_THAT(refused(R"({"blocks":["\ud83d\u0041"],"connections":[]})"), HasSubstr("\\ud83d is half"));
    EXPECT_THAT(refused(R"({"blocks":["\ud83d\ude00", x],"connections":[]})"), testing::Not(HasSubstr("half")));
}

TEST(Content, TheLimitsAreThoseOfTheHeader) {
    const auto nested = [](int depth) {
        return R"({"blocks":)" + std::string(static_cast<std::size_t>(depth - 1), '[') +
               std::string(static_cast<std::size_t>(depth - 1), ']') + R"(,"connections":[]})";
    };
    accepted(nested(NEO_DEEPEST_CONTENT_NESTING));
    EXPECT_THAT(refused(nested(NEO_DEEPEST_CONTENT_NESTING + 1)), HasSubstr("too deep"));
    const std::string frame = R"({"blocks":[""],"connections":[]})";
    const auto large = [&](std::size_t size) {
        return R"({"blocks":[")" + std::string(size - frame.size(), 'x') + R"("],"connections":[]})";
    };
    accepted(large(NEO_LARGEST_CONTENT_BYTES));
    EXPECT_THAT(refused(large(NEO_LARGEST_CONTENT_BYTES + 1)), HasSubstr("at most 8388608 bytes"));
}

std::string fault_of(std::string_view document) {
    const auto fault = neo::sdk::check_document(document, 32);
    return fault ? fault->place + ": " + fault->message : "none";
}

TEST(RepeatedMembers, AreFoundByTheirDecodedNameAndToldByPlace) {
    EXPECT_EQ(fault_of(R"({"a":1,"b":{"c":1,"\u0063":2}})"), "b.c: stands there for the second time");
    EXPECT_EQ(fault_of(R"({"v":[{"x":1},{"x":1,"x":2}]})"), "v[1].x: stands there for the second time");
    EXPECT_EQ(fault_of(R"({"":1,"":2})"), ": stands there for the second time");
    EXPECT_EQ(fault_of(R"({"blocks":[],"blocks":[]})"), "blocks: stands there for the second time");
    EXPECT_EQ(fault_of(R"({"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":1}]})"), "none");
}

TEST(RepeatedMembers, C5_InADataflowsOwnContentTheyAreItsOwn) {
    EXPECT_EQ(fault_of(R"({"blocks":[{"k":1,"k":2,"config":{"z":1,"z":2}}],"connections":[{"k":1,"k":2}]})"), "none");
    EXPECT_EQ(fault_of(R"({"blocks":[{"k":1,"k":2}],"a":1,"a":2})"), "a: stands there for the second time");
}

}  // namespace
