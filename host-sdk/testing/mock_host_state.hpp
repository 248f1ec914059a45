// What a mock host holds, and what type() and maps_to() asked for until a start carries it out.
#pragma once

#include "services.hpp"

#include <neo/testing/mock_host.hpp>

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace neo::testing {

struct MockHost::State {
    struct Type {
        std::string organization, type;
    };
    struct Mapping {
        std::string source, target, relation;
    };

    State();
    ~State();

    // Registers and maps through the plugin what was asked for since the last start. Throws std::runtime_error.
    void carry_out(const PluginUnderTest& plugin);

    Services services;
    std::filesystem::path directory;
    std::mutex mutex;  // guards what follows
    std::vector<std::string> without;
    std::uint64_t flags = 0;
    std::vector<Type> types;
    std::vector<Mapping> mappings;
};

}  // namespace neo::testing
