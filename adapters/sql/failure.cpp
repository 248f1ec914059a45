#include "failure.hpp"

namespace neo::sql {

Error to_error(const DatabaseError& error) {
    switch (error.failure()) {
        case Failure::duplicate:
            return {ErrorCode::exists, "the database holds that key already"};
        case Failure::foreign_key:
            return {ErrorCode::facts_changed, "a row that this one belongs to is gone, or still has others"};
        case Failure::conflict:
            return {ErrorCode::unavailable, std::string("the database kept refusing for conflicts: ") + error.what()};
        case Failure::lost:
            return {ErrorCode::unavailable, std::string("no connection with the database: ") + error.what()};
        case Failure::read_only:
            return {ErrorCode::unavailable, std::string("the database takes no changes: ") + error.what()};
        case Failure::unavailable:
            return {ErrorCode::unavailable, error.what()};
        case Failure::invalid:
            return {ErrorCode::invalid, "A value of the request is none that the database can hold.", error.what()};
        case Failure::too_large:
            return {ErrorCode::invalid,
                    "The database takes no statement as large as this one; its administrator can raise the limit "
                    "(max_allowed_packet).",
                    error.what()};
        case Failure::other:
            break;
    }
    return {ErrorCode::internal, std::string("the database refused: ") + error.what()};
}

}  // namespace neo::sql
