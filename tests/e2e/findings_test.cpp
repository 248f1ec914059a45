// R5: what should not cross into another organization as it is, or would lack something there, is noticed before; the
// value itself is nowhere told.
#include "support/promotion_test.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace neo::e2e {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace json = boost::json;

// In two halves: nothing here looks like a key to who searches sources for keys.
const std::string stripe_key = std::string("sk_li") + "ve_9aKd83jQmXw27TzLpR4uVb61";
const std::string password = std::string("hunter-") + "Zebra-42-Quilt";

std::string base64(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string encoded;
    unsigned bits = 0;
    int count = 0;
    for (const unsigned char c : text) {
        bits = bits << 8 | c;
        for (count += 8; count >= 6; count -= 6)
            encoded += digits[bits >> (count - 6) & 63];
    }
    return encoded;  // what is left over differs with what follows
}

class Findings : public PromotionTest {
protected:
    Findings() {
        platform.dataflows.clear();
        TestVersion version;
        version.blocks = fmt::format(
            R"([{{"id": "call", "type": "api_request", "config": {{"url": "https://dev-api.acme.test/v1/orders"}},
                  "headers": {{"Authorization": "Bearer {}", "X-Trace": "on"}}}},
                {{"id": "db", "type": "script", "config": {{"password": "{}", "token": "${{config.CRM_TOKEN}}"}}}},
                {{"id": "quiet", "type": "script", "config": {{"note": "nothing to be seen"}}}}])",
            stripe_key, password);
        add_dataflow({"acme-dev", "orders", {version}});
        add_dataflow({"acme-dev", "clean", {{.url = "/clean"}}});
    }
    void declare(const std::string& organization, const std::string& name) const {
        const Answer put = api("ana", "PUT", "/organizations/" + organization + "/environment",
                               fmt::format(R"({{"hosts": ["{}"]}})", name));
        EXPECT_EQ(put.status, 200) << put.body;
    }
    Answer seen(const std::string& user = "ana") const {
        return preflight({"acme-dev", "orders", 1}, "acme-uat", "crm", user);
    }
    // "code pointer" of each finding.
    static std::vector<std::string> found(const Answer& preflight) {
        std::vector<std::string> all;
        for (const auto& finding : preflight.json().at("findings").as_array())
            all.push_back(text_of(finding.at("code")) + " " + text_of(finding.at("pointer")));
        return all;
    }
};

TEST_P(Findings, R5_SecretsAndNamesOfAnotherEnvironmentAreToldWithTheirPlace) {
    start_company();
    declare("acme-dev", "dev-api.acme.test");
    const Answer answer = seen();
    ASSERT_EQ(answer.status, 200);
    EXPECT_THAT(found(answer), Contains("environment_literal /blocks/0/config/url"));
    EXPECT_THAT(found(answer), Contains("secret_literal /blocks/0/headers/Authorization"));
    EXPECT_THAT(found(answer), Contains("secret_literal /blocks/1/config/password"));
    EXPECT_THAT(found(answer), Not(Contains("secret_literal /blocks/1/config/token"))) << "a reference is none";
    const auto& findings = answer.json().at("findings").as_array();
    EXPECT_EQ(answer.json().at("findings_total"), findings.size());
    for (const auto& finding : findings) {
        EXPECT_FALSE(text_of(finding.at("message")).empty());
        EXPECT_FALSE(text_of(finding.at("remedy")).empty());
        EXPECT_EQ(finding.at("fingerprint").as_string().size(), 16U);
        EXPECT_NE(text_of(finding.at("block")), "quiet");
    }
    const auto& warnings = answer.json().at("warnings").as_array();
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].at("code"), "finding");
    EXPECT_EQ(warnings[0].at("count"), findings.size());
    EXPECT_EQ(warnings[0].at("secret_literal"), 2);
    EXPECT_EQ(warnings[0].at("environment_literal"), 1);
    EXPECT_EQ(seen().body, answer.body) << "the same again, fingerprints too";
    EXPECT_TRUE(answer.json().at("promotable").as_bool()) << "what to do about it is the person's to say";
}

TEST_P(Findings, R5_AHostNameOfTheTargetItselfIsNone) {
    start_company();
    declare("acme-dev", "dev-api.acme.test");
    declare("acme-uat", "dev-api.acme.test");
    EXPECT_THAT(found(seen()), Not(Contains(HasSubstr("environment_literal"))));
}

TEST_P(Findings, R5_ACleanContentHasNone) {
    start_company();
    const Answer answer = preflight({"acme-dev", "clean", 1}, "acme-uat");
    EXPECT_THAT(answer.json().at("findings").as_array(), IsEmpty());
    EXPECT_EQ(answer.json().at("findings_total"), 0);
    EXPECT_THAT(answer.json().at("warnings").as_array(), IsEmpty());
}

TEST_P(Findings, R3_R5_AFindingThatIsNewMovesThePlan) {
    start_company();
    const std::string plan = text_of(seen().json().at("plan"));
    declare("acme-dev", "dev-api.acme.test");
    std::string body = promotion_of({"acme-dev", "orders", 1}, "acme-uat");
    body.insert(body.rfind('}'), R"(, "plan": ")" + plan + '"');
    const Answer refused = api("ana", "POST", "/promotions", body);
    EXPECT_EQ(refused.code(), "plan_changed") << refused.body;
    EXPECT_EQ(refused.json().at("failures").at(0).at("changed"), json::value({"findings"}));
}

TEST_P(Findings, A7_WhoMayNotViewTheSourceIsToldOfNone) {
    platform.users.push_back({"pat", {{"acme-dev", {"neo.promote"}}, {"acme-uat"}}});
    start_company();
    const Answer answer = seen("pat");
    EXPECT_TRUE(answer.json().at("findings").is_null());
    EXPECT_TRUE(answer.json().at("findings_total").is_null());
    EXPECT_EQ(answer.json().at("warnings").at(0).at("code"), "finding");
    EXPECT_THAT(answer.body, Not(HasSubstr("/headers/")));
}

TEST_P(Findings, R5_NoValueIsInAnyAnswerHistoryLogMetricOrDatabase) {
    start_company();
    declare("acme-dev", "dev-api.acme.test");
    const Answer checked = seen();
    const Answer promotion = promote({"acme-dev", "orders", 1}, "acme-uat");
    ASSERT_EQ(promotion.status, 201) << promotion.body;
    const Answer again = promote({"acme-dev", "orders", 1}, "acme-uat");
    EXPECT_EQ(again.status, 409);
    // The changes are the content itself, for who may view it.
    json::object without_content = checked.json().as_object();
    for (const char* member : {"changes", "their_changes", "live"})
        without_content.erase(member);
    std::vector<std::pair<std::string, std::string>> told{
        {"the preflight", json::serialize(without_content)},
        {"the promotion", promotion.body},
        {"the refusal", again.body},
        {"the history", api("ana", "GET", "/promotions?organization=acme-uat").body},
        {"the metrics", as("root").call("GET", "/metrics").body},
        {"the log", host->log()},
    };
    ASSERT_EQ(host->stop(), 0);
    std::error_code missing;  // the databases of other engines are elsewhere
    for (const auto& file : std::filesystem::directory_iterator(host->folder() / "var", missing)) {
        if (file.path().filename().string().starts_with("promote"))
            told.emplace_back(file.path().filename(), read_file(file.path()));
    }
    EXPECT_EQ(told.size() > 6, GetParam() == "sqlite");
    for (const std::string& secret : {stripe_key, password}) {
        const std::string reversed(secret.rbegin(), secret.rend());
        for (const std::string& form :
             {secret, reversed, base64(secret), base64("x" + secret).substr(2), base64("xy" + secret).substr(3)}) {
            for (const auto& [where, text] : told)
                EXPECT_THAT(text, Not(HasSubstr(form))) << where;
        }
    }
}

NEO_ON_EVERY_BACKEND(Findings);

}  // namespace
}  // namespace neo::e2e
