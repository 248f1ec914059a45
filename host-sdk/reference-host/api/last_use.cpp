#include "last_use.hpp"

#include "../store/sessions.hpp"
#include "../store/tokens.hpp"

namespace neo::host::api {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::minutes interval{1};
constexpr std::size_t most_remembered = 10'000;

}  // namespace

LastUse::LastUse(sql::Pool& pool) : pool_(pool), thread_([this](const std::stop_token& stop) { write_each(stop); }) {}

void LastUse::note(Of what, const std::string& hash) {
    const auto now = Clock::now();
    {
        const std::lock_guard lock(mutex_);
        const auto known = written_.find(hash);
        if (known != written_.end() && now - known->second < interval) return;
        if (written_.size() >= most_remembered) {
            std::erase_if(written_, [&](const auto& one) { return now - one.second >= interval; });
            if (written_.size() >= most_remembered) return;
        }
        written_[hash] = now;
        waiting_.emplace_back(what, hash);
    }
    noted_.notify_one();
}

void LastUse::write_each(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (noted_.wait(lock, stop, [this] { return !waiting_.empty(); }) && !stop.stop_requested()) {
        std::vector<Use> uses;
        uses.swap(waiting_);
        lock.unlock();
        for (const Use& use : uses) {
            if (!stop.stop_requested()) write(use);
        }
        lock.lock();
    }
}

// What a database does not take now is written a minute later.
void LastUse::write(const Use& use) {
    const auto& what = use.first;
    const auto& hash = use.second;
    (void)pool_.write("host.last_use", [&](sql::Connection& connection) -> result<void> {
        if (what == Of::token)
            store::use_token(connection, hash, now());
        else
            store::use_session(connection, hash, now());
        return {};
    });
}

}  // namespace neo::host::api
