#include "config_reader.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace neo::sql {

result<std::string> read_password(const std::filesystem::path& file) {
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    std::string password{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad() || errno == EISDIR) {
        const std::string reason = errno == 0 ? "cannot be read" : std::generic_category().message(errno);
        return Error{ErrorCode::not_found, file.string() + ": " + reason};
    }
    while (password.ends_with('\n') || password.ends_with('\r'))
        password.pop_back();
    return password;
}

}  // namespace neo::sql
