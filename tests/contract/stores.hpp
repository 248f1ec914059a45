// The stores that the contract is held against, and short ways to say what a test needs.
#pragma once

#include <plugin/ports/store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <tests/support/test_database.hpp>
#include <vector>

namespace neo {

// How a test prints a result, found by argument-dependent lookup.
template <class T>
void PrintTo(const result<T>& printed, std::ostream* out) {
    *out << (printed.has_value() ? "a value" : printed.error().message);
}

}  // namespace neo

namespace neo::contract {

// "memory" or a backend: a fresh store with a short wait for promotions in flight.
class StoreContract : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override;
    void TearDown() override;

    ports::Registrations& registrations() { return store_->registrations(); }
    ports::Ledger& ledger() { return store_->ledger(); }
    ports::History& history() { return store_->history(); }
    ports::Arrivals& arrivals() { return store_->arrivals(); }
    ports::Environments& environments() { return store_->environments(); }
    ports::Recalls& recalls() { return store_->recalls(); }
    ports::Store& store() { return *store_; }
    // The newest made on the page of one organization.
    std::vector<ports::MappingChange> changes_of(const std::string& organization, int limit = 100);
    // Not of memory.
    const sql::DatabaseConfig& database() const { return database_->config(); }

    // Registers and answers the registration that then stands.
    ports::Registration register_as(const std::string& organization, domain::OrganizationType type);
    ports::Mapping map(const std::string& source, const std::string& target,
                       domain::Relation relation = domain::Relation::default_relation);
    // Registered dev and uat, and the mapping between them.
    struct Facts {
        ports::Registration source;
        ports::Registration target;
        ports::Mapping mapping;
    };
    Facts facts(const std::string& source = "acme-dev", const std::string& target = "acme-uat");

private:
    std::unique_ptr<test::TestDatabase> database_;
    std::unique_ptr<ports::Store> store_;
};

// Ids that ascend in the order of the calls.
std::string next_id(const std::string& prefix);
ports::MappingChange change(const std::string& kind, const std::string& organization);
std::vector<std::string> ids_of(const std::vector<ports::MappingChange>& changes);
ports::Promotion attempt(const std::string& key);
ports::Intent intent(const std::string& key, const ports::Registration& source, const ports::Registration& target,
                     const ports::Mapping& mapping);

inline const ports::Placement placement{"crm", "welcome", 3, 4};

// What a result holds must be an error with this code.
MATCHER_P(FailsWith, code, std::string("fails with ") + std::string(name_of(code))) {
    if (arg.has_value()) {
        *result_listener << "which succeeded";
        return false;
    }
    *result_listener << "which failed with " << name_of(arg.error().code) << ": " << arg.error().message;
    return arg.error().code == code;
}
MATCHER(Succeeds, "succeeds") {
    if (!arg.has_value()) *result_listener << name_of(arg.error().code) << ": " << arg.error().message;
    return arg.has_value();
}

std::vector<std::string> store_names();

#define NEO_EVERY_STORE(suite) \
    INSTANTIATE_TEST_SUITE_P(On, suite, testing::ValuesIn(store_names()), [](const auto& name) { return name.param; })

}  // namespace neo::contract
