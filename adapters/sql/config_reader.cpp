#include "config_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace neo::sql {

namespace {

constexpr std::size_t longest_password = 4096;

// A file that is open for reading.
class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& file) : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;

    int descriptor() const noexcept { return descriptor_; }

private:
    int descriptor_;
};

}  // namespace

result<Secret> read_password(const std::filesystem::path& file) {
    const auto refuse = [&](const std::string& why) { return Error{ErrorCode::not_found, file.string() + ": " + why}; };
    const auto unreadable = [&] { return refuse(std::generic_category().message(errno)); };
    const OpenFile open(file);
    struct stat status {};
    if (open.descriptor() < 0 || ::fstat(open.descriptor(), &status) != 0) return unreadable();
    // A group may read it: that somebody has decided, or systemd, whose credentials name the service's user so.
    if ((status.st_mode & (S_IROTH | S_IWOTH | S_IWGRP)) != 0) {
        return refuse(fmt::format("others than its owner can {} it: chmod 600 {}",
                                  (status.st_mode & S_IROTH) != 0 ? "read" : "change", file.string()));
    }

    std::array<char, longest_password + 1> buffer;
    std::size_t length = 0;
    ssize_t got = 1;
    while (got > 0 && length < buffer.size()) {
        got = ::read(open.descriptor(), buffer.data() + length, buffer.size() - length);
        if (got > 0) length += static_cast<std::size_t>(got);
    }
    const int failed = got < 0 ? errno : 0;
    std::string_view text(buffer.data(), length);
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    Secret password{std::string(text)};
    ::explicit_bzero(buffer.data(), buffer.size());
    if (failed != 0) return refuse(std::generic_category().message(failed));
    if (length > longest_password) return refuse(fmt::format("is longer than {} bytes", longest_password));
    return password;
}

}  // namespace neo::sql
