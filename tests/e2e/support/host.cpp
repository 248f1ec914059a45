#include "host.hpp"

#include <stdexcept>

namespace neo::e2e {

namespace {

sql::DatabaseConfig sqlite_file(const char* name) {
    sql::DatabaseConfig config;
    config.backend = "sqlite";
    config.connection = name;
    return config;
}

}  // namespace

Host::Host(const std::string& backend, std::string_view platform) {
    settings_.databases = {sqlite_file("var/promote.db"), sqlite_file("var/host.db")};
    if (backend != "sqlite") {
        store_ = std::make_unique<test::TestDatabase>(backend);
        promotions_ = std::make_unique<test::TestDatabase>(backend);
        settings_.databases = {promotions_->config(), store_->config()};
    }
    settings_.platform_file = "platform.json";
    write_file(folder() / settings_.platform_file, platform);
    folder_.configure(settings_);
}

void Host::forget_platform_file() {
    settings_.platform_file.clear();
    folder_.configure(settings_);
}

void Host::start(const test::Environment& environment) {
    process_ = folder_.start(environment);
    if (port() == 0) throw std::runtime_error("neo-host did not start\n" + log());
}

int Host::stop() {
    const int status = process_->stop();
    process_.reset();
    return status;
}

void Host::kill() {
    process_->kill();
    process_.reset();
}

}  // namespace neo::e2e
