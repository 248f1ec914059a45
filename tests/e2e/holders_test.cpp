// Who holds a trigger in an organization that is lived in, and what that means for promotions into it.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

namespace neo::e2e {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Holders : public PromotionTest {
protected:
    static TestVersion version(int number, const std::string& state, const std::string& url,
                               const std::string& method = "POST") {
        TestVersion version;
        version.number = number;
        version.state = state;
        version.url = url;
        version.method = method;
        return version;
    }
    Answer move(const std::string& dataflow, int number, const std::string& to) const {
        return host_api("ana", "POST",
                        fmt::format("/organizations/acme-uat/dataflows/{}/versions/{}/state", dataflow, number),
                        fmt::format(R"({{"to": "{}"}})", to));
    }
    Answer draft_at(const std::string& dataflow, const std::string& url) const {
        return host_api("ana", "POST", "/organizations/acme-uat/dataflows",
                        fmt::format(R"({{"id": "{}", "application": "sales",
                                         "trigger": {{"url": "{}", "method": "POST"}}}})",
                                    dataflow, url));
    }
    std::string target_of(const Answer& promotion) const {
        return text_of(promotion.json().at("target").at("dataflow"));
    }
};

TEST_P(Holders, T5_NeitherADraftBesideApprovedVersionsNorARejectedVersionHoldsATrigger) {
    for (const std::string state : {"draft", "awaiting_approval", "rejected"})
        add_dataflow({"acme-dev", "of-" + state, {version(1, "approved", "/" + state)}});
    for (const std::string state : {"draft", "awaiting_approval", "rejected"})
        add_dataflow({"acme-uat",
                      "billing-" + state,
                      {version(1, state, "/" + state), version(2, "live", "/billing/" + state)},
                      "sales"});
    start_company();
    for (const std::string state : {"draft", "awaiting_approval", "rejected"}) {
        const Answer answer = promoted({"acme-dev", "of-" + state}, "acme-uat", "crm");
        EXPECT_FALSE(answer.json().at("routed").as_bool()) << state;
        EXPECT_EQ(target_of(answer), "of-" + state);
        EXPECT_EQ(text_of(answer.json().at("target").at("application")), "crm");
        EXPECT_EQ(move("of-" + state, 1, "live").status, 200);
        const Answer served = PromotionTest::version("acme-uat", "billing-" + state, 2);
        EXPECT_EQ(text_of(served.json().at("state")), "live") << "what others serve stays live";
    }
}

TEST_P(Holders, T5_MethodsAreComparedWithoutCase) {
    add_dataflow({"acme-dev", "lower", {version(1, "approved", "/orders", "post")}});
    add_dataflow({"acme-uat", "upper", {version(1, "live", "/orders", "POST")}, "sales"});
    start_company();
    const Answer answer = promoted({"acme-dev", "lower"}, "acme-uat", "crm");
    EXPECT_TRUE(answer.json().at("routed").as_bool());
    EXPECT_EQ(target_of(answer), "upper");
    EXPECT_EQ(text_of(answer.json().at("trigger").at("method")), "post") << "as it was written";
}

TEST_P(Holders, U5_WhatADraftLetsGoIsFreeForAPromotionOrGoesToWhoWaits) {
    start_company();
    EXPECT_EQ(draft_at("theirs", "/welcome").status, 201);
    EXPECT_EQ(text_of(preflight({}, "acme-uat").json().at("route").at("dataflow")), "theirs");
    const Answer waits = draft_at("waits", "/welcome");
    EXPECT_EQ(waits.status, 201);
    EXPECT_EQ(text_of(waits.json().at("warnings").at(0).at("code")), "trigger_taken");
    EXPECT_EQ(text_of(waits.json().at("warnings").at(0).at("dataflow")), "theirs");
    EXPECT_EQ(move("theirs", 1, "awaiting_approval").status, 200);
    EXPECT_EQ(move("theirs", 1, "rejected").status, 200);
    const Answer answer = promoted({}, "acme-uat");
    EXPECT_EQ(target_of(answer), "waits");
    EXPECT_TRUE(answer.json().at("routed").as_bool());
}

TEST_P(Holders, U5_ApprovingWhatAPromotionHoldsIsRefused) {
    start_company();
    EXPECT_EQ(target_of(promoted({}, "acme-uat")), "welcome");
    EXPECT_EQ(draft_at("theirs", "/welcome").status, 201);
    EXPECT_EQ(move("theirs", 1, "awaiting_approval").status, 200);
    const Answer refused = move("theirs", 1, "approved");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "trigger_taken");
    EXPECT_EQ(text_of(refused.json().at("dataflow")), "welcome");
}

TEST_P(Holders, E6_AModuleTravelsAlsoIntoADataflowThatIsThere) {
    TestVersion pay = version(1, "approved", "/pay");
    TestDataflow& source = add_dataflow({"acme-dev", "pay", {pay}});
    source.module = "payments";
    source.global = true;
    for (const char* id : {"acme-dev", "acme-uat"})
        organization(id).modules.push_back("payments");
    add_dataflow({"acme-uat", "own-pay", {version(1, "live", "/pay")}});
    start_company();
    map("acme-uat", "acme-prod");
    const Answer arrived = promoted({"acme-dev", "pay"}, "acme-uat");
    EXPECT_EQ(target_of(arrived), "own-pay");
    const Answer dataflow = api("ana", "GET", "/organizations/acme-uat/dataflows/own-pay");
    EXPECT_EQ(text_of(dataflow.json().at("module")), "payments");
    EXPECT_TRUE(dataflow.json().at("global").as_bool());
    const Answer onward = promote({"acme-uat", "own-pay", 2}, "acme-prod");
    EXPECT_EQ(onward.status, 422);
    EXPECT_THAT(onward.failures(), ElementsAre("module_access_missing"));
    EXPECT_EQ(promote({"acme-uat", "own-pay", 1}, "acme-prod").status, 201) << "the team's own needs no module";
}

TEST_P(Holders, AnImportTakesDraftsThatComeSecondAndRefusesApprovedOnes) {
    start();
    const auto import_of = [&](const std::string& state) {
        Platform more;
        more.dataflows = {{"acme-dev", "second-" + state, {version(1, state, "/welcome", "post")}}};
        const auto file = host->folder() / "more.json";
        write_file(file, more.json());
        return host->command("import", {file.string()});
    };
    const Finished draft = import_of("draft");
    EXPECT_EQ(draft.status, 0) << draft.errors;
    EXPECT_THAT(draft.errors, HasSubstr("dataflows[0].versions[0].trigger: the dataflow \"welcome\""));
    const Finished approved = import_of("approved");
    EXPECT_THAT(approved.status, testing::Optional(testing::Gt(0)));
    EXPECT_THAT(approved.errors, HasSubstr("dataflows[0].versions[0].trigger: the dataflow \"welcome\""));
}

NEO_ON_EVERY_BACKEND(Holders);

}  // namespace
}  // namespace neo::e2e
