// host.json, from a file in memory.
#include "fuzz.hpp"

#include <host-sdk/reference-host/config/config.hpp>

#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace neo::fuzz {

void judge(std::string_view text) {
    static const int file = ::memfd_create("host.json", MFD_CLOEXEC);
    expect(
        ::ftruncate(file, 0) == 0 && ::pwrite(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()),
        "the file can be written");
    const auto config = host::load_config("/proc/self/fd/" + std::to_string(file));
    expect(config ? !config->cluster.empty() : !config.error().message.empty(), "a refusal says why");
}

}  // namespace neo::fuzz
