// host.json: what it may say, and how what is wrong is told.
#include <host-sdk/reference-host/config/config.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <tests/support/process.hpp>

namespace {

using namespace neo;
using namespace neo::host;
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
    EXPECT_EQ(config->log_ins.of_address, 7);
    EXPECT_EQ(config->log_ins.of_account, 3);
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

TEST_F(ConfigFile, TakesSecretsFromTheEnvironmentAndFromFiles) {
    ::setenv("NEO_TEST_WORD", "a\"b", 1);
    write("secret", "s3cret\n");
    write("libx.so", "");
    const auto config = load(R"({"store": {"backend": "mysql", "connection": "db=${NEO_TEST_WORD} x",
        "password_file": "secret"}, "plugins": [{"library": "libx.so", "config": {"a": ["${NEO_TEST_WORD}"]}}]})");
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->store.connection, "db=a\"b x");
    EXPECT_EQ(config->store.password, "s3cret");
    EXPECT_EQ(config->plugins[0].config, R"({"a":["a\"b"]})");
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
