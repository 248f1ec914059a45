#include "parse.hpp"

#include "malformed.hpp"

#include <neo/host/cpp/repeated_member.hpp>

#include <boost/json/parse.hpp>

namespace neo::host::json {

boost::json::value parse(std::string_view text) {
    // Only keeps the parser within bounds; what a document may have is checked by its readers.
    constexpr std::size_t deepest_nesting = 1000;
    sdk::RepeatedMember repeated;
    if (const auto fault = sdk::read_json(text, repeated, deepest_nesting)) {
        const auto kind = repeated.fault ? Malformed::Kind::content : Malformed::Kind::syntax;
        throw Malformed(kind, fault->place, fault->message);
    }
    boost::json::parse_options options;
    options.max_depth = deepest_nesting;
    return boost::json::parse(text, {}, options);
}

}  // namespace neo::host::json
