// What an engine's plan of a statement says that grows with the tables.
#pragma once

#include <adapters/sql/config.hpp>

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

}  // namespace neo::plans
