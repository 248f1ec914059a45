#include "refusal_limit.hpp"

#include <chrono>

namespace neo::app {

namespace {

constexpr std::chrono::seconds window{60};
constexpr std::size_t most_windows = 1000;  // beyond, those that are over are forgotten

}  // namespace

std::optional<int> RefusalLimit::take(const std::string& actor, Time now) {
    const std::lock_guard lock(mutex_);
    const auto is_over = [&](const Window& one) { return now < one.begin || now - one.begin >= window; };
    if (windows_.size() >= most_windows) std::erase_if(windows_, [&](const auto& one) { return is_over(one.second); });
    Window& mine = windows_[actor];
    if (is_over(mine)) mine = {now, 0};
    if (mine.count == per_minute_)
        return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(mine.begin + window - now).count());
    ++mine.count;
    return std::nullopt;
}

}  // namespace neo::app
