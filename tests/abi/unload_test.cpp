// Load, run, unload, a thousand times: nothing is left behind, neither memory (under the address sanitizer) nor the
// library in the map of the process.
#include <neo/testing/matchers.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace {

using namespace neo::testing;

constexpr int rounds = 1000;

bool is_mapped(const std::filesystem::path& library) {
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        if (line.find(library.filename().string()) != std::string::npos) return true;
    }
    return false;
}

void set_up(MockHost& host) {
    host.organization("acme-dev").application("crm");
    host.organization("acme-uat").application("crm");
    host.user("ana").may_everything();
    host.dataflow(R"({"organization": "acme-dev", "id": "welcome", "versions": []})");
}

const Promotion welcome{.source_organization = "acme-dev",
                        .dataflow = "welcome",
                        .target_organization = "acme-uat",
                        .target_application = "crm"};

TEST(Unload, SamplePluginIsGoneAfterEachOfAThousandRuns) {
    MockHost host;
    set_up(host);
    for (int round = 1; round <= rounds; ++round) {
        host.version("acme-dev", "welcome");
        auto plugin = host.start(SAMPLE_PLUGIN);
        ASSERT_TRUE(is_mapped(SAMPLE_PLUGIN));
        Promotion promotion = welcome;
        promotion.version = round;
        ASSERT_THAT(plugin.as("ana").promote(promotion), IsOk()) << "round " << round;
        plugin.stop();
        ASSERT_FALSE(is_mapped(SAMPLE_PLUGIN)) << "round " << round;
    }
    EXPECT_EQ(host.find_dataflow("acme-uat", "welcome")->versions.size(), 2u * rounds);
}

TEST(Unload, KeepsTheLibraryMappedWhereTheHostAsksForIt) {
    MockHost host;
    const std::filesystem::path copy = host.directory() / "libkept_mapped.so";
    std::filesystem::copy_file(FROZEN_PLUGIN, copy);
    { const auto library = neo::sdk::PluginLibrary::load(copy, neo::sdk::Unloading::never).value(); }
    EXPECT_TRUE(is_mapped(copy));
}

#ifdef NEO_PROMOTE
TEST(Unload, NeoPromoteIsGoneAfterEachOfAThousandRuns) {
    MockHost host;
    set_up(host);
    host.organization("acme-dev").type("dev").maps_to("acme-uat");
    host.organization("acme-uat").type("uat");
    for (int round = 1; round <= rounds; ++round) {
        host.version("acme-dev", "welcome");
        auto plugin = host.start(NEO_PROMOTE,
                                 R"({"database": {"backend": "sqlite", "connection": "promote.db", "pool_size": 2}})");
        ASSERT_TRUE(is_mapped(NEO_PROMOTE));
        Promotion promotion = welcome;
        promotion.version = round;
        ASSERT_THAT(plugin.as("ana").promote(promotion), IsOk()) << "round " << round;
        plugin.stop();
        ASSERT_FALSE(is_mapped(NEO_PROMOTE)) << "round " << round;
    }
    EXPECT_EQ(host.find_dataflow("acme-uat", "welcome")->versions.size(), 2u * rounds);
}
#endif

}  // namespace
