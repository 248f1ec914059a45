#include "descriptors.hpp"

#include "../log.hpp"

#include <algorithm>
#include <string>
#include <sys/resource.h>

namespace neo::host::http {

int with_descriptors_for(int connections) {
    constexpr rlim_t least_for_others = 96;
    constexpr rlim_t most_for_others = 256;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
    const rlim_t wanted = static_cast<rlim_t>(connections) + most_for_others;
    if (limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min(wanted, limit.rlim_max);
        ::setrlimit(RLIMIT_NOFILE, &limit);
        ::getrlimit(RLIMIT_NOFILE, &limit);
    }
    const rlim_t for_others = std::clamp(limit.rlim_cur / 2, least_for_others, most_for_others);
    const rlim_t room = limit.rlim_cur > for_others ? limit.rlim_cur - for_others : 1;
    if (room >= static_cast<rlim_t>(connections)) return connections;
    log(LogLevel::warning, "http",
        "there are descriptors for " + std::to_string(room) + " connections only, of the " +
            std::to_string(connections) +
            " of limits.connections: raise the limit of open files (LimitNOFILE, ulimit -n)");
    return static_cast<int>(room);
}

}  // namespace neo::host::http
