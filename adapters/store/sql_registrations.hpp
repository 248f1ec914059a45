// ports::Registrations over SQL.
#pragma once

#include <adapters/sql/pool.hpp>
#include <plugin/ports/registrations.hpp>

#include <chrono>

namespace neo::sql {

class SqlRegistrations final : public ports::Registrations {
public:
    // A change waits so long for a promotion that refers to the old row.
    SqlRegistrations(Pool& pool, std::chrono::milliseconds in_flight_wait)
        : pool_(pool), in_flight_wait_(in_flight_wait) {}

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
    // Repeats `write` while a promotion in flight refers to the row, for the bounded time, and when somebody else
    // changed the row in between.
    template <class Write>
    auto when_settled(Write&& write) -> decltype(write());

    Pool& pool_;
    const std::chrono::milliseconds in_flight_wait_;
};

}  // namespace neo::sql
