// A plugin's database with years behind it, written set by set inside the engine: some seconds for a million
// promotions.
//
// Organizations are `busy_organization` and organization_name(1), (2), …, odd ones registered as dev and even ones as
// uat. Promotion i was asked for a little more than a second after promotion i - 1, the newest at `newest_promotion`;
// ids are as plugin/app/identifiers.hpp makes them, in the order of the times. The busy organization is the source of
// one promotion in twenty and the target of another; the rest is spread over all others. Four in five succeeded (with a
// ledger row that is done, each under a key of its own), one in eight was refused, the others failed (ledger row
// failed). `in_progress` of them, spread over the whole time, are under way with a lease until the year 2100. One
// promotion in four had an idempotency key. Actors are user-0 … user-999. The values are the same at every call.
#pragma once

#include <adapters/sql/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace neo::test {

struct HistoryShape {
    std::int64_t promotions = 10'000;
    std::int64_t organizations = 1'000;
    std::int64_t mappings = 10'000;  // from dev to uat; at most a quarter of the square of `organizations`
    std::int64_t in_progress = 20;
};

inline constexpr std::string_view busy_organization = "busy";
// Its dataflows are flow-0 … flow-49 with versions 1 … 20, as are those of every other organization.
inline constexpr std::int64_t dataflows_per_organization = 50;
inline constexpr std::int64_t versions_per_dataflow = 20;

// Microseconds since 1970 UTC.
inline constexpr std::int64_t newest_promotion = 1'767'225'600'000'000;
inline constexpr std::int64_t between_promotions = 1'000'003;

// org-0000001 for 1.
std::string organization_name(std::int64_t number);

// `database` has the plugin's newest schema and no rows. Ends with ANALYZE. Throws what the engine says.
void fill_history(const sql::DatabaseConfig& database, const HistoryShape& shape);

}  // namespace neo::test
