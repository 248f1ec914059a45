// What the store keeps of failures, whatever release wrote it.
#include <adapters/sql/failure.hpp>
#include <adapters/store/failures_json.hpp>

#include <gmock/gmock.h>

namespace neo::apptest {
namespace {

using sql::failures_from_json;
using sql::failures_json;

// As releases wrote it before: the text in the database stays what it is.
TEST(FailuresJson, H1_WhatIsStoredKeepsItsShape) {
    const domain::Failure failure{"library_blocks_present",
                                  "why",
                                  "how",
                                  {{"blocks", std::vector<std::string>{"b1", "b2"}},
                                   {"version", 3LL},
                                   {"organization", "acme"},
                                   {"trigger", domain::Trigger{"/welcome", "POST"}}}};
    const std::string text =
        R"([{"code":"library_blocks_present","message":"why","remedy":"how","blocks":["b1","b2"],"version":3,)"
        R"("organization":"acme","trigger":{"url":"/welcome","method":"POST"}}])";
    EXPECT_EQ(failures_json({failure}), text);
    EXPECT_EQ(failures_from_json(text), std::vector{failure});
    EXPECT_EQ(failures_json({}), "[]");
}

TEST(FailuresJson, H1_WhatALaterReleaseRecordedIsToldAsFarAsItIsKnown) {
    const auto failures = failures_from_json(
        R"([{"code":"from_later","message":"m","remedy":"r","held":true,"parts":[1,{"a":null}],"code2":"x"}])");
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(failures[0].code, "from_later");
    EXPECT_EQ(failures[0].facts, (domain::Facts{{"held", "true"}, {"parts", R"([1,{"a":null}])"}, {"code2", "x"}}));
}

TEST(FailuresJson, H1_WhatAHostWroteInOtherEncodingsIsReadBack) {
    const domain::Failure failure{"host_unavailable", "the host said \xff and \x01", "r", {}};
    EXPECT_EQ(failures_from_json(failures_json({failure})), std::vector{failure});
}

TEST(FailuresJson, WhatIsNoneIsRefused) {
    for (const char* text : {"", "no JSON", "{}", R"(["why"])"})
        EXPECT_THROW(failures_from_json(text), sql::DatabaseError) << text;
}

}  // namespace
}  // namespace neo::apptest
