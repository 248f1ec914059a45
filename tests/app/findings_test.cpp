// R5: what is noticed before a content crosses into another organization, with the store's and the host's word.
#include "scene.hpp"

#include <plugin/app/environments.hpp>
#include <plugin/app/findings.hpp>

#include <fmt/format.h>

#include <regex>

namespace neo::apptest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* content =
    R"x({"blocks": [{"id": "b1", "headers": {"X-Api-Key": "k7Qx2mZp9Rw4k7Qx2mZp9Rw4"},
        "config": {"url": "https://API.acme.test/x", "key": "${config.CRM_TOKEN}", "dataflow": "welcome",
                   "code": "return helpers.validateNumber(1);"}}], "connections": []})x";

class FindingsOf : public OnEveryStore {
protected:
    std::vector<std::string> codes(const app::outcome<domain::Findings>& findings) {
        std::vector<std::string> all;
        for (const auto& finding : findings.value().items)
            all.push_back(finding.code + (finding.certain.value_or(true) ? "" : "?"));
        return all;
    }
    void declare(Scene& scene, const std::string& organization, std::vector<std::string> hosts) {
        scene.store().environments().put_environment(organization, {std::move(hosts), Time(), "ana"}).value();
    }
};
NEO_ON_EVERY_STORE(FindingsOf);

TEST_P(FindingsOf, R5_WhatTheTargetLacksAndWhatIsAnothersIsTold) {
    Scene scene(GetParam());
    declare(scene, "dev", {"api.acme.test"});
    const auto found = app::find_in_content(scene.services(), content, "uat", true);
    EXPECT_THAT(codes(found), ElementsAre("secret_literal", "environment_literal", "needs_configuration",
                                          "needs_dataflow", "needs_helper"));
    EXPECT_EQ(found->total, 5);
    for (const auto& finding : found->items)
        EXPECT_TRUE(std::regex_match(finding.fingerprint, std::regex("[0-9a-f]{16}"))) << finding.fingerprint;
}

TEST_P(FindingsOf, R5_WhatTheTargetHasIsNotTold) {
    Scene scene(GetParam());
    declare(scene, "dev", {"api.acme.test"});
    declare(scene, "uat", {"api.acme.test", "uat.acme.test"});
    scene.mock.platform.change_organization("uat", [](testing::Organization& uat) {
        uat.configuration = {"CRM_TOKEN"};
        uat.helpers = {"validateNumber"};
    });
    EXPECT_THAT(codes(app::find_in_content(scene.services(), content, "uat", true)),
                ElementsAre("secret_literal", "needs_dataflow"));
    EXPECT_THAT(codes(app::find_in_content(scene.services(), content, "dev", true)),
                ElementsAre("secret_literal", "needs_configuration", "needs_helper"));
}

TEST_P(FindingsOf, R5_WithoutTheHostsWordNeedsAreNotCertain) {
    Scene scene(GetParam());
    scene.mock.faults.on("needs.find_missing").every_call().answer(NEO_UNSUPPORTED, "not here");
    EXPECT_THAT(codes(app::find_in_content(scene.services(), content, "uat", true)),
                ElementsAre("secret_literal", "needs_configuration?", "needs_dataflow?", "needs_helper?"));
}

TEST_P(FindingsOf, R5_AContentThatHoldsNothingAsksNobody) {
    Scene scene(GetParam());
    scene.store_faults.forget_calls();
    const auto found = app::find_in_content(
        scene.services(), R"({"blocks": [{"id": "b1", "config": {"a": "b"}}], "connections": []})", "uat", true);
    EXPECT_EQ(found->total, 0);
    EXPECT_THAT(scene.store_faults.calls(), IsEmpty());
    EXPECT_THAT(scene.mock.recorder.calls("needs.find_missing"), IsEmpty());
}

TEST_P(FindingsOf, R5_AskedAboutHostsOnlyWhereAnyAreDeclared) {
    Scene scene(GetParam());
    declare(scene, "dev", {"api.acme.test"});
    scene.store_faults.forget_calls();
    app::find_in_content(scene.services(), content, "uat", false).value();
    EXPECT_THAT(scene.store_faults.calls(), ElementsAre("fingerprint_key"));
}

TEST_P(FindingsOf, R5_AContentIsScannedOnceForAllTargets) {
    Scene scene(GetParam());
    constexpr const char* secret =
        R"({"blocks": [{"id": "b1", "headers": {"X-Api-Key": "k7Qx2mZp9Rw4k7Qx2mZp9Rw4"}}], "connections": []})";
    app::Services& services = scene.services();
    const auto in_uat = app::find_in_content(services, secret, "uat", true).value();
    ASSERT_EQ(in_uat.total, 1);
    scene.store_faults.forget_calls();
    EXPECT_EQ(app::find_in_content(services, secret, "sit", true).value().items, in_uat.items);
    EXPECT_THAT(scene.store_faults.calls(), IsEmpty()) << "a fingerprint is asked for by a scan";
}

TEST_P(FindingsOf, R5_ScansThatNobodyAsksForAreForgotten) {
    app::KnownScans scans;
    const auto scan = [&](int number) { scans.keep(std::to_string(number), std::make_shared<domain::ContentScan>()); };
    scan(0);
    scan(1);
    for (int number = 2; number < 1000; ++number) {
        scan(number);
        ASSERT_NE(scans.find("0"), nullptr);
        ASSERT_NE(scans.find(std::to_string(number)), nullptr);
    }
    EXPECT_EQ(scans.find("1"), nullptr);
    auto large = std::make_shared<domain::ContentScan>();
    large->hosts["a.test"].resize(1000);
    scans.keep("large", large);
    EXPECT_EQ(scans.find("large"), nullptr);
}

TEST_P(FindingsOf, R5_FingerprintsAreTheSameForEveryProcessAndNotPlainHashes) {
    Scene scene(GetParam());
    const auto first = app::find_in_content(scene.services(), content, "uat", true)->items.at(0).fingerprint;
    EXPECT_EQ(app::find_in_content(scene.another_process(), content, "uat", true)->items.at(0).fingerprint, first);
    Scene another(GetParam());
    EXPECT_NE(app::find_in_content(another.services(), content, "uat", true)->items.at(0).fingerprint, first);
}

TEST_P(FindingsOf, R5_AStoreOrHostThatDoesNotAnswerIsTold) {
    Scene scene(GetParam());
    for (const std::string call : {"foreign", "fingerprint_key"}) {
        scene.store_faults.choose([&](std::size_t, std::string_view name) {
            return name == call ? std::optional(StoreFault::unavailable) : std::nullopt;
        });
        const auto found = app::find_in_content(scene.services(), content, "uat", true);
        ASSERT_FALSE(found) << call;
        EXPECT_EQ(found.error().code, "store_unavailable");
    }
    scene.store_faults.clear();
    scene.mock.faults.on("needs.find_missing").every_call().refuse();
    const auto found = app::find_in_content(scene.services(), content, "uat", true);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, "host_unavailable");
}

TEST_P(FindingsOf, R5_ManyNamesAreAskedForInQuestionsThatAHostTakes) {
    Scene scene(GetParam());
    std::string many;
    for (int name = 0; name < 2500; ++name)
        many += fmt::format(" ${{config.NAME_{}}} h{}.acme.test", name, name);
    scene.mock.platform.change_organization("uat",
                                            [](testing::Organization& uat) { uat.configuration = {"NAME_2100"}; });
    declare(scene, "dev", {"h2345.acme.test"});
    const std::string large = fmt::format(R"({{"blocks": [{{"id": "b1", "x": "{}"}}], "connections": []}})", many);
    const auto found = app::find_in_content(scene.services(), large, "uat", true);
    ASSERT_TRUE(found) << found.error().cause;
    EXPECT_EQ(found->total, 2500);
    EXPECT_EQ(scene.mock.recorder.calls("needs.find_missing").size(), 3U);
}

}  // namespace
}  // namespace neo::apptest
