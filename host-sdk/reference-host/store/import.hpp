// Brings a platform into the store: creates what is missing, changes nothing that exists, all or nothing.
#pragma once

#include "../platform/platform_file.hpp"
#include "fault.hpp"

#include <adapters/sql/pool.hpp>

#include <string>
#include <vector>

namespace neo::host::store {

struct Count {
    int created = 0;
    int kept = 0;
};

struct ImportCounts {
    Count organizations;
    Count applications;
    Count users;
    Count grants;
    Count dataflows;
    Count versions;
    std::vector<std::string> warnings;  // each names a place in the file
};

// A fault names the place in the file.
Outcome<ImportCounts> import(sql::Pool& pool, const Platform& platform);

// "5 organizations created and 1 kept, …"
std::string to_text(const ImportCounts& counts);

}  // namespace neo::host::store
