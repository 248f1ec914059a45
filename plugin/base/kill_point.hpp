// Named places where a test build can be made to die or to fail, so that a crash at each of them is a test and not luck
// (plugin/docs/protocol.md, "Kill points"). Header-only; any thread. Without NEO_KILL_POINTS both macros compile to
// nothing.
//
//     NEO_KILL_POINT("ledger.prepare.after_commit");
//     if (NEO_FAIL_POINT("sql.execute")) throw …;
//
// NEO_KILL_POINT=NAME or NAME:N      the process kills itself with SIGKILL at the first or N-th hit of NAME
// NEO_KILL_POINT_LOG=FILE            appends the name of each kill point that is hit to FILE, once a process
// NEO_FAIL_POINT=NAME or NAME:N      the first or N-th hit of NAME fails, once; with NAME:N+ every one from it on;
//                                    the name "any" counts every fail point
#pragma once

#ifdef NEO_KILL_POINTS

#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <mutex>
#include <set>
#include <signal.h>
#include <string>
#include <string_view>
#include <unistd.h>

namespace neo {

// Fires at the N-th hit of one name, or from it on.
class PointTrigger {
public:
    // `text` is NAME, NAME:N or NAME:N+; null never fires.
    explicit PointTrigger(const char* text) { set(text == nullptr ? "" : text); }

    void set(std::string_view text) {
        const std::lock_guard lock(mutex_);
        const auto colon = text.rfind(':');
        name_ = text.substr(0, colon);
        lasting_ = text.ends_with('+');
        hits_left_ = colon == std::string_view::npos ? 1 : std::atoll(std::string(text.substr(colon + 1)).c_str());
    }

    bool fires(std::string_view name) {
        const std::lock_guard lock(mutex_);
        if (name_.empty() || (name_ != name && name_ != "any")) return false;
        --hits_left_;
        return hits_left_ == 0 || (lasting_ && hits_left_ < 0);
    }

    // True once it has fired.
    bool fired() {
        const std::lock_guard lock(mutex_);
        return !name_.empty() && hits_left_ <= 0;
    }

private:
    std::mutex mutex_;
    std::string name_;
    long long hits_left_ = 0;
    bool lasting_ = false;
};

inline void log_kill_point(const char* file, const char* name) {
    static std::mutex mutex;
    static std::set<std::string> logged;
    const std::lock_guard lock(mutex);
    if (!logged.insert(name).second) return;
    const int out = ::open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (out < 0) return;
    const std::string line = std::string(name) + '\n';
    if (::write(out, line.data(), line.size()) < 0) std::abort();
    ::close(out);
}

// Called at each kill point when it is set: a test holds a thread there, so that two transactions meet where they
// should.
inline std::atomic<void (*)(const char* name)> kill_point_visitor{nullptr};

inline void kill_point(const char* name) {
    static const char* const log = std::getenv("NEO_KILL_POINT_LOG");
    static PointTrigger trigger(std::getenv("NEO_KILL_POINT"));
    if (log != nullptr) log_kill_point(log, name);
    if (auto* const visit = kill_point_visitor.load()) visit(name);
    if (trigger.fires(name)) ::kill(::getpid(), SIGKILL);
}

// The trigger of the fail points of this library or program: a test sets it, or the environment does.
inline PointTrigger& fail_point_trigger() {
    static PointTrigger trigger(std::getenv("NEO_FAIL_POINT"));
    return trigger;
}

inline bool fail_point(const char* name) {
    return fail_point_trigger().fires(name);
}

}  // namespace neo

#define NEO_KILL_POINT(name) ::neo::kill_point(name)
#define NEO_FAIL_POINT(name) ::neo::fail_point(name)

#else

#define NEO_KILL_POINT(name) static_cast<void>(0)
#define NEO_FAIL_POINT(name) false

#endif
