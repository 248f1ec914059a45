// A schema as text: what the engine says of its tables, columns, constraints and indexes, in a fixed order.
#pragma once

#include <adapters/sql/pool.hpp>

#include <string>

namespace neo::migrations {

std::string dump_schema(sql::Pool& pool);

}  // namespace neo::migrations
