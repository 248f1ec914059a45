// Steps and broken promises in plain words.
#include "step.hpp"

#include <fmt/format.h>

namespace neo::model {
namespace {

std::string who(const Step& step) {
    return fmt::format("worker {} (process {})", step.worker + 1, process_of(step.worker) == 0 ? 'A' : 'B');
}

std::string dataflow(Expects expects) {
    switch (expects) {
        case no_dataflow:
            return "no dataflow";
        case the_holder:
            return "the dataflow there";
        default:
            return "a dataflow or a version that is gone";
    }
}

std::string row(const LedgerRow& row) {
    switch (row.state) {
        case absent:
            return "absent";
        case prepared:
            return fmt::format("prepared, fence {}, process {}", row.fence, row.owner == 0 ? 'A' : 'B');
        case aborting:
            return fmt::format("aborting, fence {}, process {}", row.fence, row.owner == 0 ? 'A' : 'B');
        case failed:
            return fmt::format("failed, fence {}", row.fence);
        default:
            return "done";
    }
}

std::string told(Told told) {
    switch (told) {
        case Told::succeeded:
            return "; the client is told: succeeded";
        case Told::failed:
            return "; the client is told: failed";
        case Told::in_progress:
            return "; the client is told: in progress";
        default:
            return "";
    }
}

std::string request(const Step& step) {
    return fmt::format("apply(key {}, fence {}, expects {})", step.key + 1, step.fence, dataflow(step.expects));
}

std::string act_text(const Step& step, const State& before, const State& after) {
    const std::string me = who(step);
    const int key = step.key < 0 ? 0 : step.key;
    const std::string ledger = row(after.rows[key]);
    const std::string was = row(before.rows[key]);
    const std::string abort = fmt::format("abort(key {}, fence {})", step.key + 1, step.fence);
    const int version = step.key + 1;
    switch (step.act) {
        case Act::start:
            return "start";
        case Act::decide:
            return fmt::format("{} decides on key {}: it may be promoted over the mapping that is there", me, version);
        case Act::find_already_promoted:
            return fmt::format("{} finds key {} already promoted in the ledger", me, version);
        case Act::find_in_progress:
            return fmt::format("{} finds key {} in progress ({})", me, version, was);
        case Act::find_facts_changed:
            return fmt::format("{}: the intent for key {} violates a foreign key: the facts changed", me, version);
        case Act::write_intent:
            return fmt::format("{} commits the intent (key {}: {}) and sends {}", me, version, ledger, request(step));
        case Act::write_done:
            return fmt::format("{} hears that key {} is applied and writes the outcome: done", me, version);
        case Act::write_aborting:
            return fmt::format("{} will not go on (denied, barred or refused anew): writes key {}: {}, and sends {}",
                               me, version, ledger, abort);
        case Act::write_failed:
            return fmt::format("{} writes key {}: {} (was {})", me, version, ledger, was);
        case Act::read_row_instead:
            return fmt::format("{}: the update hits no row; it reads key {}: {}", me, version, was);
        case Act::claim:
            return fmt::format("the lease of key {} expires; {} claims it (now {}) and asks the host: {}; sends {}",
                               version, me, ledger, before.host[key].applied_fence ? "applied" : "nothing there",
                               before.rows[key].state == aborting ? abort : request(step));
        case Act::rebuild_row:
            return fmt::format("{} reconciles: the host has key {} (in the ledger: {}); written as done", me, version,
                               was);
        case Act::host_applies:
            return fmt::format(
                "the host applies {} of {}: Approved + Draft created, {} pair(s) now; the reply is under way",
                request(step), me, after.host[key].pairs);
        case Act::adopt_intent:
            return fmt::format(
                "{} loses the reply of its COMMIT, which never happened; reads key {} ({}), takes it for its own and "
                "sends {}",
                me, version, was, request(step));
        case Act::apply_again:
            return fmt::format("{} hears `conflict`, decides again and sends {}", me, request(step));
        case Act::stop:
            return fmt::format("{} stops working on key {} (crash, or a reply lost or late; row: {})", me, version,
                               was);
        case Act::host_bars:
            return fmt::format("the host answers {} of {}: barred", abort, me);
        case Act::late_apply_lands:
            return fmt::format("a delayed or duplicated {} arrives; the host applies it: {} pair(s) now", request(step),
                               after.host[key].pairs);
        case Act::late_abort_bars:
            return fmt::format("a delayed {} arrives; the host bars it", abort);
        case Act::row_vanishes:
            return fmt::format("a failover loses the row of key {} (was {})", version, was);
        case Act::row_goes_back:
            return fmt::format("a failover loses the last commit on key {} (was {}, is again {})", version, was,
                               ledger);
        case Act::delete_mapping:
            return "an admin deletes the mapping";
        case Act::change_type:
            return "an admin changes a registered type (old rows deleted, new ones inserted)";
        case Act::add_mapping:
            return "an admin adds the mapping again";
        case Act::take_trigger_by_hand:
            return "a person at the target creates a dataflow on the trigger";
        case Act::give_trigger_away:
            return "a person at the target moves the dataflow to another trigger";
        case Act::approve_by_hand:
            return "a person at the target approves another version of the dataflow";
    }
    return "";
}

}  // namespace

std::string tell(const Step& step, const State& before, const State& after) {
    return act_text(step, before, after) + told(step.told);
}

std::string tell(Broken broken) {
    switch (broken) {
        case Broken::nothing:
            return "nothing";
        case Broken::two_pairs:
            return "one version was promoted twice: two Approved + Draft pairs";
        case Broken::two_dataflows_on_trigger:
            return "two dataflows hold one trigger";
        case Broken::landed_elsewhere:
            return "the promotion landed where nobody decided it should";
        case Broken::done_without_host:
            return "the ledger says done, the host has nothing";
        case Broken::failed_but_applied:
            return "the ledger says failed, the host has it";
        case Broken::told_succeeded_falsely:
            return "a client was told succeeded, and the host has nothing, or not from that attempt";
        case Broken::told_failed_falsely:
            return "a client was told failed, and the host has it or can still get it from that attempt";
        case Broken::intended_on_gone_facts:
            return "a promotion was intended on a mapping that was gone";
        case Broken::changed_under_open_promotion:
            return "the mapping changed under a promotion in flight";
        case Broken::landed_on_gone_facts:
            return "a promotion landed after its mapping was gone";
        case Broken::landed_past_its_plan:
            return "a promotion landed on another version than it was promised on";
        case Broken::stuck:
            return "a promotion is stuck: nothing that anybody can do brings it to an end";
    }
    return "";
}

}  // namespace neo::model
