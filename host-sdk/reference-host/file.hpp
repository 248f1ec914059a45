// A file as text, and whose eyes it is open to.
#pragma once

#include <plugin/base/result.hpp>

#include <filesystem>
#include <string>

namespace neo::host {

// Error not_found names the file and the system's reason.
result<std::string> read_file(const std::filesystem::path& file);

// Whether others than its owner and its group may read the file.
bool others_can_read(const std::filesystem::path& file) noexcept;

}  // namespace neo::host
