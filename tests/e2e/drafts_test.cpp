// Several people who edit the drafts of an organization, and clients that send what nobody keeps.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

namespace neo::e2e {
namespace {

using testing::HasSubstr;

class Drafts : public PromotionTest {
protected:
    static constexpr auto draft = "/api/v1/organizations/acme-dev/dataflows/welcome/versions/2";

    // A draft, version 2 of welcome; answers its etag.
    std::string begin() {
        start();
        const Answer created =
            as("ana").call("POST", "/api/v1/organizations/acme-dev/dataflows/welcome/versions", R"({"copy_of": 1})");
        EXPECT_EQ(created.status, 201);
        return created.header("etag");
    }
    Answer put(const std::string& blocks, const Headers& headers = {}) {
        return as("ana").call("PUT", draft, R"({"blocks": )" + blocks + "}", headers);
    }
    std::string blocks() { return raw_member(version("acme-dev", "welcome", 2).body, "blocks"); }
};

TEST_P(Drafts, TheSecondOfTwoWhoSaveOneDraftIsTold) {
    const std::string read = begin();
    ASSERT_FALSE(read.empty());
    const Answer first = put(R"([{"id": "ana"}])", {{"If-Match", read}});
    EXPECT_EQ(first.status, 200);
    EXPECT_NE(first.header("etag"), read);
    const Answer second = put(R"([{"id": "ben"}])", {{"If-Match", read}});
    EXPECT_EQ(second.status, 412);
    EXPECT_EQ(second.code(), "version_changed");
    EXPECT_EQ(blocks(), R"([{"id": "ana"}])");
    EXPECT_EQ(put(R"([{"id": "ben"}])", {{"If-Match", R"("other", )" + first.header("etag")}}).status, 200);
    EXPECT_EQ(put("[]", {{"If-Match", "*"}}).status, 200);
    EXPECT_EQ(put("[ ]").status, 200) << "who does not ask is not held up";
}

TEST_P(Drafts, AnApprovalIsOfWhatWasRead) {
    const std::string read = begin();
    ASSERT_EQ(put("[]").status, 200);
    const Answer late =
        as("ana").call("POST", std::string(draft) + "/state", R"({"to": "awaiting_approval"})", {{"If-Match", read}});
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(text_of(version("acme-dev", "welcome", 2).json().at("state")), "draft");
}

TEST_P(Drafts, WhatWouldBeDroppedIsRefusedWithItsPlace) {
    begin();
    const auto refused = [&](const std::string& body, const std::string& place) {
        const Answer answer = as("ana").call("PUT", draft, body);
        EXPECT_EQ(answer.status, 422) << body;
        EXPECT_THAT(text_of(answer.json().at("detail")), HasSubstr(place));
    };
    refused(R"({"bloks": []})", "bloks");
    refused(R"({"trigger": {"url": "/welcome", "method": "POST", "auth": "header"}})", "trigger.auth");
    refused(R"({"blocks": [], "bl\u006fcks": []})", "blocks");
    refused(R"({"trigger": {"url": "/a", "url": "/b", "method": "POST"}})", "trigger.url");
    EXPECT_EQ(
        as("ana").call("POST", "/api/v1/session", R"({"token": "x", "remember": true})", {{"X-Neo-CSRF", "1"}}).status,
        422);
    EXPECT_EQ(host_api("root", "PUT", "/organizations/acme-dev", R"({"module": []})").status, 422);
}

TEST_P(Drafts, AnImportNamesWhatItDidNotUnderstandByItsPlace) {
    start();
    const auto file = host->folder() / "more.json";
    write_file(file, R"({"dataflows": [{"organization": "acme-dev", "id": "more", "application": "crm", "versions": [
        {"version": 1, "state": "draft", "trigger": {"url": "/more", "method": "POST", "auth": "header"}, "notes": ""}]}]})");
    const Finished finished = host->command("import", {file.string()});
    EXPECT_EQ(finished.status, 0) << finished.errors;
    EXPECT_THAT(finished.errors, HasSubstr("dataflows[0].versions[0].trigger.auth is not a known key"));
    EXPECT_THAT(finished.errors, HasSubstr("dataflows[0].versions[0].notes is not a known key"));
}

TEST_P(Drafts, C5_AnIdInAPathIsReadBeforeADatabaseIs) {
    start();
    for (const char* id : {"%00", "a%00", "%1F"}) {
        const Answer answer = host_api("ana", "POST", fmt::format("/organizations/{}/dataflows", id), "{}");
        EXPECT_EQ(answer.status, 422);
        EXPECT_THAT(text_of(answer.json().at("detail")), HasSubstr("control character"));
    }
}

NEO_ON_EVERY_BACKEND(Drafts);

}  // namespace
}  // namespace neo::e2e
