#include "campaign.hpp"

#include "checks.hpp"
#include "leftovers.hpp"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <random>
#include <thread>

namespace neo::faults {

namespace {

constexpr int kills_a_round = 20;
constexpr int dataflows_a_round = 48;
constexpr int longest_life_milliseconds = 250;

class Round {
public:
    Round(Deployment& deployment, const CampaignPlan& plan, std::mt19937& random, std::string prefix)
        : deployment_(deployment), plan_(plan), random_(random), prefix_(std::move(prefix)) {}

    // Empty, or what is wrong.
    std::string run(int kills, CampaignResult& result) {
        prepare();
        ports_ = std::vector<std::atomic<int>>(static_cast<std::size_t>(plan_.hosts));
        std::vector<std::unique_ptr<HostProcess>> hosts;
        for (int number = 0; number < plan_.hosts; ++number)
            start(hosts.emplace_back(), number);

        std::vector<std::thread> clients;
        for (int number = 0; number < plan_.clients; ++number)
            clients.emplace_back([this, seed = random_()] { work(seed); });
        for (int kill = 0; kill < kills; ++kill) {
            std::this_thread::sleep_for(std::chrono::milliseconds(roll(longest_life_milliseconds)));
            const int victim = roll(plan_.hosts - 1);
            auto& host = hosts[static_cast<std::size_t>(victim)];
            ports_[static_cast<std::size_t>(victim)] = 0;
            host->kill();
            ++result.kills;
            start(host, victim);
        }
        stop_ = true;
        for (std::thread& client : clients)
            client.join();
        count(result);
        return check(hosts);
    }

private:
    int roll(int most) { return std::uniform_int_distribution(0, most)(random_); }

    void prepare() {
        std::vector<Source> sources;
        for (int number = 0; number < dataflows_a_round; ++number)
            sources.push_back({fmt::format("{}-{}", prefix_, number)});
        deployment_.add(sources);
        leave(deployment_, prefix_);
    }

    void start(std::unique_ptr<HostProcess>& host, int number) {
        host.reset();
        host = deployment_.start({}, number);
        ports_[static_cast<std::size_t>(number)] = host->port();
    }

    void work(unsigned seed) {
        std::mt19937 random(seed);
        const auto roll_own = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
        while (!stop_) {
            const int port = ports_[static_cast<std::size_t>(roll_own(plan_.hosts - 1))];
            if (port == 0) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
                continue;
            }
            Client client(port);
            for (int request = 0; request < 10 && !stop_; ++request) {
                const std::string dataflow = fmt::format("{}-{}", prefix_, roll_own(dataflows_a_round - 1));
                const int version = 1 + roll_own(1);
                const std::string key = roll_own(3) == 0 ? fmt::format("{}-{}", dataflow, version) : std::string();
                Answer answer = client.promote(dataflow, version, "crm", key);
                const bool died = answer.status == 0;
                const std::lock_guard lock(mutex_);
                told_.push_back(std::move(answer));
                if (died) break;
            }
        }
    }

    void count(CampaignResult& result) const {
        for (const Answer& answer : told_) {
            ++(answer.status == 201   ? result.promoted
               : answer.status == 202 ? result.pending
               : answer.status == 0   ? result.unanswered
                                      : result.refused);
        }
    }

    std::string check(std::vector<std::unique_ptr<HostProcess>>& hosts) {
        if (auto stuck = wait_for_recovery(deployment_); !stuck.empty()) return stuck;
        for (const auto& host : hosts) {
            if (host->stop() != 0) return "a host does not end well";
        }
        const Finished reconciled = deployment_.run({"reconcile", "--apply"});
        if (reconciled.status != 0) return "reconcile: " + reconciled.output;
        if (auto wrong = contradictions(deployment_); !wrong.empty()) return wrong;
        if (auto lost = lost_by_itself(deployment_); !lost.empty()) return lost;
        return untrue(deployment_, told_);
    }

    Deployment& deployment_;
    const CampaignPlan& plan_;
    std::mt19937& random_;
    const std::string prefix_;
    std::vector<std::atomic<int>> ports_;  // 0: that host is down
    std::atomic<bool> stop_ = false;
    std::mutex mutex_;
    std::vector<Answer> told_;
};

}  // namespace

CampaignResult run_campaign(const CampaignPlan& plan) {
    Deployment deployment(plan.backend);
    std::mt19937 random(plan.seed);
    CampaignResult result;
    for (int round = 0; result.kills < plan.kills && result.wrong.empty(); ++round) {
        const int kills = std::min(kills_a_round, plan.kills - result.kills);
        result.wrong = Round(deployment, plan, random, fmt::format("r{}", round)).run(kills, result);
    }
    return result;
}

}  // namespace neo::faults
