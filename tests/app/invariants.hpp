// What holds whenever nothing is under way, whatever went wrong before (plugin/docs/protocol.md).
#pragma once

#include "scene.hpp"

namespace neo::apptest {

// One Approved and one Draft version for each key, in a dataflow that holds the trigger; the ledger says done exactly
// when the host has the key; the history agrees with both; nothing is prepared, aborting or in progress.
::testing::AssertionResult consistent(Scene& scene);

// What a client was told is true now: the history knows the attempt, and says the same if it was told to have
// succeeded, been refused or failed; succeeded is at the host; a problem without an attempt, and one that does not know
// what became of it, say that somebody gave no answer.
::testing::AssertionResult true_answer(Scene& scene, const app::outcome<ports::Promotion>& answer);

}  // namespace neo::apptest
