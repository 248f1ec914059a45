#include "plugin_site.hpp"

#include <fmt/format.h>

#include <tests/support/mariadb_server.hpp>
#include <tests/support/postgresql_server.hpp>

namespace neo::faults {

PluginSite::PluginSite(const std::string& backend, const std::string& tablespace)
    : server_(test::shared_server(backend)),
      plugin_database_(backend),
      database_name_(plugin_database_.config().connection.substr(plugin_database_.config().connection.rfind('=') + 1)) {
    if (backend == "postgresql") {
        administer(fmt::format("CREATE ROLE {} LOGIN PASSWORD $${}$$", user(), test::Server::password()));
        administer(fmt::format("ALTER DATABASE {} OWNER TO {}", database_name_, user()));
        if (!tablespace.empty())
            administer(fmt::format("ALTER DATABASE {} SET TABLESPACE {}", database_name_, tablespace));
    } else {
        // Without a password: what is tested is not how it logs in.
        administer(fmt::format("CREATE USER {}@'%'", user()));
        administer(fmt::format("GRANT ALL ON {}.* TO {}@'%'", database_name_, user()));
    }
    deployment_ = std::make_unique<Deployment>(Databases{as_plain_user(), host_database_.config()});
}

sql::DatabaseConfig PluginSite::as_plain_user() {
    sql::DatabaseConfig config = plugin_database_.config();
    const std::string administrator = "user=neo";
    config.connection.replace(config.connection.find(administrator), administrator.size(), "user=" + user());
    if (server_.backend() == "mysql") config.password = {};
    return config;
}

void PluginSite::administer(const std::string& sql) {
    if (auto* const postgresql = dynamic_cast<test::PostgresqlServer*>(&server_))
        postgresql->query(sql);
    else
        dynamic_cast<test::MariadbServer&>(server_).query(sql);
}

}  // namespace neo::faults
