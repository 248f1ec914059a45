#include "worker.hpp"

#include "host.hpp"
#include "ledger.hpp"

namespace neo::model {
namespace {

/// The moves of one worker from one state. An answer of the host and the ledger transaction that follows it are one
/// step: `applied` and `barred` stay true, so hearing them early and writing late is the same as hearing them late;
/// after the other answers (denied, conflict, nothing there) the worker may go on at any time, as if it had heard them
/// long ago.
class Moves {
public:
    Moves(const State& state, const Settings& settings, int worker, Successors& out)
        : state_(state), settings_(settings), worker_(worker), me_(state.workers[worker]), out_(out) {}

    void all() const {
        switch (me_.doing) {
            case idle:
                return begin();
            case decided:
                write_intent();
                break;
            case awaits_apply:
                after_apply();
                break;
            case awaits_abort:
                after_abort();
                break;
        }
        stop();
    }

private:
    /// A step of this worker on its key. It may leave its request behind: that can arrive later, or again.
    Successor step(Act act, Doing doing) const {
        Successor next{state_, {act, static_cast<std::int8_t>(worker_), static_cast<std::int8_t>(me_.key)}};
        next.step.fence = me_.fence;
        next.step.expects = Expects(me_.expects);
        leave_request_behind(next.state, worker_);
        Worker& me = next.state.workers[worker_];
        me.doing = doing;
        me.expects = no_dataflow;
        me.facts_hold = 0;
        if (doing == idle) me = {};
        return next;
    }

    void emit(const Successor& next) const { out_.push_back(next); }
    bool in_bounds(unsigned fence) const { return fence <= unsigned(settings_.bounds.fences); }

    // Steps 1, 5 and 6 of the protocol: decide, recover, reconcile.
    void begin() const {
        for (int version = 0; version < (settings_.guards.deterministic_key ? key_count : 1); ++version) {
            const int key = key_for(state_, settings_, version);
            const LedgerRow& row = state_.rows[key];
            if (row.state != done && state_.world.mapping_exists) decide(key);
            if (row_is_open(row)) claim(key);
            if ((row.state == absent || row.state == failed) && is_applied(state_, key)) rebuild(key);
        }
    }

    Successor first_step(Act act, int key, Doing doing) const {
        Successor next = step(act, doing);
        next.step.key = static_cast<std::int8_t>(key);
        if (doing != idle) next.state.workers[worker_].key = key;
        return next;
    }

    void decide(int key) const {
        Successor next = first_step(Act::decide, key, decided);
        next.state.workers[worker_].facts_hold = 1;
        emit(next);
    }

    /// The claim, and the `find` that follows it: when the host has nothing yet, a prepared row is applied again.
    void claim(int key) const {
        const unsigned fence = next_fence(state_, settings_, key);
        if (!in_bounds(fence)) return;
        const LedgerRow row = state_.rows[key];
        Successor next = first_step(Act::claim, key, row.state == aborting ? awaits_abort : awaits_apply);
        if (row.state == prepared) expect_what_is_there(next);
        take(next, fence, Row(row.state), row.facts_hold);
        emit(next);
    }

    void rebuild(int key) const {
        Successor next = first_step(Act::rebuild_row, key, idle);
        LedgerRow row{};
        row.state = done;
        row.fence = std::max<unsigned>(state_.rows[key].fence, state_.host[key].applied_fence);
        commit(next.state, key, row);
        emit(next);
    }

    // Step 2: the intent. After it the request is under way, with what the worker saw on the trigger when it decided:
    // any time ago, so it may be anything.
    void write_intent() const {
        const LedgerRow& row = state_.rows[me_.key];
        if (row.state == done) return say_succeeded(step(Act::find_already_promoted, idle));
        if (row_is_open(row)) {
            say_in_progress(step(Act::find_in_progress, idle));
            if (row.state == prepared && row.owner == process_of(worker_)) adopt_intent(row.fence);
            return;
        }
        if (settings_.guards.intent_references && !me_.facts_hold) return emit(step(Act::find_facts_changed, idle));
        // The clock was read with the facts: the fence is above the row's, and above those of a row that was lost, or
        // not, if the lost one was written since.
        const unsigned newest = next_fence(state_, settings_, me_.key);
        for (unsigned fence = row.fence + 1U; fence <= newest && in_bounds(fence); ++fence)
            write_intent(fence);
    }

    void write_intent(unsigned fence) const {
        for (const Expects expects : {no_dataflow, the_holder, a_gone_one}) {
            if (expects == the_holder && !state_.world.trigger_is_held) continue;
            if (expects == a_gone_one && !something_is_gone()) continue;
            Successor next = step(Act::write_intent, awaits_apply);
            next.state.workers[worker_].expects = expects;
            next.step.expects = expects;
            take(next, fence, prepared, me_.facts_hold);
            if (settings_.planned) next.state.rows[next.step.key].plan = expects;
            if (!me_.facts_hold) next.step.broken = Broken::intended_on_gone_facts;
            emit(next);
        }
    }

    /// Whether a worker may have seen a dataflow, or under a plan a version, that is there no more.
    bool something_is_gone() const {
        const bool moved = settings_.planned && (is_applied(state_, 0) || is_applied(state_, 1));
        return moved || state_.world.changes_by_hand_left != settings_.bounds.changes_by_hand;
    }

    /// The reply of COMMIT is lost, the transaction never happened, and the row of the other thread of the same
    /// process, read by key, looks like one's own.
    void adopt_intent(unsigned fence) const {
        Successor next = step(Act::adopt_intent, awaits_apply);
        next.state.workers[worker_].fence = fence;
        expect_what_is_there(next);
        next.step.fence = fence;
        emit(next);
    }

    // Steps 3 and 4: what the host answers to apply, and the outcome.
    void after_apply() const {
        if (is_applied(state_, me_.key)) write_done(prepared);
        write_aborting();
        if (!is_applied(state_, me_.key) && conflicts(state_, Expects(me_.expects))) apply_again();
    }

    void after_abort() const {
        if (is_applied(state_, me_.key)) write_done(aborting);
        const bool barred = is_barred(state_, me_.key, me_.fence) || !settings_.guards.abort_barrier;
        if (barred) write_failed(aborting);
    }

    /// `conflict`: loads the facts anew and applies under the same fence; the references still hold the mapping.
    void apply_again() const {
        if (!keeps_its_plan()) return;  // it is given up
        Successor next = step(Act::apply_again, awaits_apply);
        expect_what_is_there(next);
        emit(next);
    }

    /// The host has it. When no row is hit, that may be what a later attempt brought about.
    void write_done(Row from) const {
        Successor next = step(Act::write_done, idle);
        if (!write_outcome(next.state, settings_, me_, worker_, from, done, 0)) {
            if (settings_.guards.own_attempt_is_told) return read_row();
            next.step.act = Act::read_row_instead;
        }
        say_succeeded(next);
    }

    /// The host denies or bars, or the decision anew refuses: not `failed` yet, the request may still be under way.
    void write_aborting() const {
        if (!settings_.guards.abort_before_failed) return write_failed(prepared);
        const bool raises = settings_.guards.abort_raises_fence;
        const unsigned fence = raises ? next_fence(state_, settings_, me_.key) : me_.fence;
        Successor next = step(Act::write_aborting, awaits_abort);
        if (!write_outcome(next.state, settings_, me_, worker_, prepared, aborting, raises ? fence : 0))
            return read_row();
        if (!in_bounds(fence)) return;
        next.state.workers[worker_].fence = fence;
        next.step.fence = fence;
        emit(next);
    }

    void write_failed(Row from) const {
        Successor next = step(Act::write_failed, idle);
        if (!write_outcome(next.state, settings_, me_, worker_, from, failed, 0)) return read_row();
        for (int other = 0; other < worker_count; ++other) {
            Worker& worker = next.state.workers[other];
            const bool holds = worker.doing == awaits_apply || worker.doing == awaits_abort;
            if (other != worker_ && holds && worker.key == me_.key && worker.fence <= me_.fence)
                worker.attempt_failed = 1;
        }
        say_failed(next);
    }

    /// No row was hit: somebody else has the key. Answers what became of the own attempt: that it failed, else what the
    /// row says.
    void read_row() const {
        Successor next = step(Act::read_row_instead, idle);
        const LedgerRow& row = state_.rows[me_.key];
        if (me_.attempt_failed && settings_.guards.own_attempt_is_told) {
            // True by what it stands for, also when a later attempt has put the version at the host.
            next.step.told = Told::failed;
            return emit(next);
        }
        const bool covered = row.fence >= me_.fence || !settings_.guards.failed_covers_own_fence;
        if (row.state == done) return say_succeeded(next);
        if (row.state == failed && covered) return say_failed(next);
        say_in_progress(next);
    }

    /// Crashes, or waits in vain and gives up: either way the work stays for recovery, and requests may still arrive.
    void stop() const { emit(step(Act::stop, idle)); }

    /// Decided again on fresh facts. A plan that holds no more: nothing is sent, which is as good as what never lands.
    void expect_what_is_there(Successor& next) const {
        const auto there = Expects(state_.world.trigger_is_held);
        const Expects expects = keeps_its_plan(next.step.key) ? there : a_gone_one;
        next.state.workers[worker_].expects = expects;
        next.step.expects = expects;
    }

    bool keeps_its_plan() const { return keeps_its_plan(static_cast<int>(me_.key)); }
    bool keeps_its_plan(int key) const {
        return !settings_.planned || !settings_.guards.plan_in_the_row || plan_holds(state_, state_.rows[key]);
    }

    void take(Successor& next, unsigned fence, Row row_state, bool facts_hold) const {
        neo::model::take(next.state, next.step.key, row_state, fence, worker_, facts_hold);
        next.state.workers[worker_].fence = fence;
        next.step.fence = fence;
    }

    // What the client, or the attempt's history row, is told.
    void say_succeeded(Successor next) const {
        next.step.told = Told::succeeded;
        if (!is_applied(state_, me_.key) || me_.attempt_failed) next.step.broken = Broken::told_succeeded_falsely;
        emit(next);
    }

    void say_failed(Successor next) const {
        next.step.told = Told::failed;
        const unsigned applied = state_.host[me_.key].applied_fence;
        const bool own_attempt = applied != 0 && applied <= me_.fence;
        const bool promotion = applied != 0 && !is_marked(next.state.world.outdated, me_.key);
        // Without the barrier the late landing itself is judged: that tells a better story.
        const bool could_land = settings_.guards.abort_barrier && settings_.guards.abort_before_failed &&
                                applied == 0 && !is_barred(state_, me_.key, me_.fence);
        if (own_attempt || could_land || promotion) {
            next.step.broken = Broken::told_failed_falsely;
        }
        emit(next);
    }

    void say_in_progress(Successor next) const {
        next.step.told = Told::in_progress;
        emit(next);
    }

    const State& state_;
    const Settings& settings_;
    int worker_;
    const Worker& me_;
    Successors& out_;
};

}  // namespace

void act(const State& state, const Settings& settings, int worker, Successors& out) {
    Moves(state, settings, worker, out).all();
}

}  // namespace neo::model
