#include "file.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace neo::host {

result<std::string> read_file(const std::filesystem::path& file) {
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad() || errno == EISDIR) {
        const std::string reason = errno == 0 ? "cannot be read" : std::generic_category().message(errno);
        return Error{ErrorCode::not_found, file.string() + ": " + reason};
    }
    return text;
}

bool others_can_read(const std::filesystem::path& file) noexcept {
    std::error_code error;
    const auto permissions = std::filesystem::status(file, error).permissions();
    return !error && (permissions & std::filesystem::perms::others_read) != std::filesystem::perms::none;
}

}  // namespace neo::host
