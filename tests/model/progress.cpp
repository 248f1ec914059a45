#include "progress.hpp"

#include "host.hpp"
#include "worker.hpp"

#include <initializer_list>

namespace neo::model {
namespace {

constexpr int only_worker = 0;
constexpr int longest_way = 16;  ///< a recovery that applies again and a whole attempt after it are shorter

bool is_fault(const Step& step) {
    return step.act == Act::stop || step.act == Act::adopt_intent;
}

bool reaches(const State& state, const Settings& settings, int key, std::initializer_list<Row> goals, int steps_left) {
    if (state.workers[only_worker].doing == idle) {
        for (const Row goal : goals) {
            if (state.rows[key].state == goal) return true;
        }
    }
    if (steps_left == 0) return false;
    Successors ways;
    act(state, settings, only_worker, ways);
    process_request(state, settings, only_worker, ways);
    for (const Successor& next : ways) {
        if (is_fault(next.step) || next.step.key != key) continue;
        if (reaches(next.state, settings, key, goals, steps_left - 1)) return true;
    }
    return false;
}

}  // namespace

bool every_key_can_end(const State& state, const Settings& settings) {
    Settings unbounded = settings;
    unbounded.bounds.fences = 7;
    for (int key = 0; key < key_count; ++key) {
        if (row_is_open(state.rows[key]) && !reaches(state, unbounded, key, {done, failed}, longest_way)) return false;
        const bool may_start = state.world.mapping_exists && settings.guards.deterministic_key;
        if (state.rows[key].state == done || !may_start) continue;
        if (!reaches(state, unbounded, key, {done}, longest_way)) return false;
    }
    return true;
}

}  // namespace neo::model
