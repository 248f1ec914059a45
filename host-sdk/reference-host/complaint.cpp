#include "complaint.hpp"

#include "log.hpp"

namespace neo::host {

void Complaint::tell(const std::string& message) {
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    if (told_ && now - *told_ < std::chrono::minutes(1)) {
        ++untold_;
        return;
    }
    log(LogLevel::warning, component_,
        untold_ == 0 ? message : message + " (and " + std::to_string(untold_) + " times since this was told last)");
    told_ = now;
    untold_ = 0;
}

}  // namespace neo::host
