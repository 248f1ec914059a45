// Errors as values (plugin/docs/architecture.md, decision 6): what every port, adapter and use case answers when it
// cannot do its work.
#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace neo {

// What went wrong, by what a caller can do about it. The names are stable: they appear in logs and problem documents.
enum class ErrorCode {
    not_found,           // the thing does not exist
    invalid,             // the input is wrong; asking again will not help
    exists,              // a unique thing is there already
    in_flight,           // a promotion in flight still refers to what would change; try again when it ended
    facts_changed,       // what the decision rested on is gone; decide again
    host_unavailable,    // the host gave no answer: what was asked may or may not have happened; try again later
    host_faulty,         // the host gave what nobody can work with; asking again will not help, mending the host will
    unavailable,         // the database gave no answer and nothing was changed; try again later
    outcome_unknown,     // the connection broke at commit: it may or may not have happened; read by key
    unsupported_schema,  // the database's schema is behind, ahead, changed or half migrated
    internal,            // a defect
};
inline constexpr std::string_view error_names[]{
    "not_found",   "invalid",     "exists",          "in_flight",          "facts_changed", "host_unavailable",
    "host_faulty", "unavailable", "outcome_unknown", "unsupported_schema", "internal",
};
constexpr std::string_view name_of(ErrorCode code) noexcept {
    return error_names[static_cast<std::size_t>(code)];
}
static_assert(std::size(error_names) == static_cast<std::size_t>(ErrorCode::internal) + 1, "a name for each code");

// `message` is for a person: what failed and what to do. It never holds a secret or a bound value.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;
    std::string cause = {};  // for the log: what an engine said, where `message` does not repeat it
};

template <class T>
using result = boost::system::result<T, Error>;

// Needed by result::value(), which is for tests and for callers that have checked.
[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
    throw std::runtime_error(error.message);
}

}  // namespace neo
