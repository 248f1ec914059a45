#include "function_names.hpp"

#include <neo/testing/fault_script.hpp>

#include <limits>
#include <thread>
#include <utility>

namespace neo::testing {

namespace {

Reply no_answer() {
    return {NEO_UNAVAILABLE, "scripted fault: no answer"};
}

}  // namespace

FaultScript::Function FaultScript::on(std::string function) {
    check_function_name(function);
    return {*this, std::move(function)};
}

FaultScript::Calls FaultScript::Function::call(std::size_t number) const {
    return calls(number, number);
}

FaultScript::Calls FaultScript::Function::calls(std::size_t first, std::size_t last) const {
    return {script_, name_, first, last};
}

FaultScript::Calls FaultScript::Function::every_call() const {
    return calls(1, std::numeric_limits<std::size_t>::max());
}

void FaultScript::Calls::run(Fault fault) const {
    const std::lock_guard lock(script_.mutex_);
    script_.entries_.push_back({function_, first_, last_, 0, std::move(fault)});
}

void FaultScript::Calls::refuse() const {
    run([](const Turn&) { return no_answer(); });
}

void FaultScript::Calls::lose_reply() const {
    run([](const Turn& turn) {
        turn.act();
        return no_answer();
    });
}

void FaultScript::Calls::do_twice() const {
    run([](const Turn& turn) {
        turn.act();
        return turn.act();
    });
}

void FaultScript::Calls::deliver_late() const {
    run([](const Turn& turn) {
        turn.act_later();
        return no_answer();
    });
}

void FaultScript::Calls::delay(std::chrono::milliseconds by) const {
    run([by](const Turn& turn) {
        std::this_thread::sleep_for(by);
        return turn.act();
    });
}

void FaultScript::Calls::hold() const {
    run([](const Turn& turn) {
        turn.wait_for_release();
        return turn.act();
    });
}

void FaultScript::Calls::hold_reply() const {
    run([](const Turn& turn) {
        Reply reply = turn.act();
        turn.wait_for_release();
        return reply;
    });
}

void FaultScript::Calls::never_answer() const {
    run([](const Turn& turn) {
        turn.wait_for_release();
        return no_answer();
    });
}

void FaultScript::Calls::garbage() const {
    run([](const Turn& turn) { return Reply{turn.act().status, "\xff{garbage"}; });
}

void FaultScript::Calls::cut_short() const {
    run([](const Turn& turn) {
        Reply reply = turn.act();
        reply.text.resize(reply.text.size() / 2);
        return reply;
    });
}

void FaultScript::Calls::wrong_hash() const {
    run([](const Turn& turn) {
        constexpr std::string_view member = "\"payload_hash\":\"";
        Reply reply = turn.act();
        if (const auto at = reply.text.find(member); at != std::string::npos) {
            char& digit = reply.text[at + member.size()];
            digit = digit == '0' ? '1' : '0';
        }
        return reply;
    });
}

void FaultScript::Calls::answer(neo_status status, std::string text) const {
    run([reply = Reply{status, std::move(text)}](const Turn&) { return reply; });
}

void FaultScript::release() {
    const std::lock_guard lock(mutex_);
    ++releases_;
    released_.notify_all();
}

std::vector<Reply> FaultScript::deliver() {
    std::vector<Act> late;
    {
        const std::lock_guard lock(mutex_);
        late.swap(late_);
    }
    std::vector<Reply> replies;
    replies.reserve(late.size());
    for (const Act& act : late)
        replies.push_back(act());
    return replies;
}

void FaultScript::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
}

FaultScript::Flood::Flood(FaultScript& script) : script_(script) {
    const std::lock_guard lock(script_.mutex_);
    ++script_.floods_;
    script_.released_.notify_all();
}

FaultScript::Flood::~Flood() {
    const std::lock_guard lock(script_.mutex_);
    --script_.floods_;
}

std::size_t FaultScript::ticket() const {
    const std::lock_guard lock(mutex_);
    return releases_;
}

Reply FaultScript::perform(std::string_view function, const Act& act, std::size_t ticket) {
    Fault fault;
    {
        const std::lock_guard lock(mutex_);
        for (Entry& entry : entries_) {
            if (entry.function != function) continue;
            ++entry.seen;
            if (!fault && entry.seen >= entry.first && entry.seen <= entry.last) fault = entry.fault;
        }
    }
    return fault ? fault(Turn(*this, act, ticket)) : act();
}

void FaultScript::Turn::act_later() const {
    const std::lock_guard lock(script_.mutex_);
    script_.late_.push_back(act_);
}

void FaultScript::Turn::wait_for_release() const {
    std::unique_lock lock(script_.mutex_);
    script_.released_.wait(lock, [&] { return script_.releases_ != ticket_ || script_.floods_ > 0; });
}

}  // namespace neo::testing
