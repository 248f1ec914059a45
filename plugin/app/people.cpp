#include "people.hpp"

namespace neo::app {

std::optional<std::string> People::name(ports::Host& host, const std::string& user) {
    const auto now = Clock::now();
    {
        const std::lock_guard lock(mutex_);
        const auto known = known_.find(user);
        if (known != known_.end() && known->second.until > now) return known->second.name;
    }
    const auto told = host.user(user);
    if (!told) return std::nullopt;
    std::optional<std::string> name;
    if (*told && !(*told)->name.empty()) name = (*told)->name;
    const std::lock_guard lock(mutex_);
    if (known_.size() >= most) known_.clear();
    known_.insert_or_assign(user, Known{name, now + kept});
    return name;
}

}  // namespace neo::app
