#include "function_names.hpp"

#include <neo/testing/call_recorder.hpp>

#include <algorithm>
#include <utility>

namespace neo::testing {

std::size_t CallRecorder::began(std::string_view function, std::map<std::string, std::string> arguments) {
    const std::lock_guard lock(mutex_);
    const std::size_t number = next_++;
    calls_.emplace(number, Call{std::string(function), std::move(arguments), std::nullopt, {}});
    changed_.notify_all();
    return number;
}

void CallRecorder::ended(std::size_t number, neo_status status, std::string_view reply) {
    const std::lock_guard lock(mutex_);
    Call& call = calls_.at(number);
    call.status = status;
    call.reply = reply;
}

std::vector<Call> CallRecorder::calls() const {
    const std::lock_guard lock(mutex_);
    std::vector<Call> all;
    for (const auto& [number, call] : calls_)
        all.push_back(call);
    return all;
}

std::vector<Call> CallRecorder::calls(std::string_view function) const {
    check_function_name(function);
    std::vector<Call> some = calls();
    std::erase_if(some, [&](const Call& call) { return call.function != function; });
    return some;
}

std::size_t CallRecorder::count(std::string_view function) const {
    check_function_name(function);
    const std::lock_guard lock(mutex_);
    return count_unlocked(function);
}

std::size_t CallRecorder::count_unlocked(std::string_view function) const {
    return static_cast<std::size_t>(std::count_if(
        calls_.begin(), calls_.end(), [&](const auto& numbered) { return numbered.second.function == function; }));
}

bool CallRecorder::wait_for(std::string_view function, std::size_t count, std::chrono::milliseconds patience) const {
    check_function_name(function);
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return count_unlocked(function) >= count; });
}

void CallRecorder::clear() {
    const std::lock_guard lock(mutex_);
    std::erase_if(calls_, [](const auto& numbered) { return numbered.second.status.has_value(); });
}

}  // namespace neo::testing
