#include "build.hpp"

#include <stdexcept>
#include <tests/support/host_process.hpp>

namespace neo::bench {

std::vector<Build> builds_under_test(const std::filesystem::path& against) {
    std::vector<Build> builds;
    if (!against.empty())
        builds.push_back({"before", against / "bin" / "neo-host", against / "lib" / "libneo_promote.so"});
    builds.push_back({"now", test::host_program(), test::plugin_library()});
    for (const Build& build : builds)
        for (const auto& file : {build.host, build.plugin})
            if (!std::filesystem::exists(file)) throw std::runtime_error("there is no " + file.string());
    return builds;
}

}  // namespace neo::bench
