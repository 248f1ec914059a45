#include "registrations.hpp"

namespace neo::test {

Route register_and_map(ports::Registrations& registrations) {
    Route route{{"r1", "dev", domain::OrganizationType::dev, {}, "ana"},
                {"r2", "uat", domain::OrganizationType::uat, {}, "ana"},
                {"m1", "dev", "uat", domain::Relation::default_relation, {}, "ana"}};
    registrations.put_registration(route.source, mapping_change("c1", "")).value();
    registrations.put_registration(route.target, mapping_change("c2", "")).value();
    registrations.add_mapping(route.mapping, mapping_change("c3", "mapping_added")).value();
    return route;
}

ports::MappingChange mapping_change(const std::string& id, const std::string& kind) {
    ports::MappingChange made;
    made.id = id;
    made.kind = kind;
    made.organization = "dev";
    made.actor = "ana";
    return made;
}

}  // namespace neo::test
