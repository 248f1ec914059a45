// What a configuration says of a database: the host's "store", and in the same words a plugin's "database".
#pragma once

#include <adapters/sql/config.hpp>

#include <boost/json/value.hpp>

#include <filesystem>
#include <string>

namespace neo::host::config {

// `place` is the path of `value`, `directory` where relative paths start. Throws json::Malformed naming the key.
sql::DatabaseConfig read_database(const boost::json::value& value, const std::string& place,
                                  const std::filesystem::path& directory);

}  // namespace neo::host::config
