#include "workload.hpp"

#include <adapters/store/open_store.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace neo::cluster {
namespace {

using ports::IntentOutcome;
using ports::LedgerRow;
using ports::LedgerState;
using ports::PromotionStatus;

constexpr std::int64_t lease_seconds = 1;
const ports::Placement placement{"crm", "welcome", 1, 2};

std::string next_id() {
    static std::atomic<int> counter{0};
    return fmt::format("p-{:08}", ++counter);
}

}  // namespace

bool PlatformModel::apply(const std::string& key, std::int64_t fence) {
    const std::lock_guard lock(mutex_);
    if (applied_.contains(key)) return true;
    const auto barred = barred_.find(key);
    if (barred != barred_.end() && fence <= barred->second) return false;
    applied_.emplace(key, fence);
    return true;
}

bool PlatformModel::has(const std::string& key) const {
    const std::lock_guard lock(mutex_);
    return applied_.contains(key);
}

bool PlatformModel::abort(const std::string& key, std::int64_t fence) {
    const std::lock_guard lock(mutex_);
    if (applied_.contains(key)) return true;
    barred_[key] = std::max(barred_[key], fence);
    return false;
}

std::size_t PlatformModel::size() const {
    const std::lock_guard lock(mutex_);
    return applied_.size();
}

Workload::Workload(const std::vector<sql::DatabaseConfig>& configs) {
    for (const auto& config : configs) {
        auto store = sql::open_store(config);
        if (!store) throw std::runtime_error(store.error().message);
        hosts_.push_back({fmt::format("host-{}", hosts_.size()), *std::move(store)});
    }
    route_ = test::register_and_map(hosts_.front().store->registrations());
}

Workload::~Workload() = default;

void Workload::start() {
    for (Host& host : hosts_) {
        threads_.emplace_back([this, &host](std::stop_token stop) { promote(host, stop); });
        threads_.emplace_back([this, &host](std::stop_token stop) { recover(host, stop); });
    }
}

void Workload::promote(Host& host, std::stop_token stop) {
    // Every host works through the same keys, so that most are wanted by several at once.
    for (int number = 0; !stop.stop_requested(); ++number) {
        const int newest = next_key_;
        if (number < newest - 3) number = newest - 3;
        if (number >= newest) next_key_ = number + 1;
        promote_one(host, fmt::format("key-{:06}", number));
    }
}

void Workload::promote_one(Host& host, const std::string& key) {
    ports::Intent intent;
    intent.key = key;
    intent.owner = host.name + "/promoter";
    intent.lease_seconds = lease_seconds;
    intent.promotion.id = next_id();
    intent.promotion.key = key;
    intent.promotion.status = PromotionStatus::in_progress;
    intent.promotion.source = {"dev", key, 1};
    intent.promotion.target_organization = "uat";
    intent.promotion.actor = "ana";
    intent.mapping = route_.mapping.id;
    intent.source_registration = route_.source.id;
    intent.target_registration = route_.target.id;
    const auto prepared = host.store->ledger().prepare(intent);
    if (!prepared) {
        ++unavailable_;
        return;
    }
    if (prepared->outcome != IntentOutcome::prepared) {
        ++competed_;
        return;
    }
    {
        const std::lock_guard lock(told_mutex_);
        prepared_.insert(prepared->row.promotion);
    }
    if (!platform_.apply(key, prepared->row.fence)) return;
    const auto completed = host.store->ledger().complete(prepared->row, placement, false, {});
    if (!completed) {
        ++unavailable_;  // the outcome is for recovery
        return;
    }
    if (!*completed) return;
    ++succeeded_;
    acknowledge(prepared->row);
}

void Workload::acknowledge(const LedgerRow& row) {
    const std::lock_guard lock(told_mutex_);
    const auto [at, first] = acknowledged_.emplace(row.key, row.promotion);
    if (first || at->second == row.promotion) return;
    ++acknowledged_twice_;
    ADD_FAILURE() << row.key << " was acknowledged twice: " << at->second << " and " << row.promotion;
}

void Workload::recover(Host& host, std::stop_token stop) {
    while (!stop.stop_requested()) {
        if (recover_once(host) == 0) std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

int Workload::recover_once(Host& host) {
    auto& ledger = host.store->ledger();
    const auto rows = ledger.expired(10);
    if (!rows) return 0;
    int ended = 0;
    for (const LedgerRow& row : *rows) {
        const auto claimed = ledger.claim(row, host.name + "/recoverer", lease_seconds);
        if (!claimed || !*claimed) continue;
        end(host, **claimed);
        ++ended;
    }
    return ended;
}

void Workload::end(Host& host, LedgerRow row) {
    auto& ledger = host.store->ledger();
    // Every third key that never reached the platform is given up, the others are applied again.
    const bool give_up = row.state == LedgerState::aborting || (row.key.back() % 3 == 0 && !platform_.has(row.key));
    if (give_up) {
        if (row.state == LedgerState::prepared) {
            const auto started = ledger.start_abort(row, {});
            if (!started || !*started) return;
            row = **started;
        }
        if (!platform_.abort(row.key, row.fence)) {
            const auto finished = ledger.finish_abort(row, {});
            if (finished && *finished) ++recovered_;
            return;
        }
    } else if (!platform_.apply(row.key, row.fence)) {
        return;
    }
    const auto completed = ledger.complete(row, placement, false, {});
    if (!completed || !*completed) return;
    ++recovered_;
    acknowledge(row);
}

void Workload::wait_for(int count) {
    const int before = succeeded_;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (succeeded_ < before + count) {
        if (std::chrono::steady_clock::now() > deadline) {
            FAIL() << "only " << succeeded_ - before << " of " << count << " promotions succeeded within a minute";
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

void Workload::note(const std::string& what) {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    fmt::print("[{:7.3f} s] {}: {} succeeded, {} recovered, {} competed, {} without an answer\n", seconds, what,
               succeeded_.load(), recovered_.load(), competed_.load(), unavailable_.load());
    std::fflush(stdout);
}

void Workload::finish() {
    threads_.clear();
    auto& store = *hosts_.front().store;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (store.ledger().unfinished().value().rows > 0) {
        ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "rows stay unfinished";
        recover_once(hosts_.front());
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }

    std::map<std::string, int> succeeded_attempts;
    std::set<std::string> attempts;
    ports::HistoryFilter filter;
    filter.limit = 500;
    for (;;) {
        const auto page = store.history().promotions(filter).value().items;
        for (const auto& promotion : page) {
            attempts.insert(promotion.id);
            EXPECT_NE(promotion.status, PromotionStatus::in_progress) << promotion.id;
            if (promotion.status == PromotionStatus::succeeded) ++succeeded_attempts[promotion.key];
        }
        if (page.size() < 500) break;
        filter.before = page.back().id;
    }
    std::size_t done = 0;
    for (std::string after;;) {
        const auto page = store.ledger().done_rows(after, 500).value();
        for (const auto& row : page) {
            ++done;
            after = row.key;
            EXPECT_TRUE(platform_.has(row.key)) << row.key << " is done, and the platform has it not";
            EXPECT_EQ(succeeded_attempts[row.key], 1) << row.key;
        }
        if (page.size() < 500) break;
    }
    EXPECT_EQ(done, platform_.size()) << "the platform has what the ledger lost, or the other way round";
    EXPECT_EQ(done, succeeded_attempts.size());

    int lost = 0;
    for (const auto& [key, attempt] : acknowledged_) {
        const auto row = store.ledger().find(key).value();
        if (row && row->state == LedgerState::done && row->promotion == attempt && attempts.contains(attempt)) continue;
        ++lost;
        ADD_FAILURE() << key << " was acknowledged as " << attempt << " and is lost";
    }
    int without_history = 0;
    for (const std::string& attempt : prepared_) {
        if (attempts.contains(attempt)) continue;
        ++without_history;
        ADD_FAILURE() << attempt << " was prepared and is not in the history";
    }
    const auto doubled = acknowledged_twice_ + std::count_if(succeeded_attempts.begin(), succeeded_attempts.end(),
                                                             [](const auto& key) { return key.second > 1; });
    note(fmt::format(
        "checked {} attempts, {} keys done, {} acknowledged, {} prepared: {} lost, {} doubled, {} without history",
        attempts.size(), done, acknowledged_.size(), prepared_.size(), lost, doubled, without_history));
}

}  // namespace neo::cluster
