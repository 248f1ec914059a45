// operations/1 copy, and the flags of a host that a plugin obeys while it copies.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <map>
#include <string>
#include <tests/support/test_database.hpp>

namespace neo {
namespace {

using namespace neo::testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

constexpr std::uint64_t only_what_is_asked = NEO_HOST_NO_MIGRATION | NEO_HOST_NO_BACKGROUND;

std::string config(const std::string& database) {
    return fmt::format(R"({{"database": {}}})", database);
}

std::string sqlite(const std::string& file) {
    return config(fmt::format(R"({{"backend": "sqlite", "connection": "{}"}})", file));
}

class CopyHook : public ::testing::Test {
protected:
    CopyHook() {
        host.organization("acme-dev").application("crm").type("dev").maps_to("acme-uat");
        host.organization("acme-uat").application("crm").type("uat");
        host.user("ana").may_everything();
        host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": [{"state": "approved"}]})");
        auto plugin = host.start(NEO_PROMOTE, sqlite("promote.db"));
        EXPECT_THAT(plugin.as("ana").promote({"acme-dev", "welcome", 1, "acme-uat", "crm"}), IsOk());
    }

    // The plugin on the data that was promoted, as a host starts it for a copy.
    PluginUnderTest start_source() {
        host.flags(only_what_is_asked);
        auto started = host.try_start(NEO_PROMOTE, sqlite("promote.db"));
        host.flags(0);
        return std::move(started.value());
    }

    MockHost host;
};

struct Watcher {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> last;

    neo_copy_progress progress() {
        return {this, [](void* context, neo_text table, std::int64_t rows, std::int64_t total) noexcept {
                    static_cast<Watcher*>(context)->last[std::string(sdk::view(table))] = {rows, total};
                }};
    }
};

TEST_F(CopyHook, WhatWasPromotedIsKnownInTheTargetWhicheverEngineItIs) {
    const auto source = start_source();
    std::string first;
    for (const std::string& backend : test::database_backends()) {
        const test::TestDatabase target(backend);
        Watcher watcher;
        const Answer copied = source.copy(config(target.json()), "/", false, watcher.progress());
        ASSERT_THAT(copied, IsOk());
        EXPECT_EQ(watcher.last.at("promotions"), std::pair(std::int64_t{1}, std::int64_t{1}));
        EXPECT_EQ(copied.json().at("tables").as_array().size(), watcher.last.size());
        if (first.empty()) first = copied.text;
        EXPECT_EQ(copied.text, first) << "the same sums on every engine";
        EXPECT_EQ(source.copy(config(target.json()), "/").text, first) << "it is there already";

        const auto moved = host.start(NEO_PROMOTE, config(target.json()));
        EXPECT_EQ(moved.as("ana").history().at("items").as_array().size(), 1u) << backend;
        EXPECT_THAT(moved.as("ana").promote({"acme-dev", "welcome", 1, "acme-uat", "crm"}),
                    IsProblem("already_promoted"));
    }
}

TEST_F(CopyHook, ACheckCopiesNothingAndLeavesNoMark) {
    const auto source = start_source();
    Watcher watcher;
    const Answer checked = source.copy(sqlite("new.db"), host.directory(), true, watcher.progress());
    ASSERT_THAT(checked, IsOk());
    EXPECT_THAT(checked.json().at("tables").as_array(), IsEmpty());
    EXPECT_THAT(watcher.last, IsEmpty());
    const auto target = host.start(NEO_PROMOTE, sqlite("new.db"));
    EXPECT_THAT(target.as("ana").history().at("items").as_array(), IsEmpty());
}

TEST_F(CopyHook, RelativePathsStartAtTheTargetsDirectory) {
    const fs::path elsewhere = host.directory() / "elsewhere";
    EXPECT_THAT(start_source().copy(sqlite("promote.db"), elsewhere), IsOk());
    EXPECT_TRUE(fs::exists(elsewhere / "promote.db"));
}

TEST_F(CopyHook, SaysWhyItCannot) {
    const auto source = start_source();
    const auto refused = [&](const std::string& target, neo_status status, const std::string& why) {
        for (const bool check_only : {true, false}) {
            const Answer answer = source.copy(target, host.directory(), check_only);
            EXPECT_EQ(answer.status, status) << answer.text;
            EXPECT_THAT(answer.text, HasSubstr(why));
        }
    };
    refused(R"({"database": {"backend": "sqlite", "conection": "x"}})", NEO_INVALID, "\"database.connection\"");
    refused(R"({"database": {"backend": "sqlite", "connection": "x", "pool_size": 1001}})", NEO_INVALID,
            "\"database.pool_size\" must be a whole number from 1 to 1000");
    refused(config(R"({"backend": "postgresql", "connection": "host=127.0.0.1 port=1 user=x dbname=x"})"),
            NEO_UNAVAILABLE, "the target: ");
    host.organization("other-dev").type("dev");
    (void)host.start(NEO_PROMOTE, sqlite("other.db"));
    refused(sqlite("other.db"), NEO_INVALID, "the target holds other data already");
}

TEST_F(CopyHook, AHostsFlagsHoldWhateverTheConfigurationSays) {
    const std::string eager = R"({"database": {"backend": "sqlite", "connection": "new.db", "migrate": true},
                                  "recovery": {"background": true}})";
    host.flags(only_what_is_asked);
    const auto refused = host.try_start(NEO_PROMOTE, eager);
    ASSERT_TRUE(refused.has_error());
    EXPECT_THAT(refused.error().message, HasSubstr("the database's schema is behind"));

    const auto threads = [] { return std::distance(fs::directory_iterator("/proc/self/task"), {}); };
    const auto started_with = [&](std::uint64_t flags) {
        const auto before = threads();
        const auto plugin = host.flags(flags).try_start(NEO_PROMOTE, eager);
        EXPECT_TRUE(plugin) << plugin.error().message;
        return threads() - before;
    };
    EXPECT_EQ(started_with(NEO_HOST_NO_BACKGROUND), 0) << "it migrates, and works no more";
    EXPECT_EQ(started_with(only_what_is_asked), 0) << "there is nothing to migrate any more";
    EXPECT_EQ(started_with(NEO_HOST_NO_MIGRATION), 1);
}

}  // namespace
}  // namespace neo
