// Where the databases of a benchmark are: on the disk, with the settings that keep what was committed.
#pragma once

#include <memory>
#include <string>
#include <tests/support/files.hpp>
#include <tests/support/host_folder.hpp>
#include <tests/support/server.hpp>
#include <vector>

namespace neo::test {
class GaleraCluster;
}

namespace neo::bench {

// "sqlite", "postgresql", "mariadb".
std::vector<std::string> all_backends();

class Storage {
public:
    // Starts a server of its own; for SQLite there is none. There are also "galera", three nodes of which the first is
    // asked, and "postgresql-standby", whose commits wait for a standby.
    explicit Storage(std::string backend);
    ~Storage();

    const std::string& backend() const noexcept { return backend_; }
    // The plugin's and the host's, new and empty.
    test::Databases create(int pool_size);
    // Null: SQLite.
    test::Server* server() const noexcept { return server_; }

private:
    const std::string backend_;
    const test::TemporaryFolder folder_;
    std::vector<std::unique_ptr<test::Server>> servers_;
    std::unique_ptr<test::GaleraCluster> cluster_;
    test::Server* server_ = nullptr;
    int created_ = 0;
};

// Milliseconds that writing 4 KB to the end of a file on this disk and waiting for it takes: the median of some.
double disk_write_milliseconds();

}  // namespace neo::bench
