// A file as text.
#pragma once

#include <plugin/base/result.hpp>

#include <filesystem>
#include <string>

namespace neo::host {

// Error not_found names the file and the system's reason.
result<std::string> read_file(const std::filesystem::path& file);

}  // namespace neo::host
