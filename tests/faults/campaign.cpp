#include "campaign.hpp"

#include "checks.hpp"
#include "leftovers.hpp"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <tests/support/galera_cluster.hpp>
#include <thread>

namespace neo::faults {

namespace {

constexpr int kills_a_round = 20;
constexpr int dataflows_a_round = 160;
constexpr int galera_nodes = 3;
constexpr int longest_life_milliseconds = 250;
// Kills are to hit promotions, not the refusals of those that are made already.
constexpr std::chrono::milliseconds pause_after_refusal{50};

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

        std::vector<std::jthread> clients;
        for (int number = 0; number < plan_.clients; ++number)
            clients.emplace_back([this, seed = random_()](const std::stop_token& stop) { work(stop, seed); });
        for (int kill = 0; kill < kills; ++kill) {
            std::this_thread::sleep_for(std::chrono::milliseconds(roll(longest_life_milliseconds)));
            const int victim = roll(plan_.hosts - 1);
            auto& host = hosts[static_cast<std::size_t>(victim)];
            ports_[static_cast<std::size_t>(victim)] = 0;
            host->kill();
            ++result.kills;
            start(host, victim);
        }
        for (std::jthread& client : clients)
            client.request_stop();
        clients.clear();
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
        if (host->port() == 0) throw std::runtime_error(fmt::format("host {} does not start again", number));
        ports_[static_cast<std::size_t>(number)] = host->port();
    }

    void work(const std::stop_token& stop, unsigned seed) {
        std::mt19937 random(seed);
        const auto roll_own = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
        while (!stop.stop_requested()) {
            const int port = ports_[static_cast<std::size_t>(roll_own(plan_.hosts - 1))];
            if (port == 0) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
                continue;
            }
            Client client(port);
            for (int request = 0; request < 10 && !stop.stop_requested(); ++request) {
                const std::string dataflow = fmt::format("{}-{}", prefix_, roll_own(dataflows_a_round - 1));
                const int version = 1 + roll_own(1);
                const std::string key = roll_own(3) == 0 ? fmt::format("{}-{}", dataflow, version) : std::string();
                Answer answer = client.promote(dataflow, version, "crm", key);
                const int status = answer.status;
                {
                    const std::lock_guard lock(mutex_);
                    told_.push_back(std::move(answer));
                }
                if (status == 0) break;
                if (status >= 400) std::this_thread::sleep_for(pause_after_refusal);
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
            if (const int status = host->stop(); status != 0)
                return "a host ends with status " + std::to_string(status);
        }
        if (auto wrong = wrong_in_the_end(deployment_); !wrong.empty()) return wrong;
        return untrue(deployment_, told_);
    }

    Deployment& deployment_;
    const CampaignPlan& plan_;
    std::mt19937& random_;
    const std::string prefix_;
    std::vector<std::atomic<int>> ports_;  // 0: that host is down
    std::mutex mutex_;
    std::vector<Answer> told_;
};

Databases databases_at(const test::GaleraCluster& cluster, int node) {
    const auto database = [&](const char* name) {
        sql::DatabaseConfig config;
        config.backend = "mysql";
        config.connection = cluster.connection_string(name, node);
        config.password = test::Server::password();
        return config;
    };
    return {database("campaign_plugin"), database("campaign_host")};
}

std::unique_ptr<Deployment> deploy_at(test::GaleraCluster& cluster, int hosts) {
    cluster.node(0).create_database("campaign_plugin");
    cluster.node(0).create_database("campaign_host");
    auto deployment = std::make_unique<Deployment>(databases_at(cluster, 0));
    for (int number = 1; number < hosts; ++number)
        deployment->reroute(number, databases_at(cluster, number % cluster.size()));
    return deployment;
}

}  // namespace

CampaignResult run_campaign(const CampaignPlan& plan) {
    std::optional<test::GaleraCluster> cluster;
    if (plan.backend == "galera") cluster.emplace(galera_nodes);
    const auto deployment = cluster ? deploy_at(*cluster, plan.hosts) : std::make_unique<Deployment>(plan.backend);
    std::mt19937 random(plan.seed);
    CampaignResult result;
    for (int round = 0; result.kills < plan.kills && result.wrong.empty(); ++round) {
        const int kills = std::min(kills_a_round, plan.kills - result.kills);
        result.wrong = Round(*deployment, plan, random, fmt::format("r{}", round)).run(kills, result);
    }
    return result;
}

}  // namespace neo::faults
