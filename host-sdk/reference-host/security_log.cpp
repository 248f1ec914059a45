#include "security_log.hpp"

#include "time.hpp"
#include "visible.hpp"

#include <boost/json/serialize.hpp>

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace neo::host {

namespace {

constexpr std::chrono::minutes minute{1};
constexpr std::size_t most_actors = 10'000;

boost::json::value text_or_null(std::string_view text) {
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

std::string code_of(const SecurityEvent& event) {
    const boost::json::value* code = event.details.if_contains("code");
    return code != nullptr && code->is_string() ? std::string(code->get_string()) : "";
}

}  // namespace

result<std::unique_ptr<SecurityLog>> SecurityLog::open(const std::optional<std::filesystem::path>& file) {
    if (!file) return std::unique_ptr<SecurityLog>(new SecurityLog(STDERR_FILENO));
    constexpr mode_t for_its_owner = 0600;
    const int descriptor = ::open(file->c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, for_its_owner);
    if (descriptor < 0)
        return Error{ErrorCode::not_found, file->string() + ": " + std::generic_category().message(errno)};
    return std::unique_ptr<SecurityLog>(new SecurityLog(descriptor));
}

SecurityLog::~SecurityLog() {
    try {
        tell_left_out(Clock::time_point::max());
    } catch (...) {
        // what cannot be written is dropped
    }
    if (descriptor_ != STDERR_FILENO) ::close(descriptor_);
}

void SecurityLog::write(const SecurityEvent& event, Clock::time_point now) noexcept {
    try {
        const std::lock_guard lock(mutex_);
        if (now - swept_ >= minute) {
            tell_left_out(now - minute);
            swept_ = now;
        }
        if (event.succeeded || is_told(event, now)) append(event);
    } catch (...) {
        return;  // what cannot be written is dropped
    }
}

bool SecurityLog::is_told(const SecurityEvent& failure, Clock::time_point now) {
    const std::string code = code_of(failure);
    std::string key;
    for (const std::string_view part : {failure.event, failure.user.empty() ? failure.address : failure.user,
                                        std::string_view(failure.user.empty() ? "" : "user"), std::string_view(code)})
        key.append(part).push_back('\n');
    const bool is_known = minutes_.contains(key);
    const bool is_one_of_many = !is_known && minutes_.size() >= most_actors;
    if (is_one_of_many) key.clear();
    Minute& alike = minutes_[key];
    if (alike.event.empty()) {
        alike = {now, 0, 0, std::string(failure.event), {}, {}, is_one_of_many ? "" : code};
        if (!is_one_of_many) {
            alike.user = failure.user;
            alike.address = failure.address;
        }
    }
    if (alike.told < most_alike_in_a_minute) {
        ++alike.told;
        return true;
    }
    ++alike.left_out;
    return false;
}

void SecurityLog::tell_left_out(Clock::time_point started_before) {
    std::erase_if(minutes_, [&](const auto& one) {
        const Minute& alike = one.second;
        if (alike.start > started_before) return false;
        if (alike.left_out > 0)
            append({alike.event,
                    false,
                    alike.user,
                    alike.address,
                    {},
                    {{"code", text_or_null(alike.code)}, {"left_out", alike.left_out}}});
        return true;
    });
}

void SecurityLog::append(const SecurityEvent& event) {
    const boost::json::object document{{"time", rfc3339(time_now())},
                                       {"event", event.event},
                                       {"outcome", event.succeeded ? "success" : "failure"},
                                       {"user", text_or_null(event.user)},
                                       {"address", text_or_null(event.address)},
                                       {"request_id", text_or_null(event.request_id)},
                                       {"details", event.details}};
    const std::string line = visible(boost::json::serialize(document)) + "\n";
    // One write keeps lines of several threads and processes apart.
    if (::write(descriptor_, line.data(), line.size()) < 0) return;
}

}  // namespace neo::host
