// `neo-host` as a program: serve, import, check-config.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <csignal>
#include <regex>
#include <thread>

namespace neo::e2e {
namespace {

using testing::AllOf;
using testing::Eq;
using testing::HasSubstr;
using testing::Optional;

class Commands : public PromotionTest {
protected:
    void SetUp() override { host = std::make_unique<Host>(GetParam(), platform.json()); }

    // The configuration with one text exchanged for another, which must be there.
    void configure(const std::string& from, const std::string& to) const {
        std::string text = read_file(host->configuration_file());
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from << " is not in\n" << text;
        write_file(host->configuration_file(), text.replace(at, from.size(), to));
    }

    // Every command that reads the configuration says why it cannot, and names the key.
    void expect_refused(const std::string& named) const {
        for (const char* command : {"check-config", "serve"}) {
            const Finished finished = host->command(command);
            EXPECT_THAT(finished.status, Optional(testing::Gt(0))) << command << "\n" << finished.output;
            EXPECT_THAT(finished.errors, HasSubstr(named)) << command;
            EXPECT_EQ(finished.output.find("listening"), std::string::npos);
        }
    }
};

TEST_P(Commands, CheckConfigSaysWhatWouldBeUsed) {
    const Finished finished = host->command("check-config");
    EXPECT_THAT(finished.status, Optional(Eq(0))) << finished.errors;
    EXPECT_THAT(finished.output, HasSubstr(GetParam()));
}

TEST_P(Commands, ServeAnnouncesItselfAndEndsOnSigterm) {
    host->start();
    EXPECT_GT(host->port(), 0);
    EXPECT_EQ(as("ana").call("GET", "/healthz").status, 200);
    EXPECT_EQ(host->stop(), 0);
}

TEST_P(Commands, SigtermFinishesRequestsInFlight) {
    TestVersion version;
    version.blocks = R"([{"id": "b", "type": "s", "name": "n", "config": ")" + std::string(4 << 20, 'x') + "\"}]";
    platform.dataflows.front().versions = {version};
    start_company();
    std::vector<int> statuses(8);
    std::vector<std::thread> threads;
    for (std::size_t at = 0; at < statuses.size(); ++at)
        threads.emplace_back([&, at] {
            Client client = as("ana");
            client.api("GET", "/me");
            statuses[at] = client.api("GET", version_path("acme-dev", "welcome", 1)).status;
        });
    for (auto& thread : threads)
        thread.join();
    Client client = as("ana");
    std::thread late([&] { EXPECT_EQ(client.api("GET", version_path("acme-dev", "welcome", 1)).status, 200); });
    late.join();
    EXPECT_EQ(host->stop(), 0);
    EXPECT_THAT(statuses, testing::Each(200));
}

TEST_P(Commands, ImportCreatesWhatIsMissingAndChangesNothing) {
    const std::string file = (host->folder() / "platform.json").string();
    for (int round = 0; round < 2; ++round) {
        const Finished finished = host->command("import", {file});
        EXPECT_THAT(finished.status, Optional(Eq(0))) << finished.errors;
    }
    platform.dataflows.front().name = "Changed";
    platform.dataflows.front().versions.front().blocks = "[]";
    platform.organizations.front().neo_enabled = false;
    platform.dataflows.push_back({"acme-dev", "second", {TestVersion{.url = "/second"}}});
    write_file(file, platform.json());
    EXPECT_THAT(host->command("import", {file}).status, Optional(Eq(0)));
    host->start();
    const Answer told = version("acme-dev", "welcome", 1);
    EXPECT_EQ(text_of(told.json().at("name")), "welcome");
    EXPECT_EQ(told.json().at("blocks").as_array().size(), 1U);
    EXPECT_TRUE(api("ana", "GET", "/organizations/acme-dev").json().at("neo_enabled").as_bool());
    EXPECT_EQ(version("acme-dev", "second", 1).status, 200);
}

TEST_P(Commands, ABrokenPlatformFileIsRefusedWholeAndTheMessageNamesThePlace) {
    const auto file = host->folder() / "broken.json";
    const std::string organization =
        R"({"id": "extra", "name": "Extra", "cluster": "eu", "neo_enabled": true, "modules": [], "applications": []})";
    for (
        const auto& [text, named] : std::vector<std::pair<std::string, std::string>>{
            {"{", "broken.json"},
            {"", "broken.json"},
            {"[]", "broken.json"},
            {R"({"organizations": [)" + organization + R"(, {"name": "no id"}]})", "organizations"},
            {R"({"organizations": [)" + organization + R"(], "users": [{"id": "u", "token": 5}]})", "users"},
            {R"({"organizations": [)" + organization +
                 R"(], "dataflows": [{"organization": "nowhere", "id": "d", "name": "D", "application": "crm", "versions": [{"version": 1, "state": "draft", "trigger": {"url": "/x", "method": "GET"}, "blocks": []}]}]})",
             "nowhere"},
            {R"({"organizations": [)" + organization +
                 R"(], "dataflows": [{"organization": "extra", "id": "d", "name": "D", "application": "absent", "versions": [{"version": 1, "state": "draft", "trigger": {"url": "/x", "method": "GET"}, "blocks": []}]}]})",
             "absent"},
            {R"({"organizations": [)" + organization +
                 R"(], "users": [{"id": "u", "name": "U", "token": "token-of-u-0123456789", "grants": [{"organization": "elsewhere", "permissions": ["neo.view"]}]}]})",
             "elsewhere"},
            {"{\"organizations\": [{\"id\": \"\xFF\"}]}", "broken.json"},
        }) {
        write_file(file, text);
        const Finished finished = host->command("import", {file.string()});
        EXPECT_THAT(finished.status, Optional(testing::Gt(0))) << text;
        EXPECT_THAT(finished.errors + finished.output, HasSubstr(named)) << text;
    }
    EXPECT_THAT(host->command("import", {(host->folder() / "missing.json").string()}).status, Optional(testing::Gt(0)));
    host->start();
    EXPECT_EQ(as("root").call("GET", "/extensions/neo/api/v1/organizations/extra").status, 404);
}

TEST_P(Commands, AnUnknownKeyIsNamed) {
    configure(R"("cluster")", R"("clutser": "eu", "cluster")");
    expect_refused("clutser");
}

TEST_P(Commands, AnUnknownKeyOfThePluginIsNamed) {
    configure(R"("pool_size")", R"("pool_sise": 3, "pool_size")");
    expect_refused("pool_sise");
}

TEST_P(Commands, R5_APatternOfContentsThatIsNoneIsNamedWithTheReason) {
    configure(R"("database")", R"("content": {"needs_helper": ["default", "call (\\w+"]}, "database")");
    expect_refused("content.needs_helper");
    expect_refused("missing ): call (");
}

TEST_P(Commands, R5_AnUnknownKeyOfContentsIsNamed) {
    configure(R"("database")", R"("content": {"secrets": []}, "database")");
    expect_refused("content.secrets");
}

TEST_P(Commands, R5_AListOfContentsThatIsNoneIsNamed) {
    configure(R"("database")", R"("content": {"references": ["default", 5]}, "database")");
    expect_refused("content.references");
}

TEST_P(Commands, R5_TheHostsLanguageIsConfigured) {
    configure(R"("database")", R"("content": {"references": ["@\\w+@", "default"], "placeholders": []}, "database")");
    const Finished finished = host->command("check-config");
    EXPECT_THAT(finished.status, Optional(Eq(0))) << finished.errors;
}

TEST_P(Commands, AnUnknownKeyBesideThePluginsLibraryIsNamed) {
    configure(R"("library")", R"("libary": "x", "library")");
    expect_refused("libary");
}

TEST_P(Commands, AWrongPortIsNamed) {
    configure(R"("port": 0)", R"("port": 70000)");
    expect_refused("port");
}

TEST_P(Commands, APortOfTheWrongKindIsNamed) {
    configure(R"("port": 0)", R"("port": "x")");
    expect_refused("port");
}

TEST_P(Commands, APortInUseIsNamed) {
    host->start();
    Host second(GetParam(), platform.json());
    std::string text = read_file(second.configuration_file());
    const std::string free = R"("port": 0)";
    write_file(second.configuration_file(),
               text.replace(text.find(free), free.size(), fmt::format(R"("port": {})", host->port())));
    const Finished finished = second.command("serve");
    EXPECT_THAT(finished.status, Optional(testing::Gt(0)));
    EXPECT_THAT(finished.errors, HasSubstr(std::to_string(host->port())));
}

TEST_P(Commands, AMissingLibraryIsNamed) {
    configure(plugin_library().string(), "/nowhere/libnothing.so");
    expect_refused("/nowhere/libnothing.so");
}

TEST_P(Commands, ALibraryThatIsNoPluginIsRefused) {
    configure(plugin_library().string(), "libm.so.6");
    expect_refused("libm.so.6");
}

TEST_P(Commands, AnUnknownBackendIsNamed) {
    configure(fmt::format(R"("backend": "{}")", GetParam()), R"("backend": "oracle")");
    expect_refused("backend");
}

TEST_P(Commands, AnUnknownBackendOfThePluginIsNamed) {
    configure(fmt::format(R"("database": {{"backend": "{}")", GetParam()), R"("database": {"backend": "oracle")");
    expect_refused("backend");
}

TEST_P(Commands, AnUnreachableDatabaseIsNamedWithoutItsPassword) {
    const std::string text = read_file(host->configuration_file());
    write_file(
        host->configuration_file(),
        std::regex_replace(
            text, std::regex(R"re("database": \{[^}]*\})re"),
            R"("database": {"backend": "postgresql", "connection": "host=127.0.0.1 port=1 user=x password=verysecret"})"));
    for (const char* command : {"check-config", "serve"}) {
        const Finished finished = host->command(command);
        EXPECT_THAT(finished.status, Optional(testing::Gt(0)));
        EXPECT_THAT(finished.errors, HasSubstr("database"));
        EXPECT_EQ((finished.errors + finished.output).find("verysecret"), std::string::npos);
    }
}

TEST_P(Commands, ABrokenConfigurationSaysWhere) {
    write_file(host->configuration_file(), "{\"listen\": ");
    expect_refused("host.json");
    std::filesystem::remove(host->configuration_file());
    expect_refused("host.json");
}

TEST_P(Commands, AMissingKeyIsNamed) {
    write_file(host->configuration_file(), R"({"listen": {"address": "127.0.0.1", "port": 0}})");
    expect_refused("store");
}

TEST_P(Commands, AMissingPlatformFileIsNamed) {
    configure("platform.json", "absent.json");
    expect_refused("absent.json");
}

TEST_P(Commands, AnEnvironmentVariableIsPutIn) {
    configure(R"("cluster": "eu")", R"("cluster": "${NEO_TEST_CLUSTER}")");
    expect_refused("NEO_TEST_CLUSTER");
    const Finished finished =
        run({{host_program().string(), "check-config", "--config", host->configuration_file().string()},
             {{"NEO_TEST_CLUSTER", "eu"}},
             {},
             {}});
    EXPECT_THAT(finished.status, Optional(Eq(0))) << finished.errors;
}

TEST_P(Commands, AMissingPasswordFileIsNamed) {
    const std::string text = read_file(host->configuration_file());
    write_file(host->configuration_file(),
               std::regex_replace(
                   text, std::regex(R"re("database": \{[^}]*\})re"),
                   R"("database": {"backend": "sqlite", "connection": "x.db", "password_file": "absent.txt"})"));
    expect_refused("absent.txt");
}

TEST_P(Commands, ASchemaThatIsBehindIsAnErrorWithoutMigrations) {
    configure(R"("pool_size")", R"("migrate": false, "pool_size")");
    expect_refused("migrat");
}

TEST_P(Commands, OneSwitchKeepsEveryDatabaseFromBeingMigrated) {
    // The host's own schema is there, the plugin's is not.
    ASSERT_THAT(host->command("import", {(host->folder() / "platform.json").string()}).status, Optional(Eq(0)));
    configure(R"("cluster")", R"("migrate": false, "cluster")");
    expect_refused("migrat");
}

TEST_P(Commands, WrongUseIsExplained) {
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {}, {"serve"}, {"dance"}, {"serve", "--config"}, {"import", "--config", "host.json"}}) {
        std::vector<std::string> all{host_program().string()};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const Finished finished = run({all, {}, host->folder(), {}});
        EXPECT_THAT(finished.status, Optional(testing::Gt(0)));
        EXPECT_NE(finished.errors + finished.output, "");
    }
    const Finished help = run({{host_program().string(), "--help"}, {}, {}, {}});
    EXPECT_THAT(help.status, Optional(Eq(0)));
    EXPECT_THAT(help.output, AllOf(HasSubstr("serve"), HasSubstr("import"), HasSubstr("check-config")));
}

NEO_ON_EVERY_BACKEND(Commands);

}  // namespace
}  // namespace neo::e2e
