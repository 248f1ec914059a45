// Why the store did not do what it was asked: an error of the database, or a rule of the platform.
#pragma once

#include <neo/host/abi.h>
#include <plugin/base/result.hpp>

#include <boost/system/result.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace neo::host {

struct Fault {
    enum class Kind {
        not_found,    // the thing does not exist
        invalid,      // the request is wrong; asking again will not help
        denied,       // the user may not
        conflict,     // the state is not the one that the request supposes
        changed,      // the version is not the one that the caller has read
        raced,        // another transaction was faster: begin again
        unavailable,  // the database gave no answer: it may or may not have happened
        internal,     // a defect
    };

    Fault() = default;
    Fault(Kind kind_, std::string code_, std::string message_)
        : kind(kind_), code(std::move(code_)), message(std::move(message_)) {}

    // What the pool answers. A unique key that is there already, or a row that went away, means that another
    // transaction was faster: the store itself looks before it writes. What the engine says is for the log alone.
    Fault(const Error& error);

    Kind kind = Kind::internal;
    std::string code;      // stable, for programs
    std::string message;   // for a person
    std::string cause;     // for the operator, what the database said; empty when it is no fault of the database
    std::string dataflow;  // of trigger_taken: who holds the trigger
};

// What a fault of each kind is to HTTP and to a plugin.
struct FaultKind {
    Fault::Kind kind;
    int http_status;
    neo_status status;
};
inline constexpr std::array fault_kinds{
    FaultKind{Fault::Kind::not_found, 404, NEO_NOT_FOUND},     FaultKind{Fault::Kind::invalid, 422, NEO_INVALID},
    FaultKind{Fault::Kind::denied, 403, NEO_DENIED},           FaultKind{Fault::Kind::conflict, 409, NEO_CONFLICT},
    FaultKind{Fault::Kind::changed, 412, NEO_CONFLICT},        FaultKind{Fault::Kind::raced, 503, NEO_UNAVAILABLE},
    FaultKind{Fault::Kind::unavailable, 503, NEO_UNAVAILABLE}, FaultKind{Fault::Kind::internal, 500, NEO_INTERNAL},
};
static_assert(fault_kinds.size() == static_cast<std::size_t>(Fault::Kind::internal) + 1, "a row for each kind");

constexpr const FaultKind& kind_of(const Fault& fault) noexcept {
    return *std::ranges::find(fault_kinds, fault.kind, &FaultKind::kind);
}

// What an error of the pool is to the store.
struct StoreError {
    ErrorCode code;
    Fault::Kind kind;
};
inline constexpr std::array store_errors{
    StoreError{ErrorCode::not_found, Fault::Kind::not_found},
    StoreError{ErrorCode::invalid, Fault::Kind::invalid},
    StoreError{ErrorCode::exists, Fault::Kind::raced},
    StoreError{ErrorCode::in_flight, Fault::Kind::unavailable},
    StoreError{ErrorCode::facts_changed, Fault::Kind::raced},
    StoreError{ErrorCode::host_unavailable, Fault::Kind::unavailable},
    StoreError{ErrorCode::host_faulty, Fault::Kind::unavailable},
    StoreError{ErrorCode::unavailable, Fault::Kind::unavailable},
    StoreError{ErrorCode::outcome_unknown, Fault::Kind::unavailable},
    StoreError{ErrorCode::unsupported_schema, Fault::Kind::internal},
    StoreError{ErrorCode::internal, Fault::Kind::internal},
};
static_assert(store_errors.size() == static_cast<std::size_t>(ErrorCode::internal) + 1, "a row for each code");

inline Fault::Fault(const Error& error)
    : kind(std::ranges::find(store_errors, error.code, &StoreError::code)->kind),
      code(name_of(error.code)),
      cause(error.cause.empty() ? error.message : error.cause) {
    if (kind == Kind::invalid)
        message = error.message;  // in words of our own
    else if (kind_of(*this).http_status == 503)
        message = "the host's store gives no answer; try again later";
    else
        message = "the request could not be handled; the host's log has more";
}

template <class T>
using Outcome = boost::system::result<T, Fault>;

[[noreturn]] inline void throw_exception_from_error(const Fault& fault, const boost::source_location&) {
    throw std::runtime_error(fault.message);
}

}  // namespace neo::host
