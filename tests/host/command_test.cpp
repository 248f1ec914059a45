// neo-host as an operator runs it.
#include "platform_texts.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <tests/support/http_client.hpp>
#include <tests/support/process.hpp>
#include <thread>
#include <unistd.h>

namespace {

using namespace neo::test;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

class Command : public ::testing::Test {
protected:
    Command() : folder(new_folder("neo-host", {})) {}
    ~Command() override { fs::remove_all(folder); }

    void write(const std::string& name, const std::string& text) { std::ofstream(folder / name) << text; }
    std::string output() {
        std::ifstream in(folder / "output");
        return {std::istreambuf_iterator<char>(in), {}};
    }
    // The exit code; what the command said is in output().
    int run(std::vector<std::string> arguments) {
        fs::remove(folder / "output");
        arguments.insert(arguments.begin(), NEO_HOST);
        return Process(arguments, {}, folder / "output").wait();
    }
    int run_with(const std::string& config, const std::string& command) {
        write("host.json", config);
        return run({command, "--config", (folder / "host.json").string()});
    }
    // Waits for the line that says where it listens, and answers the address.
    std::string address() {
        const std::string mark = "listening on http://";
        for (int i = 0; i < 1000; ++i) {
            const std::string text = output();
            const auto start = text.find(mark);
            const auto end = text.find('\n', start);
            if (start != std::string::npos && end != std::string::npos)
                return text.substr(start + mark.size(), end - start - mark.size());
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        throw std::runtime_error("it does not listen: " + output());
    }

    const fs::path folder;
    const std::string plain =
        R"({"listen": {"port": 0}, "store": {"backend": "sqlite", "connection": "deep/er/host.db"}})";
};

TEST_F(Command, ServesUntilItIsToldToStop) {
    write("host.json", plain);
    Process host({NEO_HOST, "serve", "--config", (folder / "host.json").string()}, {}, folder / "output");
    HttpClient client(address());
    EXPECT_EQ(client.ask("GET", "/healthz").status, 200);
    EXPECT_TRUE(fs::exists(folder / "deep/er/host.db")) << "its folders are created";
    host.signal(SIGTERM);
    EXPECT_EQ(host.wait(), 0);
    EXPECT_THAT(output(), HasSubstr("every request in flight was answered"));
}

TEST_F(Command, ImportsTwiceWithoutHarm) {
    write("platform.json", R"({"organizations": [{"id": "a"}, {"id": "b"}]})");
    write("host.json", plain);
    const std::vector<std::string> import{"import", "--config", (folder / "host.json").string(),
                                          (folder / "platform.json").string()};
    EXPECT_EQ(run(import), 0);
    EXPECT_THAT(output(), HasSubstr("organizations: 2 created, 0 kept"));
    EXPECT_EQ(run(import), 0);
    EXPECT_THAT(output(), HasSubstr("organizations: 0 created, 2 kept"));
    write("platform.json", "{");
    EXPECT_EQ(run(import), 1);
    EXPECT_THAT(output(), HasSubstr("platform.json: line 1, column 2"));
}

TEST_F(Command, ChecksAConfiguration) {
    EXPECT_EQ(run_with(plain, "check-config"), 0);
    EXPECT_THAT(output(), HasSubstr("sqlite, schema version 5"));
}

TEST_F(Command, NamesTheCauseWhenItDoesNotStart) {
    const auto refusal = [&](const std::string& config) {
        EXPECT_EQ(run_with(config, "serve"), 1) << config;
        return output();
    };
    EXPECT_THAT(refusal("{\"listen\": 1}"), HasSubstr("host.json: listen: must be an object"));
    EXPECT_THAT(refusal(R"({"store": {"backend": "sqlite", "connection": "/proc/none/host.db"}})"),
                HasSubstr("host.json: store: "));
    EXPECT_THAT(
        refusal(R"({"store": {"backend": "postgresql", "connection": "host=127.0.0.1 port=1 user=x dbname=x"}})"),
        HasSubstr("host.json: store: "));
    EXPECT_THAT(refusal(R"({"listen": {"address": "here"}, "store": {"backend": "sqlite", "connection": "h.db"}})"),
                HasSubstr("host.json: listen.address: \"here\" is not an IP address"));
    EXPECT_THAT(refusal(R"({"migrate": false, "store": {"backend": "sqlite", "connection": "new.db"}})"),
                HasSubstr("host.json: store: "));
    EXPECT_THAT(refusal(R"({"listen": {"port": 0}, "store": {"backend": "sqlite", "connection": "h.db"},
                            "plugins": [{"library": "host.json"}]})"),
                HasSubstr("host.json: plugins[0].library: "));
}

TEST_F(Command, TellsAPortThatIsTakenBeforeItTouchesADatabase) {
    write("host.json", plain);
    Process host({NEO_HOST, "serve", "--config", (folder / "host.json").string()}, {}, folder / "output");
    const std::string port = address().substr(address().rfind(':') + 1);
    write("second.json",
          R"({"listen": {"port": )" + port + R"(}, "store": {"backend": "sqlite", "connection": "second.db"}})");
    Process second({NEO_HOST, "serve", "--config", (folder / "second.json").string()}, {}, folder / "second");
    EXPECT_EQ(second.wait(), 1);
    EXPECT_FALSE(fs::exists(folder / "second.db"));
    host.signal(SIGINT);
    EXPECT_EQ(host.wait(), 0);
}

// Nothing of it is there for another user of the machine.
TEST_F(Command, KeepsWhatItWritesAndHoldsToItself) {
    write("host.json", plain);
    fs::permissions(folder, fs::perms(0755));
    const std::string user = ::geteuid() == 0 ? "nobody" : "";
    const fs::path own = new_folder("neo-host", user);
    fs::copy(folder / "host.json", own / "host.json");
    Process host({NEO_HOST, "serve", "--config", (own / "host.json").string()}, user, folder / "output");
    HttpClient(address()).ask("GET", "/healthz");
    const auto mode = [&](const char* path) {
        return static_cast<unsigned>(fs::status(own / path).permissions() & fs::perms::mask);
    };
    for (const char* made : {"deep", "deep/er"})
        EXPECT_EQ(mode(made), 0700U) << made;
    for (const char* made : {"deep/er/host.db", "deep/er/host.db-wal", "deep/er/host.db-shm"})
        EXPECT_EQ(mode(made), 0600U) << made;

    const fs::path process = fs::path("/proc") / std::to_string(host.id());
    std::ifstream limits(process / "limits");
    const std::string text{std::istreambuf_iterator<char>(limits), {}};
    EXPECT_THAT(text, ContainsRegex("Max core file size +0 +0 "));
#ifndef __SANITIZE_ADDRESS__  // it lets the search for leaks look in
    struct stat environment {};
    ASSERT_EQ(::stat((process / "environ").c_str(), &environment), 0);
    EXPECT_EQ(environment.st_uid, 0U) << "not its user's: no other process of the same user looks into it";
#endif
    host.signal(SIGTERM);
    EXPECT_EQ(host.wait(), 0);
    fs::remove_all(own);
}

TEST_F(Command, WarnsOfSecretsThatOthersCanRead) {
    write("platform.json", R"({"users": [{"id": "ana", "token": "tok3n-of-ana"}]})");
    const auto said_of = [&](const std::string& connection, unsigned mode) {
        write("host.json", R"({"listen": {"port": 0}, "platform_file": "platform.json",
                               "store": {"backend": "postgresql", "connection": ")" +
                               connection + R"("}})");
        for (const char* file : {"host.json", "platform.json"})
            fs::permissions(folder / file, fs::perms(mode));
        run({"serve", "--config", (folder / "host.json").string()});
        EXPECT_THAT(output(), Not(AnyOf(HasSubstr("s3cret"), HasSubstr("tok3n"))));
        return output();
    };
    const std::string password = "host.json: everybody on this machine can read the password in it";
    const std::string tokens = "platform.json: everybody on this machine can read the tokens in it";
    for (const char* literal :
         {"host=127.0.0.1 port=1 user=x password=s3cret", "host=127.0.0.1 port=1 user=x password = 's3cret'",
          "postgresql://x:s3cret@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x?password=s3cret"}) {
        EXPECT_THAT(said_of(literal, 0644), AllOf(HasSubstr(password), HasSubstr(tokens))) << literal;
        EXPECT_THAT(said_of(literal, 0640), Not(HasSubstr("everybody"))) << literal;
    }
    ::setenv("NEO_TEST_PASSWORD", "s3cret", 1);
    for (const char* elsewhere :
         {"host=127.0.0.1 port=1 user=x", "host=127.0.0.1 port=1 user=x password=${NEO_TEST_PASSWORD}",
          "postgresql://x:${NEO_TEST_PASSWORD}@127.0.0.1:1/x", "postgresql://x@127.0.0.1:1/x"})
        EXPECT_THAT(said_of(elsewhere, 0644), AllOf(Not(HasSubstr(password)), HasSubstr(tokens))) << elsewhere;
}

TEST_F(Command, TheDemoPlatformIsSound) {
    write("host.json", R"({"store": {"backend": "sqlite", "connection": "h.db"}, "platform_file": ")" NEO_DEMO
                       R"(/platform.json"})");
    EXPECT_EQ(run({"import", "--config", (folder / "host.json").string(), NEO_DEMO "/platform.json"}), 0);
    EXPECT_THAT(output(), Not(HasSubstr("is not a known key")));
}

TEST_F(Command, CopiesItsDataToAnotherDatabase) {
    write("platform.json", small_platform);
    write("from.json", plain);
    write("to.json", R"({"listen": {"port": 0}, "store": {"backend": "sqlite", "connection": "new.db"}})");
    const auto file = [&](const char* name) { return (folder / name).string(); };
    ASSERT_EQ(run({"import", "--config", file("from.json"), file("platform.json")}), 0);
    EXPECT_EQ(run({"copy", "--from", file("from.json"), "--to", file("to.json")}), 0);
    EXPECT_THAT(output(), HasSubstr("source and target hold the same"));
    EXPECT_EQ(run({"import", "--config", file("to.json"), file("platform.json")}), 0);
    EXPECT_THAT(output(), HasSubstr("dataflows: 0 created, 1 kept; versions: 0 created, 1 kept"));
    EXPECT_EQ(run({"copy", "--from", file("from.json"), "--to", file("gone.json")}), 1);
    EXPECT_THAT(output(), HasSubstr("gone.json: No such file"));
}

// Any plugin runs in it: no table, configuration key, name or room of one stands in its sources.
TEST(ReferenceHost, DoesNotKnowItsGuest) {
    const std::vector<std::string> words{
        "neo_promote",      "neo-promote",      "neo.promote",   "plugin/app",       "plugin/domain", "plugin/hooks",
        "plugin/ports",     "adapters/store",   "neo_store",     "neo_schema",       "registrations", "mapping_changes",
        "promotion_ledger", "idempotency_keys", "lease_seconds", "shutdown_seconds", "\"recovery\"",  "\"background\""};
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(NEO_HOST_SOURCES)) {
        if (!entry.is_regular_file() || entry.path().extension() == ".md") continue;
        ++files;
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        for (const std::string& word : words)
            EXPECT_THAT(text, Not(HasSubstr(word))) << entry.path();
    }
    EXPECT_GT(files, 50);
}

TEST_F(Command, ExplainsItself) {
    EXPECT_EQ(run({"--help"}), 0);
    EXPECT_THAT(output(), HasSubstr("check-config"));
    EXPECT_NE(run({}), 0);
    EXPECT_NE(run({"serve"}), 0);
    EXPECT_THAT(output(), HasSubstr("--config is required"));
}

}  // namespace
