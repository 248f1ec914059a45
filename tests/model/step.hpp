// One step of a history: who does what. Cheap to make; told in plain words only when a history is printed.
#pragma once

#include "settings.hpp"
#include "state.hpp"

#include <string>
#include <vector>

namespace neo::model {

enum class Act : std::uint8_t {
    start,
    // a worker decides and takes a key
    decide,
    find_already_promoted,
    find_in_progress,
    find_facts_changed,
    write_intent,
    adopt_intent,
    claim,
    rebuild_row,
    // a worker hears the host and writes what follows
    apply_again,
    write_done,
    write_aborting,
    write_failed,
    read_row_instead,
    stop,
    // host and network
    host_applies,
    host_bars,
    late_apply_lands,
    late_abort_bars,
    // the world
    row_vanishes,
    row_goes_back,
    delete_mapping,
    change_type,
    add_mapping,
    take_trigger_by_hand,
    give_trigger_away,
    approve_by_hand
};

enum class Broken : std::uint8_t {
    nothing,
    two_pairs,
    two_dataflows_on_trigger,
    landed_elsewhere,
    done_without_host,
    failed_but_applied,
    told_succeeded_falsely,
    told_failed_falsely,
    intended_on_gone_facts,
    changed_under_open_promotion,
    landed_on_gone_facts,
    landed_past_its_plan,
    stuck
};

/// What a client, or the attempt's history row, is told by a step.
enum class Told : std::uint8_t { nothing, succeeded, failed, in_progress };

struct Step {
    Act act = Act::start;
    std::int8_t worker = -1;
    std::int8_t key = -1;
    std::uint8_t fence = 0;
    Expects expects = no_dataflow;
    Told told = Told::nothing;
    Broken broken = Broken::nothing;  ///< what the step itself breaks, whatever the state it leads to
};

struct Successor {
    State state;
    Step step;
};
using Successors = std::vector<Successor>;

/// The step in plain words. `after` is the state that it leads to.
std::string tell(const Step& step, const State& before, const State& after);
std::string tell(Broken broken);

}  // namespace neo::model
