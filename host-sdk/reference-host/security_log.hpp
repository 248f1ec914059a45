// Who tried what, from where, with what outcome: one JSON line an event (packaging/docs/security-log.md). Never a
// token, a cookie, a password, or the content of a dataflow.
#pragma once

#include <plugin/base/result.hpp>

#include <boost/json/object.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace neo::host {

// One request on its way through the host.
struct Visit {
    std::string request_id;
    std::string address = {};  // of the client
    std::string user = {};     // empty: nobody, or not known yet
    bool told = false;         // in the security log
};

struct SecurityEvent {
    std::string_view event;  // "log_in", "denied", …
    bool succeeded = true;
    std::string_view user = {};  // empty, here and below: none
    std::string_view address = {};
    std::string_view request_id = {};
    boost::json::object details = {};  // "code" says why it failed
};

// Any thread.
class SecurityLog {
public:
    using Clock = std::chrono::steady_clock;

    // Of the same failure of the same user, or without one of the same address; the others are counted, and told with
    // the first event after that minute, or at the end.
    static constexpr int most_alike_in_a_minute = 10;

    // Appends to `file`, which nobody but its owner may read; to stderr when it is unset. not_found names the file and
    // the system's reason.
    static result<std::unique_ptr<SecurityLog>> open(const std::optional<std::filesystem::path>& file);
    ~SecurityLog();
    SecurityLog(const SecurityLog&) = delete;

    void write(const SecurityEvent& event, Clock::time_point now = Clock::now()) noexcept;

private:
    explicit SecurityLog(int descriptor) : descriptor_(descriptor) {}

    // The same failures of one actor.
    struct Minute {
        Clock::time_point start;
        int told = 0;
        int left_out = 0;
        std::string event;
        std::string user;
        std::string address;
        std::string code;
    };
    bool is_told(const SecurityEvent& failure, Clock::time_point now);
    void tell_left_out(Clock::time_point started_before);
    void append(const SecurityEvent& event);

    const int descriptor_;
    std::mutex mutex_;
    std::unordered_map<std::string, Minute> minutes_;
    Clock::time_point swept_ = Clock::now();
};

}  // namespace neo::host
