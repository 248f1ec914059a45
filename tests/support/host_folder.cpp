#include "host_folder.hpp"

#include "test_database.hpp"

#include <fmt/format.h>

namespace neo::test {

std::filesystem::path HostFolder::own_config(int number) const {
    return path() / (number == 0 ? "host.json" : fmt::format("host-{}.json", number));
}

std::filesystem::path HostFolder::config(int number) const {
    const auto own = own_config(number);
    return std::filesystem::exists(own) ? own : own_config(0);
}

std::filesystem::path HostFolder::log_file(int number) const {
    return path() / fmt::format("log-{}.txt", number);
}

void HostFolder::configure(const HostSettings& settings, int number) const {
    const auto json = [&](const sql::DatabaseConfig& database, const char* name) {
        const auto password_file = path() / fmt::format("{}-password-{}", name, number);
        if (!database.password.empty()) write_secret(password_file, database.password.text(), {});
        return json_of(database, password_file);
    };
    std::string database = json(settings.databases.plugin, "plugin");
    database.pop_back();
    write_file(
        own_config(number),
        fmt::format(
            R"({{"listen": {{"address": "127.0.0.1", "port": 0}}, "cluster": "eu",
 "store": {},{}
 "plugins": [{{"library": "{}", "config": {{
   "database": {}, "pool_size": 4}},
   "recovery": {{"lease_seconds": {}, "interval_seconds": {}}}}}}}]}}
)",
            json(settings.databases.host, "host"),
            settings.platform_file.empty() ? "" : fmt::format(R"( "platform_file": "{}",)", settings.platform_file),
            plugin_library().string(), database, settings.lease_seconds, settings.recovery_interval_seconds));
}

std::unique_ptr<HostProcess> HostFolder::start(const Environment& environment, int number) const {
    return std::make_unique<HostProcess>(config(number), environment, log_file(number));
}

Finished HostFolder::run(const std::string& command, const std::vector<std::string>& arguments,
                         const Environment& environment) const {
    std::vector<std::string> all{host_program().string(), command, "--config", config().string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return test::run({all, environment});
}

}  // namespace neo::test
