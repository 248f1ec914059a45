#include "invariants.hpp"

#include <plugin/app/preflight.hpp>

namespace neo::apptest {

class PreflightOf : public OnEveryStore {
protected:
    Scene scene{GetParam(), 30};

    app::Caller ana() { return app::Caller::load(scene.services(), "ana").value(); }
    app::outcome<app::Shown<app::Preflight>> preflight(std::optional<std::string> application = "crm") {
        return app::preflight(scene.services(), ana(),
                              {{"dev", "welcome", 1}, "uat", std::move(application), std::nullopt});
    }
};

TEST_P(PreflightOf, V3_APromotableVersionTellsItsRouteAndWritesNothing) {
    scene.occupy_trigger("/welcome", "theirs", "erp");
    const auto checked = preflight();
    ASSERT_TRUE(checked);
    EXPECT_TRUE((*checked)->promotion_case.decision.failures.empty());
    ASSERT_TRUE((*checked)->promotion_case.decision.route);
    EXPECT_EQ((*checked)->promotion_case.decision.route->application, "erp");
    EXPECT_EQ((*checked)->promotion_case.decision.route->dataflow, "theirs");
    EXPECT_TRUE(scene.history().empty());
    EXPECT_TRUE(scene.applied().empty());
}

TEST_P(PreflightOf, V3_TellsTheSameFailuresAsThePromotion) {
    scene.unmap();
    const auto checked = preflight("default");
    ASSERT_TRUE(checked);
    const auto promoted = scene.promote(1, "default");
    ASSERT_FALSE(promoted);
    const auto& failures = (*checked)->promotion_case.decision.failures;
    ASSERT_EQ(failures.size(), promoted.error().failures.size());
    for (std::size_t i = 0; i < failures.size(); ++i)
        EXPECT_EQ(failures[i].code, promoted.error().failures[i].code);
}

TEST_P(PreflightOf, A3_ReadsNothingOfTheTargetWithoutThePermission) {
    scene.revoke("uat", "neo.promote");
    const auto checked = preflight();
    ASSERT_TRUE(checked);
    ASSERT_EQ((*checked)->promotion_case.decision.failures.size(), 1U);
    for (const char* fact : {"directory.get_organization", "applications.list", "dataflows.get_version"})
        EXPECT_EQ(scene.mock.recorder.count(fact), 0U) << fact;
    for (const auto& asked : scene.mock.recorder.calls("dataflows.get_case"))
        EXPECT_THAT(asked.reply, ::testing::Not(::testing::HasSubstr("uat")));
}

TEST_P(PreflightOf, R2_WarnsOfAnOlderVersionAnotherSourceAndAChangedTrigger) {
    const auto warnings = [&](const std::string& organization, const std::string& dataflow, std::int64_t version) {
        const auto checked =
            app::preflight(scene.services(), ana(), {{organization, dataflow, version}, "uat", "crm", {}});
        std::vector<std::string> codes;
        for (const domain::Warning& warning : (*checked)->promotion_case.decision.warnings)
            codes.push_back(warning.code);
        return codes;
    };
    EXPECT_THAT(warnings("dev", "welcome", 2), ::testing::IsEmpty());
    ASSERT_TRUE(scene.promote(2));
    EXPECT_THAT(warnings("dev", "welcome", 1), ::testing::ElementsAre("older_than_promoted"));
    scene.mock.platform.add_dataflow(
        R"({"organization": "dev", "id": "other", "versions": [{"trigger": {"url": "/welcome-2", "method": "POST"}}]})");
    scene.occupy_trigger("/welcome-2", "welcome-2");
    ASSERT_TRUE(app::promote(scene.services(), "ana", {{"dev", "other", 1}, "uat", "crm", {}}));
    scene.mock.platform.add_version("dev", "welcome",
                                    R"({"version": 3, "trigger": {"url": "/welcome-3", "method": "POST"}})");
    EXPECT_THAT(warnings("dev", "welcome", 3), ::testing::ElementsAre("trigger_changed"));
}

TEST_P(PreflightOf, R1_ComparesWithTheNewestVersionOfThatTrigger) {
    scene.mock.platform.add_dataflow(R"({"organization": "uat", "id": "theirs", "application": "crm", "versions": [
        {"version": 1, "state": "live", "trigger": {"url": "/welcome", "method": "post"}},
        {"version": 2, "state": "approved", "trigger": {"url": "/elsewhere", "method": "POST"}},
        {"version": 3, "state": "draft", "trigger": {"url": "/welcome", "method": "POST"}}]})");
    const auto checked = preflight();
    ASSERT_TRUE(checked);
    ASSERT_TRUE((*checked)->head);
    EXPECT_EQ((*checked)->head->version, 1);
}

TEST_P(PreflightOf, ASilentHostOrStoreIsUnavailable) {
    scene.mock.faults.on(scene.last_question()).call(1).refuse();
    const auto silent_host = preflight();
    ASSERT_FALSE(silent_host);
    EXPECT_EQ(silent_host.error().kind, app::Problem::Kind::unavailable);
    EXPECT_EQ(silent_host.error().code, "host_unavailable");
    scene.store_faults.choose([](std::size_t, std::string_view) { return StoreFault::unavailable; });
    const auto silent_store = preflight();
    ASSERT_FALSE(silent_store);
    EXPECT_EQ(silent_store.error().kind, app::Problem::Kind::unavailable);
    EXPECT_EQ(silent_store.error().code, "store_unavailable");
}

NEO_ON_EVERY_STORE(PreflightOf);

}  // namespace neo::apptest
