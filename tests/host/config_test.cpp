// host.json: what it may say, and how what is wrong is told.
#include <host-sdk/reference-host/config/config.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <string_view>
#include <tests/support/process.hpp>

namespace {

using namespace neo;
using namespace neo::host;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class ConfigFile : public ::testing::Test {
protected:
    ConfigFile() : folder_(neo::test::new_folder("config", {})) {}
    ~ConfigFile() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) {
        std::filesystem::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name) << text;
    }
    result<Config> load(const std::string& text) {
        write("host.json", text);
        return load_config(folder_ / "host.json");
    }
    std::string refusal(const std::string& text) {
        const auto config = load(text);
        return config ? "" : config.error().message;
    }
    // A configuration with these members beside a store.
    static std::string with(const std::string& members) {
        return R"({"store": {"backend": "sqlite", "connection": "h.db"}, )" + members + "}";
    }

    const std::filesystem::path folder_;
};

TEST_F(ConfigFile, ReadsEveryKey) {
    write("demo/platform.json", "{}");
    write("plugins/libx.so", "");
    const auto config = load(R"({
        "listen": {"address": "0.0.0.0", "port": 0, "trusted_proxies": ["127.0.0.1", "2001:DB8::1"]}, "cluster": "eu",
        "store": {"backend": "postgresql", "connection": "host=db", "pool_size": 3, "migrate": false,
                  "acquire_timeout_seconds": 7},
        "platform_file": "demo/platform.json", "security_log": "logs/security.log",
        "sessions": {"idle_minutes": 15, "hours": 8}, "limits": {"log_ins_per_minute": {"address": 7, "account": 3}},
        "plugins": [{"library": "plugins/libx.so", "config": {"database": {"n": 1}}}]})");
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->address, "0.0.0.0");
    EXPECT_EQ(config->port, 0);
    EXPECT_EQ(config->cluster, "eu");
    EXPECT_EQ(config->store.backend, "postgresql");
    EXPECT_EQ(config->store.connection, "host=db");
    EXPECT_EQ(config->store.pool_size, 3);
    EXPECT_FALSE(config->store.migrate);
    EXPECT_EQ(config->store.acquire_timeout, std::chrono::seconds(7));
    EXPECT_EQ(config->store.directory, folder_);
    EXPECT_EQ(config->platform_file, folder_ / "demo/platform.json");
    EXPECT_THAT(config->trusted_proxies, ::testing::ElementsAre("127.0.0.1", "2001:db8::1"));
    EXPECT_EQ(config->security_log, folder_ / "logs/security.log");
    EXPECT_EQ(config->sessions.idle, std::chrono::minutes(15));
    EXPECT_EQ(config->sessions.longest, std::chrono::hours(8));
    EXPECT_EQ(config->limits.log_ins_per_minute.of_address, 7);
    EXPECT_EQ(config->limits.log_ins_per_minute.of_account, 3);
    ASSERT_EQ(config->plugins.size(), 1u);
    EXPECT_EQ(config->plugins[0].library, folder_ / "plugins/libx.so");
    EXPECT_EQ(config->plugins[0].config, R"({"database":{"n":1}})");
}

TEST_F(ConfigFile, NamesTheFileAndTheKeyOfWhatIsWrong) {
    EXPECT_THAT(refusal("{"), HasSubstr((folder_ / "host.json").string() + ": line 1, column 2: not JSON"));
    EXPECT_THAT(refusal("{}"), HasSubstr("host.json: store: is missing"));
    EXPECT_THAT(refusal(with(R"("sotre": {})")), HasSubstr("sotre: is not a known key"));
    EXPECT_THAT(refusal(with(R"("listen": {"adress": "::1"})")), HasSubstr("listen.adress: is not a known key"));
    EXPECT_THAT(refusal(with(R"("listen": {"port": 65536})")), HasSubstr("listen.port: "));
    EXPECT_THAT(refusal(with(R"("listen": {"port": "80"})")), HasSubstr("listen.port: "));
    EXPECT_THAT(refusal(with(R"("listen": {"trusted_proxies": ["proxy"]})")), HasSubstr("listen.trusted_proxies: "));
    EXPECT_THAT(refusal(with(R"("sessions": {"idle_minutes": 4})")), HasSubstr("sessions.idle_minutes: "));
    EXPECT_THAT(refusal(with(R"("sessions": {"hours": 169})")), HasSubstr("sessions.hours: "));
    EXPECT_THAT(refusal(with(R"("sessions": {"days": 1})")), HasSubstr("sessions.days: is not a known key"));
    EXPECT_THAT(refusal(with(R"("limits": {"log_ins_per_minute": {"adress": 1}})")),
                HasSubstr("limits.log_ins_per_minute.adress: is not a known key"));
    EXPECT_THAT(refusal(with(R"("cluster": 7)")), HasSubstr("cluster: must be a text"));
    EXPECT_THAT(refusal(R"({"store": {"backend": "oracle", "connection": "x"}})"), HasSubstr("store.backend: "));
    EXPECT_THAT(refusal(R"({"store": {"backend": "sqlite"}})"), HasSubstr("store.connection: is missing"));
    EXPECT_THAT(refusal(with(R"("platform_file": "gone.json")")), HasSubstr("platform_file: there is no file"));
    EXPECT_THAT(refusal(with(R"("plugins": [{"library": "gone.so"}])")),
                HasSubstr("plugins[0].library: there is no file " + (folder_ / "gone.so").string()));
    EXPECT_THAT(refusal(with(R"("plugins": [{"library": "/gone.so"}])")), HasSubstr("plugins[0].library: "));
    const auto missing = load_config(folder_ / "nowhere.json");
    EXPECT_THAT(missing.error().message, HasSubstr("nowhere.json: No such file"));
}

TEST_F(ConfigFile, LimitsHaveDefaultsAndAreToldByTheirKey) {
    const Limits usual = load(with(R"("limits": {})"))->limits;
    EXPECT_EQ(usual.body_bytes.session, 4096U);
    EXPECT_EQ(usual.body_bytes.requests, 65536U);
    EXPECT_EQ(usual.body_bytes.documents, 9U * 1024 * 1024);
    EXPECT_EQ(usual.bytes_in_flight, 256U * 1024 * 1024);
    EXPECT_EQ(usual.connections, 1024);
    EXPECT_EQ(usual.connections_per_address, 256);
    EXPECT_EQ(usual.requests_per_second, 0);
    const Limits set = load(with(R"("limits": {"body_bytes": {"session": 1024, "requests": 2048, "documents": 4096},
        "bytes_in_flight": 4096, "connections": 5, "connections_per_address": 3, "requests_per_second": 7})"))
                           ->limits;
    EXPECT_EQ(set.body_bytes.session, 1024U);
    EXPECT_EQ(set.body_bytes.requests, 2048U);
    EXPECT_EQ(set.body_bytes.documents, 4096U);
    EXPECT_EQ(set.bytes_in_flight, 4096U);
    EXPECT_EQ(set.connections, 5);
    EXPECT_EQ(set.connections_per_address, 3);
    EXPECT_EQ(set.requests_per_second, 7);
    for (const char* key : {"connections", "connections_per_address", "bytes_in_flight"}) {
        const std::string named = std::string("limits.") + key + ": ";
        EXPECT_THAT(refusal(with(R"("limits": {")" + std::string(key) + R"(": 0})")), HasSubstr(named));
        EXPECT_THAT(refusal(with(R"("limits": {")" + std::string(key) + R"(": "1"})")), HasSubstr(named));
    }
    EXPECT_THAT(refusal(with(R"("limits": {"requests_per_second": -1})")), HasSubstr("limits.requests_per_second: "));
    EXPECT_THAT(refusal(with(R"("limits": {"body_bytes": {"session": 10}})")),
                HasSubstr("limits.body_bytes.session: "));
    EXPECT_THAT(refusal(with(R"("limits": {"body_bytes": {"document": 1}})")),
                HasSubstr("limits.body_bytes.document: is not a known key"));
    EXPECT_THAT(refusal(with(R"("limits": {"bytes_in_flight": 65536})")),
                HasSubstr("limits.bytes_in_flight: must be at"));
    EXPECT_THAT(refusal(with(R"("limits": {"conections": 1})")), HasSubstr("limits.conections: is not a known key"));
}

TEST_F(ConfigFile, TakesSecretsFromTheEnvironmentAndFromFiles) {
    ::setenv("NEO_TEST_WORD", "a\"b", 1);
    neo::test::write_secret(folder_ / "secret", "s3cret\n", {});
    write("libx.so", "");
    const auto config = load(R"({"store": {"backend": "mysql", "connection": "db=${NEO_TEST_WORD} x",
        "password_file": "secret"}, "plugins": [{"library": "libx.so", "config": {"a": ["${NEO_TEST_WORD}"]}}]})");
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->store.connection, "db=a\"b x");
    EXPECT_EQ(config->store.password.text(), "s3cret");
    EXPECT_EQ(config->plugins[0].config, R"({"a":["a\"b"]})");
}

TEST_F(ConfigFile, RefusesAPasswordFileThatOthersCanRead) {
    const auto refusal_at = [&](unsigned mode) {
        std::filesystem::permissions(folder_ / "secret", std::filesystem::perms(mode));
        return refusal(R"({"store": {"backend": "mysql", "connection": "x", "password_file": "secret"}})");
    };
    write("secret", "s3cret");
    const std::string file = (folder_ / "secret").string();
    EXPECT_THAT(refusal_at(0644),
                EndsWith("store.password_file: " + file + ": others than its owner can read it: chmod 600 " + file));
    EXPECT_THAT(refusal_at(0604), HasSubstr("can read it"));
    EXPECT_THAT(refusal_at(0602), HasSubstr("can change it"));
    EXPECT_THAT(refusal_at(0660), HasSubstr("can change it"));
    for (const unsigned good : {0600U, 0400U, 0640U, 0440U})
        EXPECT_EQ(refusal_at(good), "") << good;
    write("secret", std::string(4097, 'x'));
    EXPECT_THAT(refusal_at(0600), HasSubstr("is longer than 4096 bytes"));
    write("secret", std::string(4096, 'x'));
    EXPECT_EQ(refusal_at(0600), "");
}

// What is wiped keeps nothing of the text: neither in its own room nor in what it had.
TEST(Secret, IsOverwrittenWhereItStood) {
    for (std::string text : {"short", "a password that is longer than a string holds by itself"}) {
        const char* const start = text.data();
        const std::size_t room = text.capacity();
        sql::wipe(text);
        EXPECT_EQ(text, "");
        EXPECT_EQ(std::string_view(start, room), std::string(room, '\0'));
    }
    alignas(sql::Secret) unsigned char memory[sizeof(sql::Secret)];
    const auto holds = [&] {
        return std::string_view(reinterpret_cast<const char*>(memory), sizeof memory).find("s3cret") !=
               std::string_view::npos;
    };
    auto* const secret = new (memory) sql::Secret("s3cret");
    EXPECT_TRUE(holds());
    sql::Secret moved = std::move(*secret);
    EXPECT_EQ(moved.text(), "s3cret");
    *secret = std::move(moved);
    EXPECT_EQ(secret->text(), "s3cret");
    secret->~Secret();
    EXPECT_FALSE(holds());
}

TEST_F(ConfigFile, NamesTheKeyOfAMissingSecret) {
    ::unsetenv("NEO_TEST_GONE");
    EXPECT_THAT(refusal(R"({"store": {"backend": "sqlite", "connection": "${NEO_TEST_GONE}"}})"),
                HasSubstr("store.connection: the environment variable NEO_TEST_GONE is not set"));
    EXPECT_THAT(refusal(R"({"store": {"backend": "mysql", "connection": "x", "password_file": "gone"}})"),
                HasSubstr("store.password_file: "));
}

TEST_F(ConfigFile, MigrateStandsBesideTheStoreOrInIt) {
    EXPECT_TRUE(load(with(R"("migrate": true)"))->store.migrate);
    EXPECT_FALSE(load(with(R"("migrate": false)"))->store.migrate);
}

}  // namespace
