// A host that has a SQLite of its own and exports it, as a program with a runtime inside does: a plugin that is loaded
// with its own symbols does not come upon it.
#include "services.hpp"

#include <neo/host/cpp/host.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace {

int opened_by_the_host = 0;

}  // namespace

extern "C" __attribute__((visibility("default"))) int sqlite3_open_v2(const char*, void** database, int, const char*) {
    ++opened_by_the_host;
    *database = nullptr;
    constexpr int cannot_open = 14;
    return cannot_open;
}

namespace {

using namespace neo;

std::string start_with(sdk::Symbols symbols, const std::string& folder) {
    const std::filesystem::path directory = std::filesystem::path(::testing::TempDir()) / folder;
    std::filesystem::remove_all(directory);
    std::filesystem::create_directory(directory);
    neo::testing::Services services;
    sdk::Host host({.name = "host-with-sqlite", .version = "1", .config_directory = directory.string()});
    neo::testing::give_services(host, services, {});
    auto library = sdk::PluginLibrary::load(NEO_PROMOTE, sdk::Unloading::when_stopped, symbols);
    if (!library) return library.error().message;
    const auto plugin =
        host.start(std::move(*library), R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");
    return plugin ? "started" : plugin.error().message;
}

TEST(Isolation, APluginWithItsOwnSymbolsDoesNotCallTheHostsSqlite) {
    EXPECT_EQ(start_with(sdk::Symbols::of_the_plugin, "isolated"), "started");
    EXPECT_EQ(opened_by_the_host, 0);
}

TEST(Isolation, WithoutThemTheHostsComesFirst) {
    EXPECT_NE(start_with(sdk::Symbols::of_the_program, "not-isolated"), "started");
    EXPECT_GT(opened_by_the_host, 0);
}

}  // namespace
