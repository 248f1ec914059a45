#pragma once

#include "server.hpp"

namespace neo::test {

class MariadbServer : public Server {
public:
    // Creates an empty data folder and starts the server with these further options.
    explicit MariadbServer(const std::vector<std::string>& options = {});

    std::string backend() const override { return "mysql"; }
    std::string connection_string(const std::string& database) const override;
    void create_database(const std::string& database) override;
    void drop_database(const std::string& database) override;
    // The last column of the first row. Throws what the server says.
    std::string query(const std::string& sql, const std::string& database = {}) const;
    // Of the next start.
    void set_options(const std::vector<std::string>& options) { options_ = options; }

protected:
    // Does not start it.
    struct Unstarted {};
    explicit MariadbServer(Unstarted);

    std::vector<std::string> command() const override;
    bool answers() const override;

private:
    std::string own_temporary_folder() const;

    std::vector<std::string> options_;
};

}  // namespace neo::test
