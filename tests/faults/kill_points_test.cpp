// The host is killed at every named point that a promotion, recovery or reconciliation comes by while clients work and
// leftovers are recovered; it is started again, and nothing is lost, doubled or half done.
//
// NEO_KILL_POINTS_ONLY=NAME runs one point.
#include "checks.hpp"
#include "leftovers.hpp"
#include "point_names.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>

namespace neo::faults {

namespace {

constexpr int clients = 6;
constexpr int deployments = 8;  // that run side by side
constexpr int killed = -SIGKILL;

// Everything that a host is asked: new dataflows, later versions, the same version by several clients, refusals,
// idempotency keys, what leftovers stand in the way of, and reading.
std::vector<Answer> work(int port, const std::string& prefix, const Leftovers& left) {
    std::mutex mutex;
    std::vector<Answer> told;
    std::vector<std::thread> threads;
    for (int number = 0; number < clients; ++number) {
        threads.emplace_back([&, number] {
            Client client(port);
            std::vector<Answer> mine;
            const std::string own = fmt::format("{}-new-{}", prefix, number);
            mine.push_back(client.promote(own, 1));
            mine.push_back(client.promote(own, 2, "", own));
            mine.push_back(client.promote(own, 2, "", own));
            mine.push_back(client.promote(prefix + "-shared", 1));
            mine.push_back(client.promote(prefix + "-shared", 2, "nowhere", own + "-refused"));
            mine.push_back(client.promote(left.failed, 1));
            mine.push_back(client.promote(left.unanswered, 1));
            mine.push_back(client.promote(left.changed, 2));
            client.get("/extensions/neo/api/v1/promotions?organization=dev&limit=5");
            client.get("/metrics");
            const std::lock_guard lock(mutex);
            told.insert(told.end(), mine.begin(), mine.end());
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    return told;
}

std::vector<Source> sources(const std::string& prefix) {
    std::vector<Source> all{{prefix + "-shared"}};
    for (int number = 0; number < clients; ++number)
        all.push_back({fmt::format("{}-new-{}", prefix, number)});
    return all;
}

// Empty: killed there and all is well after it.
std::string kill_at(const std::string& name, bool in_reconciliation, const std::string& prefix,
                    Deployment& deployment) {
    deployment.add(sources(prefix));
    const Leftovers left = leave(deployment, prefix);
    std::vector<Answer> told;
    if (in_reconciliation) {
        const ForgottenByTheHost forgotten(deployment);
        const Finished finished = deployment.run("reconcile", {"--apply"}, {{"NEO_KILL_POINT", name}});
        if (finished.status != killed) return "not hit: " + finished.output + finished.errors;
    } else {
        const auto host = deployment.start({{"NEO_KILL_POINT", name}});
        if (host->port() != 0) told = work(host->port(), prefix, left);
        if (!host->wait_to_be_killed(std::chrono::seconds(10))) return "not hit";
    }

    const auto again = deployment.start();
    if (again->port() == 0) return "the host does not start again";
    const auto after = work(again->port(), prefix, left);
    told.insert(told.end(), after.begin(), after.end());
    if (auto stuck = wait_for_recovery(deployment); !stuck.empty()) return stuck;
    if (again->stop() != 0) return "the host does not end well";
    if (auto wrong = wrong_in_the_end(deployment); !wrong.empty()) return wrong;
    return untrue(deployment, told);
}

// All names that runs without a death come by.
struct NamesHit {
    std::set<std::string> by_the_host;
    std::set<std::string> by_reconciliation;
};

NamesHit names_hit(Deployment& deployment) {
    const auto host_log = deployment.folder() / "points-host";
    const auto reconciliation_log = deployment.folder() / "points-reconciliation";
    deployment.add(sources("names"));
    const Leftovers left = leave(deployment, "names");
    const auto host = deployment.start({{"NEO_KILL_POINT_LOG", host_log.string()}});
    EXPECT_NE(host->port(), 0);
    work(host->port(), "names", left);
    EXPECT_EQ(wait_for_recovery(deployment), "");
    EXPECT_EQ(host->stop(), 0);
    {
        constexpr int contradicted = 2;
        const ForgottenByTheHost forgotten(deployment);
        EXPECT_EQ(
            deployment.run("reconcile", {"--apply"}, {{"NEO_KILL_POINT_LOG", reconciliation_log.string()}}).status,
            contradicted);
    }
    EXPECT_EQ(contradictions(deployment), "");
    NamesHit hit{names_in(host_log), names_in(reconciliation_log)};
    // A host asks only about what landed while it compared, and for an attempt that arrived later than one after it,
    // which are chance.
    std::erase_if(hit.by_the_host, [](const std::string& name) {
        return name.starts_with("reconcile.find.") || name.ends_with("_look_ahead");
    });
    return hit;
}

// Which statement writes an outcome hangs on the engine; where it is one for both tables the others only say why it did
// not do it.
bool is_of_another_engine(const std::string& name, const std::string& backend) {
    if (!name.starts_with("ledger.complete.")) return false;
    if (backend == "sqlite") return name.ends_with("_update_both");
    return name.ends_with("_update") || name.ends_with("_update_promotion");
}

class KillPoints : public ::testing::TestWithParam<std::string> {};

}  // namespace

TEST_P(KillPoints, EachOfThemLeavesNothingLostDoubledOrHalfDone) {
    std::vector<std::unique_ptr<Deployment>> places;
    for (int number = 0; number < deployments; ++number)
        places.push_back(std::make_unique<Deployment>(GetParam()));

    std::set<std::string> of_the_protocol = names_in_sources();
    std::erase_if(of_the_protocol, [](const std::string& name) { return is_of_another_engine(name, GetParam()); });
    // Also what the sources do not tell: the statements that the host's apply shares with other operations, and
    // reading.
    const NamesHit hit = names_hit(*places[0]);
    std::set<std::string> all_hit = hit.by_the_host;
    all_hit.insert(hit.by_reconciliation.begin(), hit.by_reconciliation.end());
    std::vector<std::string> missed;
    std::ranges::set_difference(of_the_protocol, all_hit, std::back_inserter(missed));
    EXPECT_THAT(missed, ::testing::IsEmpty()) << "kill points in the sources that this test never comes by";
    EXPECT_GE(of_the_protocol.size(), 40U);

    std::vector<std::string> names(all_hit.begin(), all_hit.end());
    if (const char* only = std::getenv("NEO_KILL_POINTS_ONLY")) names = {only};
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> survived = 0;
    std::vector<std::thread> threads;
    for (const auto& place : places) {
        threads.emplace_back([&, &deployment = *place] {
            for (std::size_t at = next++; at < names.size(); at = next++) {
                std::string wrong;
                try {
                    wrong =
                        kill_at(names[at], !hit.by_the_host.contains(names[at]), fmt::format("p{}", at), deployment);
                } catch (const std::exception& error) {
                    wrong = error.what();
                }
                EXPECT_EQ(wrong, "") << "killed at " << names[at];
                survived += wrong.empty() ? 1U : 0U;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    fmt::print("{}: {} kill points, {} of them named in the sources; {} killed at and recovered from\n", GetParam(),
               names.size(), of_the_protocol.size(), survived.load());
}

INSTANTIATE_TEST_SUITE_P(On, KillPoints, ::testing::ValuesIn(test::database_backends()),
                         [](const auto& backend) { return backend.param; });

}  // namespace neo::faults
