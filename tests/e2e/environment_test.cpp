// R5: the host names that an organization declares as its own.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <functional>
#include <regex>

namespace neo::e2e {
namespace {

using testing::HasSubstr;

class Environment : public PromotionTest {
protected:
    Answer put(const std::string& organization, const std::string& body, const std::string& user = "ana") const {
        return api(user, "PUT", "/organizations/" + organization + "/environment", body);
    }
    Answer get(const std::string& organization, const std::string& user = "ana") const {
        return api(user, "GET", "/organizations/" + organization + "/environment");
    }
};

TEST_P(Environment, R5_WhatIsDeclaredIsReadBackInOrderAndInLowerCase) {
    start();
    const Answer before = get("acme-uat");
    EXPECT_EQ(before.status, 200);
    EXPECT_EQ(raw_member(before.body, "hosts"), "[]");
    EXPECT_EQ(raw_member(before.body, "changed_at"), "null");
    EXPECT_EQ(raw_member(before.body, "changed_by"), "null");

    const Answer declared =
        put("acme-uat", R"({"hosts": ["UAT-db.acme.test", "uat-api.acme.test", "uat-db.acme.test"]})");
    EXPECT_EQ(declared.status, 200) << declared.body;
    EXPECT_EQ(raw_member(declared.body, "hosts"), R"(["uat-api.acme.test","uat-db.acme.test"])");
    EXPECT_EQ(get("acme-uat").body, declared.body);
    EXPECT_EQ(text_of(declared.json().at("changed_by")), "ana");
    EXPECT_TRUE(std::regex_match(text_of(declared.json().at("changed_at")),
                                 std::regex(R"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)")));

    EXPECT_EQ(raw_member(put("acme-uat", R"({"hosts": ["uat-new.acme.test"]})").body, "hosts"),
              R"(["uat-new.acme.test"])");
    EXPECT_EQ(raw_member(put("acme-uat", R"({"hosts": []})").body, "hosts"), "[]");
    EXPECT_EQ(raw_member(get("acme-dev").body, "hosts"), "[]") << "of another organization";
}

TEST_P(Environment, R5_DeclaringTheSameAgainChangesNothing) {
    start();
    const Answer first = put("acme-uat", R"({"hosts": ["uat-api.acme.test"]})");
    EXPECT_EQ(put("acme-uat", R"({"hosts": ["UAT-API.acme.test"]})").body, first.body);
}

TEST_P(Environment, R5_WhatIsNoHostNameIsRefusedAndNamed) {
    start();
    for (const char* text :
         {"https://uat-api.acme.test", "uat-api.acme.test:80", "localhost", "", "*.acme.test", "a b.c"}) {
        const Answer refused = put("acme-uat", fmt::format(R"({{"hosts": ["ok.acme.test", "{}"]}})", text));
        EXPECT_EQ(refused.status, 422) << text;
        EXPECT_EQ(refused.code(), "invalid_request");
        EXPECT_THAT(text_of(refused.json().at("detail")), HasSubstr(fmt::format("'{}' is no host name", text)));
    }
    for (const char* body : {R"({})", R"([])", R"({"hosts": "a.b"})", R"({"hosts": [5]})", R"({"hosts": null})",
                             R"({"hosts": [], "other": 1})"})
        EXPECT_EQ(put("acme-uat", body).status, 422) << body;
    EXPECT_EQ(put("acme-uat", "{").status, 400);
    EXPECT_EQ(raw_member(get("acme-uat").body, "hosts"), "[]");
}

TEST_P(Environment, R5_AtMostAThousandAreDeclared) {
    start();
    std::string hosts;
    for (int number = 0; number < 1000; ++number)
        hosts += fmt::format(R"({}"h{}.acme.test")", number > 0 ? "," : "", number);
    EXPECT_EQ(put("acme-uat", fmt::format(R"({{"hosts": [{}]}})", hosts)).status, 200);
    const Answer refused = put("acme-uat", fmt::format(R"({{"hosts": [{}, "one-more.acme.test"]}})", hosts));
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(text_of(refused.json().at("detail")), HasSubstr("1000"));
    EXPECT_EQ(get("acme-uat").json().at("hosts").as_array().size(), 1000U);
}

TEST_P(Environment, R5_A4_DeclaringNeedsTheAdminPermission) {
    for (const char* permission : {"neo.view", "neo.edit", "neo.promote"})
        platform.users.push_back({std::string("only-") + permission, {{"acme-uat", {permission}}}});
    platform.users.push_back({"only-neo.admin", {{"acme-uat", {"neo.admin"}}}});
    start();
    for (const char* permission : {"neo.view", "neo.edit", "neo.promote"}) {
        const Answer refused = put("acme-uat", R"({"hosts": []})", std::string("only-") + permission);
        EXPECT_EQ(refused.status, 403) << permission;
        EXPECT_EQ(refused.code(), "admin_permission_missing");
    }
    EXPECT_EQ(put("acme-uat", R"({"hosts": ["a.acme.test"]})", "only-neo.admin").status, 200);
    EXPECT_EQ(get("acme-uat", "only-neo.admin").status, 200);
    EXPECT_EQ(get("acme-uat", "only-neo.view").status, 200);
    for (const char* permission : {"neo.edit", "neo.promote"}) {
        const Answer refused = get("acme-uat", std::string("only-") + permission);
        EXPECT_EQ(refused.status, 403) << permission;
        EXPECT_EQ(refused.code(), "view_permission_missing");
    }
}

TEST_P(Environment, R5_A3_OfAnInvisibleOrganizationAnswersAsOfAnUnknownOne) {
    platform.organizations.push_back({"hidden"});
    start();
    EXPECT_EQ(put("hidden", R"({"hosts": ["a.acme.test"]})", "root").status, 403) << "even of the host's administrator";
    for (const auto& ask : {std::function([&](const std::string& id) { return get(id); }),
                            std::function([&](const std::string& id) { return put(id, R"({"hosts": []})"); })}) {
        const Answer hidden = ask("hidden");
        const Answer unknown = ask("absent");
        EXPECT_EQ(hidden.status, unknown.status);
        EXPECT_EQ(std::regex_replace(hidden.body, std::regex("hidden"), "absent"), unknown.body);
    }
    EXPECT_EQ(get("hidden").status, 404);
}

NEO_ON_EVERY_BACKEND(Environment);

}  // namespace
}  // namespace neo::e2e
