#include "site.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>
#include <tests/support/test_database.hpp>

namespace neo::bench {

namespace {

constexpr const char* platform_file = "platform.json";

}  // namespace

Site::Site(Build build, const test::Databases& databases, std::string_view platform)
    : build_(std::move(build)), databases_(databases) {
    test::write_file(folder() / platform_file, platform);
    configure(true);
    start();
    stop();
    std::filesystem::remove(folder() / platform_file);
    configure(false);
}

void Site::configure(bool with_platform) const {
    const auto json = [&](const sql::DatabaseConfig& database, const char* name) {
        const auto password_file = folder() / (std::string(name) + "-password");
        if (!database.password.empty()) test::write_secret(password_file, database.password.text(), {});
        std::string text = test::json_of(database, password_file);
        text.pop_back();
        return fmt::format("{}, \"pool_size\": {}}}", text, database.pool_size);
    };
    test::write_file(folder_.config(),
                     fmt::format(R"({{"listen": {{"address": "127.0.0.1", "port": 0}}, "cluster": "eu",
 "store": {},{}
 "plugins": [{{"library": "{}", "config": {{"database": {}}}}}]}}
)",
                                 json(databases_.host, "host"),
                                 with_platform ? fmt::format(R"( "platform_file": "{}",)", platform_file) : "",
                                 build_.plugin.string(), json(databases_.plugin, "plugin")));
}

void Site::use(const test::Databases& databases) {
    databases_ = databases;
    configure(false);
}

void Site::start(const test::Environment& environment) {
    ::setenv("NEO_HOST", build_.host.c_str(), 1);  // which HostProcess starts
    process_ = folder_.start(environment);
    if (process_->port() == 0) throw std::runtime_error("neo-host did not start\n" + folder_.log());
}

void Site::stop() {
    process_->stop();
    process_.reset();
}

}  // namespace neo::bench
