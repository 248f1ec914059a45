// Why the store did not do what it was asked: an error of the database, or a rule of the platform.
#pragma once

#include <plugin/base/result.hpp>

#include <boost/system/result.hpp>

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
    Fault(const Error& error)
        : kind(kind_of(error.code)),
          code(name_of(error.code)),
          message(message_of(kind, error)),
          cause(error.cause.empty() ? error.message : error.cause) {}

    Kind kind = Kind::internal;
    std::string code;      // stable, for programs
    std::string message;   // for a person
    std::string cause;     // for the operator, what the database said; empty when it is no fault of the database
    std::string dataflow;  // of trigger_taken: who holds the trigger

private:
    static std::string message_of(Kind kind, const Error& error) {
        switch (kind) {
            case Kind::invalid:
                return error.message;  // in words of our own
            case Kind::raced:
            case Kind::unavailable:
                return "the host's store gives no answer; try again later";
            default:
                return "the request could not be handled; the host's log has more";
        }
    }

    static Kind kind_of(ErrorCode code) noexcept {
        switch (code) {
            case ErrorCode::not_found:
                return Kind::not_found;
            case ErrorCode::invalid:
                return Kind::invalid;
            case ErrorCode::exists:
            case ErrorCode::facts_changed:
                return Kind::raced;
            case ErrorCode::in_flight:
            case ErrorCode::unavailable:
            case ErrorCode::outcome_unknown:
            case ErrorCode::host_unavailable:
            case ErrorCode::host_faulty:
                return Kind::unavailable;
            case ErrorCode::unsupported_schema:
            case ErrorCode::internal:
                break;
        }
        return Kind::internal;
    }
};

template <class T>
using Outcome = boost::system::result<T, Fault>;

[[noreturn]] inline void throw_exception_from_error(const Fault& fault, const boost::source_location&) {
    throw std::runtime_error(fault.message);
}

}  // namespace neo::host
