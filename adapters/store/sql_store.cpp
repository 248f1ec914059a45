#include "sql_store.hpp"

namespace neo::sql {
namespace {

constexpr Query select_version{"store.health.select", "SELECT MAX(version) FROM neo_schema"};

}  // namespace

result<ports::Store::Health> SqlStore::health() {
    return pool_->read([&](Connection& connection) {
        const auto version = connection.first(select_version, {}, [](Row& row) { return row.integer(); });
        return Health{std::string(connection.dialect().name), static_cast<int>(*version)};
    });
}

}  // namespace neo::sql
