// Secrets in files that others can read.
#pragma once

#include <filesystem>
#include <optional>

namespace neo::host {

// Logs a warning for a configuration with a password, and for a platform file with tokens, that everybody can read.
void warn_of_open_secrets(const std::filesystem::path& configuration,
                          const std::optional<std::filesystem::path>& platform_file);

}  // namespace neo::host
