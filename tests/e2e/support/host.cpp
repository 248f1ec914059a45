#include "host.hpp"

#include "platform.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace neo::e2e {

namespace {

constexpr auto patience = std::chrono::seconds(60);

std::filesystem::path from_environment(const char* name, const char* otherwise) {
    const char* value = std::getenv(name);
    return std::filesystem::absolute(value != nullptr ? value : otherwise);
}

}  // namespace

std::filesystem::path host_program() {
    return from_environment("NEO_HOST", NEO_BUILT_HOST);
}
std::filesystem::path plugin_library() {
    return from_environment("NEO_PLUGIN", NEO_BUILT_PLUGIN);
}

Host::Host(const std::string& backend, std::string_view platform) {
    if (backend != "sqlite") {
        store_ = std::make_unique<test::TestDatabase>(backend);
        promotions_ = std::make_unique<test::TestDatabase>(backend);
    }
    write_file(folder_.path() / "platform.json", platform);
    write_file(configuration_file(), configuration());
}

std::string Host::configuration(bool platform) const {
    const std::string store = store_ ? store_->json() : R"({"backend": "sqlite", "connection": "var/host.db"})";
    const std::string promotions =
        promotions_ ? promotions_->json() : R"({"backend": "sqlite", "connection": "var/promote.db"})";
    return fmt::format(
        R"({{"listen": {{"address": "127.0.0.1", "port": 0}}, "cluster": "eu",
 "store": {},{}
 "plugins": [{{"library": {}, "config": {{
   "database": {}, "pool_size": 4}},
   "recovery": {{"lease_seconds": 30, "interval_seconds": 5}}}}}}]}}
)",
        store, platform ? R"( "platform_file": "platform.json",)" : "", json_string(plugin_library().string()),
        promotions.substr(0, promotions.size() - 1));
}

void Host::start(const std::map<std::string, std::string>& environment) {
    process_ = std::make_unique<Process>(
        ProcessSetup{{host_program().string(), "serve", "--config", configuration_file().string()},
                     environment,
                     {},
                     folder_.path() / "log.txt"});
    const auto line = process_->read_line(patience);
    constexpr std::string_view announcement = "listening on http://127.0.0.1:";
    if (!line || !line->starts_with(announcement))
        throw std::runtime_error("neo-host did not start: " + line.value_or("(nothing on its standard output)") + "\n" +
                                 log());
    port_ = std::stoi(line->substr(announcement.size()));
}

int Host::stop() {
    process_->signal(SIGTERM);
    const auto status = process_->wait(patience);
    if (!status) throw std::runtime_error("neo-host did not end after SIGTERM\n" + log());
    process_.reset();
    return *status;
}

void Host::kill() {
    process_->signal(SIGKILL);
    process_->wait(patience);
    process_.reset();
}

Finished Host::command(const std::string& command, const std::vector<std::string>& arguments) const {
    ProcessSetup setup{{host_program().string(), command, "--config", configuration_file().string()}, {}, {}, {}};
    setup.arguments.insert(setup.arguments.end(), arguments.begin(), arguments.end());
    return run(setup);
}

}  // namespace neo::e2e
