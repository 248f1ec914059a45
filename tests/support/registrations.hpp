// Two organizations between which one can promote, as many tests begin.
#pragma once

#include <plugin/ports/registrations.hpp>

#include <string>

namespace neo::test {

struct Route {
    ports::Registration source;  // "dev"
    ports::Registration target;  // "uat"
    ports::Mapping mapping;
};

// Registers and maps them, by ana. Throws when it cannot.
Route register_and_map(ports::Registrations& registrations);

// By ana, of organization dev.
ports::MappingChange mapping_change(const std::string& id, const std::string& kind);

}  // namespace neo::test
