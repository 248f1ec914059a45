// A statement that changes something, with its values.
#pragma once

#include "parameter.hpp"
#include "query.hpp"

#include <span>
#include <string>

namespace neo::sql {

struct Write {
    Query query;
    Parameters parameters;
};

// All of them as one statement for a dialect with `writes_in_with`: the first one, after the others in a WITH. A name
// that several have stands for one value, else it is a DatabaseError.
struct WriteInWith {
    explicit WriteInWith(std::span<const Write> writes);

    std::string sql;
    Parameters parameters;
};

}  // namespace neo::sql
