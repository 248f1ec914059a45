// The mock host's values as the documents that the service headers describe, and the one document that comes in.
#pragma once

#include <neo/testing/model.hpp>
#include <neo/testing/platform.hpp>

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace neo::testing {

namespace json = boost::json;

json::object document(const Organization& organization);
json::object document(const Organization& owner, const Dataflow& dataflow);
json::object document(const Organization& owner, const Dataflow& dataflow, const Version& version);
json::object document(const Applied& applied);
json::object list(json::array items);
std::string kind_of(const Organization& owner, const Dataflow& dataflow);

struct DataflowQuery {
    std::string organization, after, search, application, state;
    std::int64_t limit = 0;
};
// What a page may hold, and the refusal of any other number.
inline constexpr std::uint32_t longest_page = 500;
inline Reply bad_limit() {
    return {NEO_INVALID, "limit must be 1 to " + std::to_string(longest_page)};
}

// Unset: no JSON object, a member of a wrong type, or no organization.
std::optional<DataflowQuery> read_query(std::string_view text);

}  // namespace neo::testing
