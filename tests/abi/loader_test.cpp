// What the loader refuses, and what it says then.
#include <neo/host/cpp/host.hpp>
#include <neo/host/cpp/loader.hpp>
#include <neo/host/cpp/plugin.hpp>
#include <neo/testing/mock_host.hpp>

#include <gmock/gmock.h>

#include <filesystem>

namespace {

using neo::sdk::LoadError;
using neo::sdk::PluginLibrary;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Reason = neo::sdk::LoadError::Reason;

struct Refused {
    const char* library;
    Reason reason;
    std::string says;
    const char* remedy;
};

// The ABI of these headers, or of so many majors and minors later.
std::string version_of(int majors_later, int minors_later) {
    return std::to_string(NEO_ABI_MAJOR + majors_later) + "." + std::to_string(NEO_ABI_MINOR + minors_later);
}

void PrintTo(const Refused& refused, std::ostream* out) {
    *out << std::filesystem::path(refused.library).filename();
}

class LoaderRefuses : public ::testing::TestWithParam<Refused> {};

TEST_P(LoaderRefuses, WithTheReasonAndTheLibrarysName) {
    const auto library = PluginLibrary::load(GetParam().library);
    ASSERT_TRUE(library.has_error());
    EXPECT_EQ(library.error().reason, GetParam().reason);
    EXPECT_THAT(library.error().message,
                AllOf(HasSubstr(GetParam().library), HasSubstr(GetParam().says), HasSubstr(GetParam().remedy)));
}

INSTANTIATE_TEST_SUITE_P(
    Libraries, LoaderRefuses,
    ::testing::Values(Refused{"/nowhere/libnothing.so", Reason::not_a_library, "does not exist", ""},
                      Refused{"/proc", Reason::not_a_library, "is no file", ""},
                      Refused{"/proc/self/maps", Reason::not_a_library, "cannot be loaded", ""},
                      Refused{NO_PLUGIN, Reason::not_a_plugin, "no plugin", "neo_plugin_entry"},
                      Refused{BROKEN_NULL_TABLE, Reason::not_a_plugin, "NULL", ""},
                      Refused{BROKEN_WRONG_MAGIC, Reason::not_a_plugin, "magic", ""},
                      Refused{BROKEN_OTHER_MAJOR, Reason::other_abi_major,
                              "ABI " + version_of(1, 0) + ", this host has " + version_of(0, 0), "same major"},
                      Refused{BROKEN_NEWER_MINOR, Reason::newer_abi_minor,
                              "ABI " + version_of(0, 1) + ", this host has " + version_of(0, 0), "update the host"},
                      Refused{BROKEN_SHORT_TABLE, Reason::table_too_short, "40 bytes, at least 48", "SDK's headers"},
                      Refused{BROKEN_NO_SHUTDOWN, Reason::table_too_short, "every member set", "SDK's headers"}));

TEST(Loader, RefusesAnEmptyPath) {
    const auto library = PluginLibrary::load("");
    ASSERT_TRUE(library.has_error());
    EXPECT_EQ(library.error().reason, Reason::not_a_library);
}

TEST(Loader, RefusesAFileThatWasCutShortWhereverThatIs) {
    const neo::testing::MockHost host;
    const auto whole = std::filesystem::file_size(FROZEN_PLUGIN);
    for (std::uintmax_t size = 0; size < whole; size += whole / 40) {
        const std::filesystem::path cut = host.directory() / "libcut.so";
        std::filesystem::copy_file(FROZEN_PLUGIN, cut, std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(cut, size);
        // Behind the last mapped segment there are only section headers, which nobody needs to run a library.
        const auto library = PluginLibrary::load(cut);
        if (library.has_value()) {
            EXPECT_GT(size, whole / 2);
            break;
        }
        EXPECT_EQ(library.error().reason, Reason::not_a_library) << "cut at " << size;
    }
}

TEST(Loader, MakesARelativePathAbsolute) {
    const auto relative = std::filesystem::relative(SAMPLE_PLUGIN);
    ASSERT_TRUE(relative.is_relative());
    const auto library = PluginLibrary::load(relative);
    ASSERT_TRUE(library.has_value()) << library.error().message;
    EXPECT_EQ(library->name(), "sample");
    EXPECT_EQ(library->version(), "1.0.0");
}

// Starts the plugin in a host of no services and answers the refusal.
LoadError refusal_of(const char* plugin) {
    neo::sdk::Host host({.name = "bare", .version = "1", .config_directory = "/"});
    auto library = PluginLibrary::load(plugin);
    if (library.has_error()) return library.error();
    const auto started = host.start(std::move(*library), "{}");
    EXPECT_FALSE(host.hook<neo_promote_1>()) << "a hook of a plugin that did not start is kept";
    return started.has_error() ? started.error() : LoadError{{}, "it started"};
}

TEST(Start, NamesTheServiceThatTheHostLacks) {
    const LoadError error = refusal_of(SAMPLE_PLUGIN);
    EXPECT_EQ(error.reason, Reason::refused_to_start);
    EXPECT_THAT(error.message, AllOf(HasSubstr("sample does not start"), HasSubstr("dataflows/1")));
}

TEST(Start, HostRefusesAHookThatIsTooShort) {
    EXPECT_THAT(refusal_of(BROKEN_SHORT_HOOK).message, HasSubstr("the host calls the hook invalid"));
}

TEST(Start, HostRefusesAHookWithoutATable) {
    EXPECT_THAT(refusal_of(BROKEN_NO_HOOK_TABLE).message, HasSubstr("the host calls the hook invalid"));
}

TEST(Start, HostSaysThatItDoesNotKnowAHook) {
    EXPECT_THAT(refusal_of(BROKEN_UNKNOWN_HOOK).message, HasSubstr("the host does not know the hook"));
}

TEST(Start, SaysSoWhenAPluginGivesNoReason) {
    EXPECT_THAT(refusal_of(BROKEN_SILENT_REFUSAL).message, HasSubstr("(internal): gave no reason"));
}

TEST(Start, PluginNamesTheServiceWhoseTableIsTooShort) {
    const std::uint32_t table[] = {12, 0, 0};
    neo::sdk::Host host({.name = "old", .version = "1", .config_directory = "/"});
    host.give(NEO_SERVICE_DATAFLOWS_1, table, nullptr);
    const auto started = host.start(PluginLibrary::load(SAMPLE_PLUGIN).value(), "{}");
    ASSERT_TRUE(started.has_error());
    EXPECT_THAT(started.error().message, HasSubstr("dataflows/1 is too short (12 of 72 bytes)"));
}

TEST(Start, PluginRefusesAHostOfAnotherMajor) {
    neo::sdk::Host host({.name = "other", .version = "1", .config_directory = "/"});
    neo_host other = host.table();
    other.abi_major = NEO_ABI_MAJOR + 1;
    const auto started = PluginLibrary::load(SAMPLE_PLUGIN).value().start(other, "{}");
    ASSERT_TRUE(started.has_error());
    EXPECT_THAT(started.error().message,
                HasSubstr("the host has the plugin ABI " + version_of(1, 0) + ", this plugin needs 1.0"));
}

// Whatever minor it is built with, a plugin runs in hosts of the least that it says it needs.
TEST(Start, PluginNeedsNoLaterMinorUnlessItSaysSo) {
    const auto nothing = neo::sdk::describe_plugin("any", "1", nullptr, nullptr);
    EXPECT_EQ(nothing.abi_minor, 0);
    EXPECT_EQ(neo::sdk::describe_plugin("any", "1", nullptr, nullptr, 2).abi_minor, 2);

    neo::sdk::Host host({.name = "of 1.1", .version = "1", .config_directory = "/"});
    neo_host table = host.table();
    table.abi_minor = 1;
    EXPECT_FALSE(neo::sdk::check_host(&table));
    EXPECT_FALSE(neo::sdk::check_host(&table, 1));
    const auto refused = neo::sdk::check_host(&table, 2);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->message,
              "the host has the plugin ABI 1.1, this plugin needs 1.2 or a later minor: update the host");
}

TEST(Start, PluginRefusesAHostTableThatIsTooShort) {
    neo::sdk::Host host({.name = "short", .version = "1", .config_directory = "/"});
    neo_host cut = host.table();
    cut.struct_size = offsetof(neo_host, flags);
    const auto started = PluginLibrary::load(SAMPLE_PLUGIN).value().start(cut, "{}");
    ASSERT_TRUE(started.has_error());
    EXPECT_THAT(started.error().message, HasSubstr("incomplete"));
}

TEST(Start, PassesOnWhatThePluginSaysOfItsConfiguration) {
    neo::testing::MockHost host;
    const auto started = host.try_start(SAMPLE_PLUGIN, R"({"refuse": true})");
    ASSERT_TRUE(started.has_error());
    EXPECT_THAT(started.error().message, HasSubstr("sample does not start (invalid): refuse: the configuration asks"));
}

TEST(Host, RefusesAHookThatAnotherPluginRegistered) {
    neo::sdk::Host host({.name = "two", .version = "1", .config_directory = "/"});
    neo_dataflows_1 dataflows{};
    dataflows.struct_size = sizeof dataflows;
    neo_access_1 access{};
    access.struct_size = sizeof access;
    host.give(dataflows, nullptr).give(access, nullptr);
    const auto one = host.start(PluginLibrary::load(SAMPLE_PLUGIN).value(), "{}");
    ASSERT_TRUE(one.has_value());
    const auto two = host.start(PluginLibrary::load(SAMPLE_PLUGIN).value(), "{}");
    ASSERT_TRUE(two.has_error());
    EXPECT_THAT(two.error().message, HasSubstr("another plugin has registered the hook"));
    EXPECT_TRUE(host.hook<neo_promote_1>()) << "the first plugin lost its hook";
}

TEST(Host, TakesNoHookAfterInit) {
    neo::sdk::Host host({.name = "late", .version = "1", .config_directory = "/"});
    neo_history_1 history{};
    history.struct_size = sizeof history;
    const neo_host& table = host.table();
    EXPECT_EQ(table.register_hook(table.context, NEO_HOOK_HISTORY_1, &history, nullptr), NEO_INVALID);
}

TEST(Host, RefusesAServiceTableOfItsOwnThatIsTooShort) {
    neo::sdk::Host host({.name = "wrong", .version = "1", .config_directory = "/"});
    const neo_access_1 access{};
    EXPECT_THROW(host.give(access, nullptr), std::invalid_argument);
}

}  // namespace
