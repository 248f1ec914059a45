// Promotes one version to one organization, exactly once (all rows E to U; plugin/docs/protocol.md, steps 1 to 4).
#pragma once

#include "promotion_case.hpp"
#include "visibility.hpp"

namespace neo::app {

struct Promoted {
    Shown<ports::Promotion> promotion;
    bool replayed = false;  // the answer of an earlier request with the same idempotency key
};

// The attempt: succeeded, or in_progress when host or database gave no answer after the intent (recovery brings it to
// an end). A problem names the attempt that recorded it, unless the database could not be written; when the database
// does not say whether it was, the problem is `unavailable` and names the attempt that may be in the history. Of a
// permission that is missing an attempt is recorded only when the actor has it on the other side, and so many a minute
// (A8); beyond, the problem is `too_many_refusals`. With an
// idempotency key the same request of the same actor answers the same attempt (a problem is `replayed` too), but for
// one that failed because the host gave no answer before the intent. Any thread; blocks for as long as the host takes.
outcome<Promoted> promote(Services& services, const std::string& actor, const PromotionRequest& request);

}  // namespace neo::app
