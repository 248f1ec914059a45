// From a ledger row that this process holds to its end (plugin/docs/protocol.md, steps 3 and 4, and giving up).
// Promoting and recovering share it.
#pragma once

#include "promotion_case.hpp"

#include <optional>
#include <string>
#include <vector>

namespace neo::app {

struct Carried {
    enum class End {
        succeeded,   // the outcome is written
        failed,      // the host barred the fence and the failure is written
        unanswered,  // host or database gave no answer: the row stays as it is, recovery goes on
        taken_over,  // another worker holds the row now, or has ended it
    };
    End end{};
    std::optional<ports::Placement> placement = {};  // succeeded
    std::vector<domain::Failure> failures = {};      // failed
    Time finished_at = {};                           // succeeded: as the history has it
    std::string cause = {};                          // unanswered: what host or database said, for the log
};

// Why a row waits for recovery.
inline Carried unanswered(std::string cause) {
    return {.end = Carried::End::unanswered, .cause = std::move(cause)};
}

// Asks the host to apply what `opened` decided, and writes what came of it. `opened.decision` has no failures.
Carried carry_out(Services& services, ports::LedgerRow row, PromotionCase opened);

// Writes that the host has applied this row's promotion.
Carried finish(Services& services, const ports::LedgerRow& row, const ports::Applied& applied);

// Gives the row up for these reasons, unless the host has applied it already. For a row that is aborting the reasons
// are those it was given up for.
Carried give_up(Services& services, ports::LedgerRow row, std::vector<domain::Failure> failures);

// Whether the promotion landed in a dataflow that was there before (T5): a new dataflow begins with version 1.
constexpr bool was_routed(const ports::Placement& placement) noexcept {
    return placement.approved_version > 1;
}

}  // namespace neo::app
