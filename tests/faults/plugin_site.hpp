// A deployment whose plugin has its database on a server, as a user without special rights, and whose host's store is
// somewhere else: a fault of that server is the plugin's alone.
#pragma once

#include "deployment.hpp"
#include "leftovers.hpp"

#include <memory>
#include <string>
#include <tests/support/server.hpp>
#include <tests/support/test_database.hpp>

namespace neo::faults {

class PluginSite {
public:
    // "postgresql" or "mysql"; on PostgreSQL the database lies in this tablespace, when one is named. Main thread.
    explicit PluginSite(const std::string& backend, const std::string& tablespace = {});
    PluginSite(const PluginSite&) = delete;

    test::Server& server() { return server_; }
    Deployment& deployment() { return *deployment_; }
    const std::string& database() const noexcept { return database_name_; }
    std::string user() const { return database_name_ + "_user"; }
    // As the administrator, on the server as a whole.
    void administer(const std::string& sql);

private:
    sql::DatabaseConfig as_plain_user();

    test::Server& server_;  // which keeps the user
    const test::TestDatabase plugin_database_;
    const test::TestDatabase host_database_{"sqlite"};
    const std::string database_name_;
    std::unique_ptr<Deployment> deployment_;
};

}  // namespace neo::faults
