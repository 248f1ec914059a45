// Files that the reference host reads: whatever is in them, the answer is a value or an error, never a crash, and an
// error always says something.
#include "mutation.hpp"

#include <host-sdk/reference-host/config/config.hpp>
#include <host-sdk/reference-host/platform/platform_file.hpp>

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <tests/support/files.hpp>

namespace {

namespace fuzz = neo::fuzz;

std::vector<std::string> words() {
    auto words = fuzz::json_words();
    for (const char* word : {"\"organizations\":",
                             "\"users\":",
                             "\"dataflows\":",
                             "\"versions\":",
                             "\"version\":",
                             "\"state\":\"live\"",
                             "\"trigger\":",
                             "\"tags\":",
                             "\"blocks\":",
                             "\"connections\":",
                             "\"library\":",
                             "\"id\":",
                             "\"..\"",
                             "\"*\"",
                             "\"grants\":",
                             "\"permissions\":",
                             "\"listen\":",
                             "\"port\":",
                             "65536",
                             "\"store\":",
                             "\"backend\":\"mysql\"",
                             "\"plugins\":",
                             "\"config\":",
                             "${",
                             "${HOME}",
                             "${}",
                             "$",
                             "\"password_file\":"})
        words.emplace_back(word);
    return words;
}

TEST(HostInputFuzz, APlatformFileIsReadOrRefusedWithAReason) {
    const std::string demo = neo::test::read_file(std::filesystem::path(NEO_DEMO) / "platform.json");
    fuzz::Mutator mutator(20260103, words());
    std::size_t read = 0;
    for (std::size_t round = fuzz::rounds(1000); round > 0; --round) {
        const auto platform = neo::host::read_platform(mutator.mutated(demo), "eu");
        if (platform)
            ++read;
        else
            ASSERT_FALSE(platform.error().message.empty());
    }
    std::printf("%zu mutated platform files were still good\n", read);
    EXPECT_GT(read, 0U);
}

TEST(HostInputFuzz, AConfigurationIsReadOrRefusedWithAReason) {
    const std::string demo = neo::test::read_file(std::filesystem::path(NEO_DEMO) / "host.json");
    const neo::test::TemporaryFolder folder;
    const auto file = folder.path() / "host.json";
    for (const char* named : {"libneo_promote.so", "platform.json"})
        std::ofstream(folder.path() / named);  // is looked for, not read
    fuzz::Mutator mutator(20260104, words());
    std::size_t read = 0;
    for (std::size_t round = fuzz::rounds(5000); round > 0; --round) {
        std::ofstream(file, std::ios::binary) << mutator.mutated(demo);
        const auto config = neo::host::load_config(file);
        if (config)
            ++read;
        else
            ASSERT_FALSE(config.error().message.empty());
    }
    std::printf("%zu mutated configurations were still good\n", read);
    EXPECT_GT(read, 0U);
}

}  // namespace
