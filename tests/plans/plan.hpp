// What an engine's plan of a statement says that grows with the tables.
#pragma once

#include <adapters/sql/config.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace neo::plans {

enum class Cost { scan, sort };

struct Complaint {
    Cost cost;
    std::string says;  // the part of the plan
};

// Of one of `tables` read without a range of an index, and of every sort.
std::vector<Complaint> complaints_of(const sql::DatabaseConfig& database, const std::string& statement,
                                     const std::vector<std::string>& tables);

// Runs a SELECT: how many rows of tables it looked at; on SQLite, which does not count them, the steps of its program.
std::int64_t effort_of(const sql::DatabaseConfig& database, const std::string& statement);

}  // namespace neo::plans
