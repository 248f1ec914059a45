// A build of the product that is measured: its host and its plugin.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace neo::bench {

struct Build {
    std::string name;
    std::filesystem::path host;
    std::filesystem::path plugin;
};

// "now": environment NEO_HOST and NEO_PLUGIN, else those of this build. With `against`, the folder of another build,
// its bin/neo-host and lib/libneo_promote.so before it as "before".
std::vector<Build> builds_under_test(const std::filesystem::path& against);

}  // namespace neo::bench
