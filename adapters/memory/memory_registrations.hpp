#pragma once

#include "memory_state.hpp"

namespace neo::memory {

class MemoryRegistrations final : public ports::Registrations {
public:
    explicit MemoryRegistrations(State& state) : state_(state) {}

    result<std::optional<ports::Registration>> registration(const std::string& organization) override;
    result<std::vector<ports::Registration>> registrations(const std::vector<std::string>& organizations) override;
    result<std::optional<ports::Registration>> put_registration(const ports::Registration& registration,
                                                                ports::MappingChange change) override;
    result<void> remove_registration(const std::string& organization, ports::MappingChange change) override;
    result<std::optional<ports::Mapping>> mapping(const std::string& source, const std::string& target) override;
    result<std::vector<ports::Mapping>> mappings(const std::string& source, const std::string& after,
                                                 int limit) override;
    result<std::vector<ports::Mapping>> mappings_from(const std::vector<std::string>& sources) override;
    result<void> add_mapping(const ports::Mapping& mapping, const ports::MappingChange& change) override;
    result<void> replace_mapping(const ports::Mapping& mapping, ports::MappingChange change) override;
    result<void> remove_mapping(const std::string& source, const std::string& target,
                                ports::MappingChange change) override;
    result<ports::ChangesPage> changes(const ports::ChangesFilter& filter) override;

private:
    // Removes the mapping and answers it.
    result<ports::Mapping> take_mapping(std::unique_lock<std::mutex>& lock, const std::string& source,
                                        const std::string& target);

    State& state_;
};

}  // namespace neo::memory
