// The same statements again, by SQLite's own client library alone: what the databases cost at the least.
#pragma once

#include "sql_record.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <string>

namespace neo::bench {

struct ReplayResult {
    std::chrono::nanoseconds took{};
    std::size_t statements = 0;
    std::size_t commits = 0;
};

// Runs what was recorded from `from_nanoseconds` on, in its order and on as many connections, each statement prepared
// once a connection. The PRAGMAs from before then are run too, untimed. `databases` maps the recorded paths to the
// files to run on, which must be as the recorded ones were at `from_nanoseconds`. Throws if a statement fails.
ReplayResult replay(const std::vector<SqlRecord>& records, std::int64_t from_nanoseconds,
                    const std::map<std::string, std::filesystem::path>& databases);

}  // namespace neo::bench
