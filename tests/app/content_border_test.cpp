// E3 cannot be written around: whatever a host gives as a version's content is read once, where it enters, and what is
// broken or ambiguous goes no further. The host here keeps bytes as they came, as hosts do that were not written by us.
#include "scene.hpp"

#include <adapters/host/platform_host.hpp>
#include <adapters/memory/memory_store.hpp>
#include <neo/host/cpp/host.hpp>
#include <neo/host/cpp/remote_platform.hpp>
#include <plugin/app/dataflows.hpp>
#include <plugin/app/preflight.hpp>
#include <plugin/app/promote.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <tests/support/registrations.hpp>
#include <vector>

namespace neo::apptest {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

constexpr std::string_view platform = R"({
  "organizations": [{"id": "dev", "applications": [{"id": "crm", "kind": "custom"}]},
                    {"id": "uat", "applications": [{"id": "crm", "kind": "custom"}]}],
  "users": [{"id": "ana", "grants": [{"organization": "*", "permissions": ["neo.view", "neo.promote"]}]}],
  "dataflows": [{"organization": "dev", "id": "welcome", "versions": [{"blocks": []}]}]
})";

// The mock host's dataflows, but for the contents that it reads: those are what the test says.
struct ByteKeeper {
    neo_dataflows_1 table{};
    const neo_dataflows_1* inner = nullptr;
    void* context = nullptr;
    std::string content;

    static neo_status get_version(void* self, neo_text organization, neo_text dataflow, std::int64_t version,
                                  neo_sink reply, neo_sink content) noexcept {
        const auto& keeper = *static_cast<ByteKeeper*>(self);
        std::string unused;
        const neo_status status =
            keeper.inner->get_version(keeper.context, organization, dataflow, version, reply, sdk::append_to(unused));
        sdk::write(content, keeper.content);
        return status;
    }
    static neo_status get_case(void* self, neo_text actor, neo_text source_organization, neo_text source_dataflow,
                               std::int64_t source_version, neo_text target_organization, neo_sink reply,
                               neo_sink content) noexcept {
        const auto& keeper = *static_cast<ByteKeeper*>(self);
        std::string unused;
        const neo_status status =
            keeper.inner->get_case(keeper.context, actor, source_organization, source_dataflow, source_version,
                                   target_organization, reply, sdk::append_to(unused));
        sdk::write(content, keeper.content);
        return status;
    }
    static neo_status find_by_trigger(void* self, neo_text organization, neo_text method, neo_text url,
                                      neo_sink reply) noexcept {
        const auto& keeper = *static_cast<ByteKeeper*>(self);
        return keeper.inner->find_by_trigger(keeper.context, organization, method, url, reply);
    }
};

// Told with all other facts in one answer, or alone.
class ContentBorder : public ::testing::TestWithParam<bool> {
protected:
    ContentBorder() : host_({"keeper", "1", "/nonexistent"}), store_(memory::make_memory_store()) {
        testing::give_services(host_, mock_, {});
        mock_.platform.add_platform(platform);
        keeper_.inner = static_cast<const neo_dataflows_1*>(
            host_.table().get_service(host_.table().context, NEO_SERVICE_DATAFLOWS_1, &keeper_.context));
        keeper_.table.struct_size = sizeof(neo_dataflows_1);
        keeper_.table.get_version = &ByteKeeper::get_version;
        keeper_.table.find_by_trigger = &ByteKeeper::find_by_trigger;
        if (GetParam()) keeper_.table.get_case = &ByteKeeper::get_case;
        host_.give(keeper_.table, &keeper_);
        platform_.emplace(sdk::RemotePlatform::connect(host_.table()).value());
        platform_host_.emplace(*platform_);
        log_.emplace(*platform_);
        services_.emplace(app::Services{*platform_host_, *store_, clock_, *log_, metrics_, refusals_, "process-1", 30});
        test::register_and_map(store_->registrations());
    }

    app::outcome<app::Shown<app::Preflight>> preflight(std::string content) {
        keeper_.content = std::move(content);
        return app::preflight(*services_, app::Caller::load(*services_, "ana").value(),
                              {{"dev", "welcome", 1}, "uat", "crm", std::nullopt});
    }
    app::outcome<app::Promoted> promote() {
        return app::promote(*services_, "ana", {{"dev", "welcome", 1}, "uat", "crm", std::nullopt});
    }
    std::vector<std::string> codes(const std::string& content) {
        const auto answer = preflight(content);
        if (!answer) return {answer.error().code};
        std::vector<std::string> codes;
        for (const domain::Failure& failure : (*answer)->promotion_case.decision.failures)
            codes.push_back(failure.code);
        return codes;
    }

    testing::Services mock_;
    sdk::Host host_;
    ByteKeeper keeper_;
    std::unique_ptr<ports::Store> store_;
    ports::SystemClock clock_;
    app::Metrics metrics_;
    app::RefusalLimit refusals_;
    std::optional<sdk::RemotePlatform> platform_;
    std::optional<adapters::PlatformHost> platform_host_;
    std::optional<adapters::PlatformLog> log_;
    std::optional<app::Services> services_;
};

}  // namespace

TEST_P(ContentBorder, E3_ALibraryBlockIsSeenHoweverItsKeysAreWritten) {
    for (const char* content :
         {R"({"bl\u006fcks":[{"id":"a","library":{"id":"x"}}],"connections":[]})",
          R"({"blocks":[{"id":"a","l\u0069brary":{"id":"x"}}],"connections":[]})",
          R"({"blocks":[{"id":"a","library":{"id":"x"},"library":null}],"connections":[]})",
          R"({"blocks":[{"id":"loop","config":{"blocks":[{"id":"a","library":1}]}}],"connections":[]})"})
        EXPECT_THAT(codes(content), ElementsAre("library_blocks_present")) << content;
    EXPECT_THAT(codes(R"({"bl\u006fcks":[{"id":"a"}],"connections":[]})"), IsEmpty());
}

TEST_P(ContentBorder, E3_AmbiguousOrBrokenContentIsRefusedWithTheHostAsTheCause) {
    for (const char* content :
         {R"({"blocks":[{"id":"a","library":1}],"blocks":[],"connections":[]})",
          R"({"blocks":[],"bl\u006fcks":[{"library":1}],"connections":[]})", R"({"blocks":[)", "hello", "",
          R"({"blocks":{},"connections":[]})", R"({"blocks":[]})", "{\"blocks\":[\"\xff\"],\"connections\":[]}",
          R"({"blocks":["\ud83d"],"connections":[]})"}) {
        const auto answer = preflight(content);
        ASSERT_FALSE(answer) << content;
        EXPECT_EQ(answer.error().kind, app::Problem::Kind::unavailable) << content;
        EXPECT_EQ(answer.error().code, "host_unavailable") << content;
        EXPECT_THAT(answer.error().detail, HasSubstr("The host's content of version 1 of dataflow 'welcome'"));
        EXPECT_THAT(answer.error().detail, HasSubstr("whoever runs the host"));

        const auto promoted = promote();
        ASSERT_FALSE(promoted) << content;
        EXPECT_EQ(promoted.error().code, "host_unavailable") << content;
        EXPECT_THAT(mock_.platform.applied(), IsEmpty()) << content;
    }
}

TEST_P(ContentBorder, AVersionWithBrokenContentIsNotShownEither) {
    keeper_.content = R"({"blocks":[{"id":"a","name":"n")";
    const auto caller = app::Caller::load(*services_, "ana");
    ASSERT_TRUE(caller);
    const auto version = app::get_version(*services_, *caller, {"dev", "welcome", 1});
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().code, "host_unavailable");
}

TEST_P(ContentBorder, H1_ARefusalOfItStandsInTheHistoryWithItsReason) {
    keeper_.content = "hello";
    const auto promoted = promote();
    ASSERT_FALSE(promoted);
    ASSERT_TRUE(promoted.error().promotion);
    const auto attempt = store_->history().promotion(*promoted.error().promotion).value();
    ASSERT_TRUE(attempt);
    EXPECT_EQ(attempt->status, ports::PromotionStatus::failed);
    EXPECT_THAT(attempt->failures.at(0).message, HasSubstr("cannot be worked with"));
}

INSTANTIATE_TEST_SUITE_P(Told, ContentBorder, ::testing::Bool(),
                         [](const auto& one_call) { return one_call.param ? "InOneCall" : "Alone"; });

}  // namespace neo::apptest
