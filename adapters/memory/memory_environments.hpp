#pragma once

#include "memory_state.hpp"

namespace neo::memory {

class MemoryEnvironments final : public ports::Environments {
public:
    explicit MemoryEnvironments(State& state) : state_(state) {}

    result<std::optional<ports::Environment>> environment(const std::string& organization) override;
    result<ports::Environment> put_environment(const std::string& organization,
                                               const ports::Environment& environment) override;
    result<std::vector<std::string>> foreign(const std::string& organization,
                                             const std::vector<std::string>& hosts) override;
    result<std::string> fingerprint_key(const std::string& candidate) override;

private:
    State& state_;
};

}  // namespace neo::memory
