// A small platform in the mock host, a store, and processes that run the use cases on both.
#pragma once

#include "faulty_store.hpp"
#include "services.hpp"

#include <adapters/host/platform_host.hpp>
#include <neo/host/cpp/host.hpp>
#include <neo/host/cpp/remote_platform.hpp>
#include <plugin/app/preflight.hpp>
#include <plugin/app/promote.hpp>
#include <plugin/app/reconcile.hpp>
#include <plugin/app/recover.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace neo::apptest {

// A store in memory, and a host without get_case, which tells the facts of a decision one by one, and without people/1.
inline constexpr const char* host_of_1_0 = "host_of_1_0";

// "memory" or "sqlite": a fresh one.
struct OpenStore {
    explicit OpenStore(const std::string& kind);
    ~OpenStore();
    OpenStore(const OpenStore&) = delete;

    std::unique_ptr<ports::Store> store;

private:
    std::string folder_;
};

// One process of a host: its own name in leases, the same host and store as the others.
class Process {
public:
    Process(const neo_host& host, ports::Store& store, const std::string& owner, std::int64_t lease_seconds);
    app::Services& services() { return services_; }

private:
    sdk::RemotePlatform platform_;
    adapters::PlatformHost host_;
    adapters::PlatformLog log_;
    ports::SystemClock clock_;
    app::Metrics metrics_;
    app::RefusalLimit refusals_;
    app::Services services_;
};

// Organizations dev (dataflow "welcome" with the approved versions 1 and 2, trigger POST /welcome) and uat (custom
// application "crm"), registered and mapped; the user ana may do everything. Leases last no time at all unless a test
// says otherwise, so that whatever is not finished can be recovered at once.
class Scene {
public:
    // `kind` is that of the store, or host_of_1_0.
    explicit Scene(const std::string& kind, std::int64_t lease_seconds = 0);

    neo::testing::Services mock;
    StoreFaults store_faults;
    std::int64_t lease_seconds;

    ports::Store& store() { return *faulty_; }
    app::Services& services() { return process_->services(); }
    // The function of the host that tells the last fact of a decision.
    const char* last_question() const { return one_by_one_ ? "dataflows.find_by_trigger" : "dataflows.get_case"; }
    // Another process. Lives as long as the scene.
    app::Services& another_process();

    // Version `version` of "welcome" from dev to uat, as ana.
    app::outcome<ports::Promotion> promote(std::int64_t version = 1, std::optional<std::string> application = "crm",
                                           std::optional<std::string> idempotency_key = std::nullopt);
    // Recovers until nothing is left, a bounded number of times; answers what is left.
    int recover_all();

    void grant(const std::string& organization, const std::string& permission);
    void revoke(const std::string& organization, const std::string& permission);
    // The target's own team makes a dataflow that holds this trigger, with a draft in work.
    std::size_t versions_of_theirs = 2;
    void occupy_trigger(const std::string& url, const std::string& dataflow = "theirs",
                        const std::string& application = "crm");
    // They approve another version of it, which has this block.
    void approve_theirs(const std::string& block = R"({"id": "hotfix"})");
    // A plan of promoting that version of "welcome" from dev to uat, as ana.
    app::outcome<std::string> plan(std::int64_t version = 1);
    app::outcome<ports::Promotion> promote_under(const std::string& plan, std::int64_t version = 1);
    void unmap();

    std::vector<neo::testing::Applied> applied() const { return mock.platform.applied(); }
    std::optional<neo::testing::Dataflow> in_target(const std::string& dataflow) const {
        return mock.platform.dataflow("uat", dataflow);
    }
    // Every attempt, newest first.
    std::vector<ports::Promotion> history();

private:
    const bool one_by_one_;
    sdk::Host host_;
    OpenStore open_;
    std::unique_ptr<ports::Store> faulty_;
    std::unique_ptr<Process> process_;
    std::vector<std::unique_ptr<Process>> others_;
};

app::outcome<ports::Promotion> promotion_of(app::outcome<app::Promoted> promoted);

class OnEveryStore : public ::testing::TestWithParam<std::string> {};

#define NEO_ON_EVERY_STORE(suite)                                                           \
    INSTANTIATE_TEST_SUITE_P(On, suite, ::testing::Values("memory", "sqlite", host_of_1_0), \
                             [](const auto& kind) { return kind.param; })

}  // namespace neo::apptest
