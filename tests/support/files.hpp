// What tests keep in files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace neo::test {

// A folder on the disk that is gone after the test.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

// Both throw when they cannot.
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace neo::test
