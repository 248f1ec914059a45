// kill_campaign --backend sqlite --kills 1000 --clients 32 --hosts 1 [--seed N]: prints one row of a table for
// RESULTS.md, and ends with 1 when anything was lost, doubled or half done.
#include "campaign.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <random>

namespace {

// Runs it and prints its row; true: nothing was wrong.
bool print(const neo::faults::CampaignPlan& plan) {
    const auto start = std::chrono::steady_clock::now();
    const auto result = neo::faults::run_campaign(plan);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
    fmt::print(
        "| backend | hosts | clients | kills | succeeded | in progress | refused | no answer | wrong | seconds | seed "
        "|\n"
        "|---|---|---|---|---|---|---|---|---|---|---|\n"
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        plan.backend, plan.hosts, plan.clients, result.kills, result.promoted, result.pending, result.refused,
        result.unanswered, result.wrong.empty() ? "0" : result.wrong, seconds.count(), plan.seed);
    return result.wrong.empty();
}

}  // namespace

int main(int argc, char** argv) {
    neo::faults::CampaignPlan plan;
    plan.seed = std::random_device()();
    CLI::App app("Kills hosts at random moments and checks that nothing is lost, doubled or half done");
    app.add_option("--backend", plan.backend)->check(CLI::IsMember({"sqlite", "postgresql", "mysql", "galera"}));
    app.add_option("--kills", plan.kills)->check(CLI::PositiveNumber);
    app.add_option("--clients", plan.clients)->check(CLI::PositiveNumber);
    app.add_option("--hosts", plan.hosts, "processes side by side")->check(CLI::PositiveNumber);
    app.add_option("--seed", plan.seed);
    CLI11_PARSE(app, argc, argv);
    if (plan.backend == "sqlite" && plan.hosts != 1) {
        fmt::print(stderr, "SQLite takes one host process: --hosts 1\n");
        return 2;
    }

    fmt::print("seed {}\n", plan.seed);
    std::fflush(stdout);  // whatever becomes of the rest
    try {
        if (print(plan)) return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
    }
    fmt::print(stderr, "run it again with --seed {}\n", plan.seed);
    return 1;
}
