#pragma once

#include "server.hpp"

namespace neo::test {

class PostgresqlServer : public Server {
public:
    // Creates an empty cluster and starts it. `settings` as in postgresql.conf, each "name=value".
    explicit PostgresqlServer(std::vector<std::string> settings = {});
    // A standby that streams from `primary`, under the name `standby`.
    PostgresqlServer(PostgresqlServer& primary, const std::string& standby);

    std::string backend() const override { return "postgresql"; }
    std::string connection_string(const std::string& database) const override;
    void create_database(const std::string& database) override;
    void drop_database(const std::string& database) override;
    // A standby becomes a primary.
    void promote();
    // Changes settings of the running server.
    void set(const std::string& name, const std::string& value);
    // The first column of the first row.
    std::string query(const std::string& sql, const std::string& database = "postgres") const;

protected:
    std::vector<std::string> command() const override;
    bool answers() const override;

private:
    std::vector<std::string> settings_;
};

}  // namespace neo::test
