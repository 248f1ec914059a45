#include "stores.hpp"

#include <adapters/memory/memory_store.hpp>
#include <adapters/store/open_store.hpp>

#include <fmt/format.h>

#include <atomic>

namespace neo::contract {
namespace {

constexpr std::chrono::milliseconds in_flight_wait{200};

const Time noon = from_microseconds(1'700'000'000'123'456);

}  // namespace

std::vector<std::string> store_names() {
    std::vector<std::string> names = test::database_backends();
    names.insert(names.begin(), "memory");
    return names;
}

void StoreContract::SetUp() {
    if (GetParam() == "memory") {
        store_ = memory::make_memory_store(in_flight_wait);
        return;
    }
    database_ = std::make_unique<test::TestDatabase>(GetParam());
    sql::DatabaseConfig config = database_->config();
    config.in_flight_wait = in_flight_wait;
    config.pool_size = 16;
    auto opened = sql::open_store(config);
    ASSERT_THAT(opened, Succeeds());
    store_ = *std::move(opened);
}

void StoreContract::TearDown() {
    store_.reset();
    database_.reset();
}

ports::Registration StoreContract::register_as(const std::string& organization, domain::OrganizationType type) {
    EXPECT_THAT(
        registrations().put_registration({next_id("r"), organization, type, noon, "ana"}, change("", organization)),
        Succeeds());
    return registrations().registration(organization).value().value();
}

ports::Mapping StoreContract::map(const std::string& source, const std::string& target, domain::Relation relation) {
    const ports::Mapping mapping{next_id("m"), source, target, relation, noon, "ana"};
    EXPECT_THAT(registrations().add_mapping(mapping, change("mapping_added", source)), Succeeds());
    return mapping;
}

StoreContract::Facts StoreContract::facts(const std::string& source, const std::string& target) {
    return {register_as(source, domain::OrganizationType::dev), register_as(target, domain::OrganizationType::uat),
            map(source, target)};
}

std::string next_id(const std::string& prefix) {
    static std::atomic<int> counter{0};
    return fmt::format("{}-{:08}", prefix, ++counter);
}

std::vector<ports::MappingChange> StoreContract::changes_of(const std::string& organization, int limit) {
    ports::ChangesFilter filter;
    filter.organizations = {organization};
    filter.limit = limit;
    return registrations().changes(filter).value().items;
}

ports::MappingChange change(const std::string& kind, const std::string& organization) {
    ports::MappingChange made;
    made.id = next_id("c");
    made.kind = kind;
    made.organization = organization;
    made.actor = "ana";
    made.at = noon;
    return made;
}

std::vector<std::string> ids_of(const std::vector<ports::MappingChange>& changes) {
    std::vector<std::string> ids;
    for (const ports::MappingChange& change : changes)
        ids.push_back(change.id);
    return ids;
}

ports::Promotion attempt(const std::string& key) {
    ports::Promotion promotion;
    promotion.id = next_id("p");
    promotion.key = key;
    promotion.status = ports::PromotionStatus::in_progress;
    promotion.source = {"acme-dev", "welcome", 1};
    promotion.target_organization = "acme-uat";
    promotion.trigger = domain::Trigger{"/welcome", "POST"};
    promotion.dataflow_name = "Welcome mail";
    promotion.actor = "ana";
    promotion.requested_at = noon;
    return promotion;
}

ports::Intent intent(const std::string& key, const ports::Registration& source, const ports::Registration& target,
                     const ports::Mapping& mapping) {
    ports::Intent made;
    made.key = key;
    made.fence = 1;
    made.owner = "worker-1";
    made.lease_seconds = 30;
    made.promotion = attempt(key);
    made.promotion.source.organization = source.organization;
    made.promotion.target_organization = target.organization;
    made.requested_application = "crm";
    made.mapping = mapping.id;
    made.source_registration = source.id;
    made.target_registration = target.id;
    return made;
}

}  // namespace neo::contract
