// Several hosts that promote the same versions against one database, or one cluster, while something happens to it.
#pragma once

#include <adapters/sql/config.hpp>
#include <plugin/ports/store.hpp>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <tests/support/registrations.hpp>
#include <thread>
#include <vector>

namespace neo::cluster {

// The dataflow store of a platform, in memory: apply and abort as the protocol's host contract asks.
class PlatformModel {
public:
    // false: the fence is barred.
    bool apply(const std::string& key, std::int64_t fence);
    bool has(const std::string& key) const;
    // true: it was applied already; else every fence up to this one is barred.
    bool abort(const std::string& key, std::int64_t fence);
    std::size_t size() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::int64_t> applied_;
    std::map<std::string, std::int64_t> barred_;
};

class Workload {
public:
    // One host for each configuration, each with a thread that promotes and one that recovers. Registers the
    // organizations and maps them.
    explicit Workload(const std::vector<sql::DatabaseConfig>& hosts);
    ~Workload();

    void start();
    // Waits until `count` more promotions have succeeded than when it was called. Fails the test when nothing moves.
    void wait_for(int count);
    // Ends the promoting threads, recovers what is left, and checks: every promotion that was acknowledged is in the
    // ledger, the history and the platform, exactly once; every attempt that was prepared is in the history; nothing is
    // unfinished or contradicts.
    void finish();
    // Writes what happened and how far the work is, with the time since the start.
    void note(const std::string& what);

private:
    struct Host {
        std::string name;
        std::unique_ptr<ports::Store> store;
    };
    void acknowledge(const ports::LedgerRow& row);
    void promote(Host& host, std::stop_token stop);
    void promote_one(Host& host, const std::string& key);
    void recover(Host& host, std::stop_token stop);
    // Answers how many rows it ended.
    int recover_once(Host& host);
    void end(Host& host, ports::LedgerRow row);

    std::vector<Host> hosts_;
    test::Route route_;
    PlatformModel platform_;
    std::vector<std::jthread> threads_;
    std::atomic<int> next_key_{0};
    std::atomic<int> succeeded_{0};
    std::atomic<int> recovered_{0};
    std::atomic<int> competed_{0};     // somebody else had the key
    std::atomic<int> unavailable_{0};  // the database gave no answer
    std::mutex told_mutex_;
    std::map<std::string, std::string> acknowledged_;  // key -> attempt
    std::set<std::string> prepared_;                   // attempts
    int acknowledged_twice_ = 0;
    const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace neo::cluster
