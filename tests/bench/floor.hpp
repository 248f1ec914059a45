// The least that a promotion needs of the databases (README.md, "The floor"): its three transactions and the reads that
// decide, by the engine's own client with prepared statements, one statement at a time.
#pragma once

#include "clients.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tests/e2e/support/platform.hpp>
#include <tests/support/host_folder.hpp>
#include <variant>
#include <vector>

namespace neo::bench {

using Value = std::variant<std::string_view, std::int64_t>;
using Values = std::vector<Value>;
using Cells = std::vector<std::string>;  // of the first row, a null being empty; empty: there is none

// One client's connection to one database. `sql` has `?` for its values and is prepared at its first run; it must live
// as long as the connection. Throws std::runtime_error.
class FloorConnection {
public:
    virtual ~FloorConnection() = default;

    virtual Cells read(std::string_view sql, const Values& values) = 0;
    // In one transaction.
    virtual void begin() = 0;
    virtual Cells run(std::string_view sql, const Values& values) = 0;
    virtual void commit() = 0;
};

// Makes connections to one database; any thread may use its own.
class FloorDatabase {
public:
    virtual ~FloorDatabase() = default;
    virtual std::unique_ptr<FloorConnection> connect() = 0;
    // The present time in microseconds.
    virtual std::string_view now() const = 0;
};
std::unique_ptr<FloorDatabase> open_floor_sqlite(const sql::DatabaseConfig& config);
std::unique_ptr<FloorDatabase> open_floor_postgresql(const sql::DatabaseConfig& config);
std::unique_ptr<FloorDatabase> open_floor_mariadb(const sql::DatabaseConfig& config);
// By what its backend is.
std::unique_ptr<FloorDatabase> open_floor(const sql::DatabaseConfig& config);

class Floor {
public:
    // Statements of one promotion, with BEGIN and COMMIT.
    static constexpr int statements = 18;
    static constexpr int commits = 3;

    // Databases as a host and its plugin left them: with the platform, registered and mapped.
    explicit Floor(const test::Databases& databases);
    ~Floor();

    // Promotes all dataflows to the target, with as many clients at the same time. They keep their connections.
    Load promote(const std::vector<e2e::TestDataflow>& dataflows, std::size_t target, std::size_t clients);

private:
    struct Statements;
    class Promoter;

    std::unique_ptr<FloorDatabase> plugin_;
    std::unique_ptr<FloorDatabase> host_;
    std::unique_ptr<const Statements> statements_;
    std::vector<std::unique_ptr<Promoter>> promoters_;
};

}  // namespace neo::bench
