// What the engine said, in the few kinds that a program can act on. Exceptions of this type stay inside the adapters:
// Pool::read and Pool::write turn them into neo::Error.
#pragma once

#include <plugin/base/result.hpp>

#include <stdexcept>
#include <string>

namespace neo::sql {

enum class Failure {
    duplicate,    // a primary key or unique index holds that value
    foreign_key,  // the row refers to one that is gone, or is referred to
    conflict,     // deadlock, serialization, lock time-out, failed certification: the whole transaction can be repeated
    lost,         // the connection is of no more use: open another, perhaps at another node
    read_only,    // this server takes no changes: another may
    unavailable,  // not now, and repeating it at once is of no use: a full disk, a wrong password, no free connection
    invalid,      // a value the database cannot hold
    too_large,    // a statement larger than the server takes
    other,
};

class DatabaseError : public std::runtime_error {
public:
    // `message` is the driver's, without bound values and secrets.
    DatabaseError(Failure failure, const std::string& message) : std::runtime_error(message), failure_(failure) {}

    Failure failure() const noexcept { return failure_; }

private:
    Failure failure_;
};

// duplicate -> exists, foreign_key -> facts_changed, invalid and too_large -> invalid (in words of our own: the
// engine's are the cause, for the log), other -> internal, else unavailable.
Error to_error(const DatabaseError& error);

}  // namespace neo::sql
