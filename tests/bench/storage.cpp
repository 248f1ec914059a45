#include "storage.hpp"

#include "figures.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <tests/support/galera_cluster.hpp>
#include <tests/support/mariadb_server.hpp>
#include <tests/support/postgresql_server.hpp>
#include <unistd.h>
#include <utility>

namespace neo::bench {

namespace {

// Room enough that a benchmark measures statements and commits, and not a cache that is too small.
const std::vector<std::string> postgresql_settings{"fsync=on",           "synchronous_commit=on", "full_page_writes=on",
                                                   "shared_buffers=1GB", "max_wal_size=4GB",      "work_mem=16MB"};
const std::vector<std::string> mariadb_options{"--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=ON",
                                               "--innodb-log-file-size=1G",          "--innodb-buffer-pool-size=1G",
                                               "--innodb-log-buffer-size=64M",       "--max-allowed-packet=64M"};

}  // namespace

std::vector<std::string> all_backends() {
    return {"sqlite", "postgresql", "mariadb"};
}

Storage::Storage(std::string backend) : backend_(std::move(backend)) {
    // Servers of tests live in memory; what is measured here is to reach the disk.
    ::setenv("NEO_TEST_SERVERS_ON_DISK", "1", 1);
    if (backend_ == "postgresql" || backend_ == "postgresql-standby") {
        auto primary = std::make_unique<test::PostgresqlServer>(postgresql_settings);
        test::PostgresqlServer& running = *primary;
        servers_.push_back(std::move(primary));
        if (backend_ == "postgresql-standby") {
            servers_.push_back(std::make_unique<test::PostgresqlServer>(running, "s1"));
            running.set("synchronous_standby_names", "s1");
        }
    } else if (backend_ == "mariadb") {
        servers_.push_back(std::make_unique<test::MariadbServer>(mariadb_options));
    } else if (backend_ == "galera") {
        cluster_ = std::make_unique<test::GaleraCluster>(3);
    } else if (backend_ != "sqlite") {
        throw std::runtime_error("there is no backend " + backend_ + "; there are sqlite, postgresql and mariadb");
    }
    if (cluster_) server_ = &cluster_->node(0);
    if (!servers_.empty()) server_ = servers_.front().get();
}

Storage::~Storage() {
    while (!servers_.empty())
        servers_.pop_back();  // the standby first
}

test::Databases Storage::create(int pool_size) {
    ++created_;
    const auto make = [&](const char* name) {
        const std::string database = fmt::format("{}_{}", name, created_);
        sql::DatabaseConfig config;
        config.pool_size = pool_size;
        if (server_ == nullptr) {
            config.backend = "sqlite";
            config.directory = folder_.path();
            config.connection = database + ".db";
            return config;
        }
        server_->create_database(database);
        config.backend = server_->backend();
        config.connection = server_->connection_string(database);
        config.password = test::Server::password();
        return config;
    };
    return {make("promote"), make("host")};
}

double disk_write_milliseconds() {
    constexpr int writes = 100;
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "written";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const std::array<char, 4096> block{};
    std::vector<double> took;
    for (int i = 0; i < writes; ++i) {
        const Stopwatch watch;
        if (::write(file, block.data(), block.size()) != static_cast<ssize_t>(block.size()) || ::fdatasync(file) != 0)
            throw std::runtime_error("cannot write " + path.string());
        took.push_back(watch.milliseconds());
    }
    ::close(file);
    return median(std::move(took));
}

}  // namespace neo::bench
