// One state of the whole system in 32 bytes, compared and hashed as bytes.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace neo::model {

constexpr int worker_count = 3;
constexpr int key_count = 2;  ///< two versions of one source dataflow, on one trigger, into one target organization

/// Workers 1 and 2 are threads of one process, worker 3 is another process: the owner in the ledger names the process.
constexpr unsigned process_of(int worker) {
    return worker == 2 ? 1 : 0;
}

enum Row : unsigned { absent, prepared, aborting, failed, done };

/// What a worker is in the middle of. Between two steps it may rest as long as it likes: a slow answer, a slow thread.
enum Doing : unsigned {
    idle,
    decided,       ///< loaded the facts; the intent comes next
    awaits_apply,  ///< holds a `prepared` row and has asked the host to apply
    awaits_abort   ///< holds an `aborting` row and has asked the host to abort
};

/// The dataflow that a request expects on its trigger, under a plan also its newest approved version. Neither is ever
/// reborn: who expects one that is gone waits in vain.
enum Expects : unsigned { no_dataflow, the_holder, a_gone_one };

struct Worker {
    std::uint16_t doing : 2;
    std::uint16_t key : 1;
    std::uint16_t fence : 3;
    std::uint16_t expects : 2;
    std::uint16_t facts_hold : 1;      ///< the mapping that was decided on is still there
    std::uint16_t attempt_failed : 1;  ///< another worker has written that the attempt it works for failed
    std::uint16_t unused : 6;
};

struct LedgerRow {
    std::uint16_t state : 3;
    std::uint16_t fence : 3;
    std::uint16_t owner : 1;
    std::uint16_t facts_hold : 1;  ///< the mapping it refers to is there
    std::uint16_t plan : 2;        ///< what it was promised on, as Expects; without plans 0
    std::uint16_t unused : 6;
};

/// What the host keeps under one promotion key.
struct HostKey {
    std::uint8_t applied_fence : 3;  ///< 0: not applied
    std::uint8_t barred : 3;         ///< every fence up to this one is barred
    std::uint8_t pairs : 2;          ///< Approved + Draft pairs created
};

struct World {
    std::uint16_t trigger_is_held : 1;
    std::uint16_t on_trigger : 2;  ///< dataflows that hold (URL, method) in the target: never two
    std::uint16_t mapping_exists : 1;
    std::uint16_t lost_commits_left : 1;
    std::uint16_t forgotten : 2;  ///< keys (bits) whose row lost a commit
    std::uint16_t outdated : 2;   ///< keys (bits) whose row shows an older state since, not written again yet
    std::uint16_t changes_by_hand_left : 2;
    std::uint16_t unused : 5;
};

struct State {
    std::array<Worker, worker_count> workers;
    World world;
    std::array<LedgerRow, key_count> rows;
    std::array<LedgerRow, key_count> before;  ///< each row before its last commit, while a failover may bring it back
    std::array<std::uint16_t, key_count> applies;  ///< requests whose sender has gone: apply_bit of each
    std::array<HostKey, key_count> host;
    std::array<std::uint8_t, key_count> aborts;     ///< the same for abort: bit of its fence
    std::array<std::uint8_t, key_count> top_fence;  ///< highest fence ever taken, what a clock would be above of
    std::array<std::uint8_t, 6> unused;

    bool operator==(const State& other) const { return std::memcmp(this, &other, sizeof(State)) == 0; }
};
static_assert(sizeof(State) == 32, "no padding: states are compared and hashed as bytes");

constexpr unsigned apply_bit(unsigned fence, Expects expects) {
    return 1U << (2 * (fence - 1) + expects);
}
constexpr unsigned applies_up_to(unsigned fence) {
    return apply_bit(fence + 1, no_dataflow) - 1;
}

inline bool row_is_open(const LedgerRow& row) {
    return row.state == prepared || row.state == aborting;
}
inline bool is_marked(unsigned keys, int key) {
    return (keys >> key) & 1U;
}

inline bool everybody_idle(const State& state) {
    return std::all_of(state.workers.begin(), state.workers.end(), [](const Worker& w) { return w.doing == idle; });
}

}  // namespace neo::model
