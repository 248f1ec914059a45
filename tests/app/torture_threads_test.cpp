// Sixteen clients of three processes at once, while host and store fail at random. A failure prints its seed; set
// NEO_TEST_SEED to run it again.
#include "invariants.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <thread>

namespace neo::apptest {

namespace {

constexpr int versions = 6;
constexpr int threads = 16;

unsigned seed_of_this_run() {
    const char* given = std::getenv("NEO_TEST_SEED");
    return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device()();
}

// Any thread.
class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    int roll(int sides) {
        const std::lock_guard lock(mutex_);
        return std::uniform_int_distribution(0, sides - 1)(random_);
    }

private:
    std::mutex mutex_;
    std::mt19937 random_;
};

void fail_at_random(Scene& scene, Dice& dice) {
    const auto host_fault = [&dice](const auto& turn) -> neo::testing::Reply {
        switch (dice.roll(24)) {
            case 0:
                return {NEO_UNAVAILABLE, "not reached"};
            case 1:
                turn.act();
                return {NEO_UNAVAILABLE, "reply lost"};
            case 2:
                turn.act();
                return turn.act();
            case 3:
                std::this_thread::sleep_for(std::chrono::milliseconds(dice.roll(4)));
                return turn.act();
            default:
                return turn.act();
        }
    };
    for (const char* function : {"dataflows.apply", "dataflows.find", "dataflows.abort", "dataflows.get_case",
                                 "dataflows.get_version", "dataflows.find_by_trigger", "access.check"}) {
        scene.mock.faults.on(function).every_call().run(host_fault);
    }
    scene.store_faults.choose([&dice](std::size_t, std::string_view) -> std::optional<StoreFault> {
        switch (dice.roll(40)) {
            case 0:
                return StoreFault::unavailable;
            case 1:
                return StoreFault::lost_before_done;
            case 2:
                return StoreFault::lost_after_done;
            default:
                return std::nullopt;
        }
    });
}

}  // namespace

class SixteenClients : public OnEveryStore {};

TEST_P(SixteenClients, U2_PromoteTheSameVersionsUnderRandomFaultsAndEachArrivesOnce) {
    const unsigned seed = seed_of_this_run();
    SCOPED_TRACE(fmt::format("NEO_TEST_SEED={}", seed));
    Dice dice(seed);
    Scene scene(GetParam());
    for (int version = 3; version <= versions; ++version) {
        scene.mock.platform.add_version("dev", "welcome", R"({"trigger": {"url": "/welcome", "method": "POST"}})");
    }
    std::vector<app::Services*> processes{&scene.services(), &scene.another_process(), &scene.another_process()};
    fail_at_random(scene, dice);

    std::mutex mutex;
    std::vector<app::outcome<ports::Promotion>> answers;
    std::vector<std::thread> clients;
    for (int client = 0; client < threads; ++client) {
        clients.emplace_back([&, client] {
            app::Services& services = *processes[static_cast<std::size_t>(client) % processes.size()];
            for (int round = 0; round < 6; ++round) {
                const int version = 1 + (client + round) % versions;
                auto answer =
                    promotion_of(app::promote(services, "ana", {{"dev", "welcome", version}, "uat", "crm", {}}));
                const std::lock_guard lock(mutex);
                answers.push_back(std::move(answer));
            }
        });
    }
    std::atomic<bool> stop = false;
    std::thread recovery([&] {
        while (!stop) {
            static_cast<void>(app::recover_all(*processes[2]));
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    });
    for (std::thread& client : clients)
        client.join();
    stop = true;
    recovery.join();

    scene.mock.faults.clear();
    scene.store_faults.clear();
    EXPECT_EQ(scene.recover_all(), 0);
    EXPECT_TRUE(consistent(scene));
    for (const auto& answer : answers)
        EXPECT_TRUE(true_answer(scene, answer));
    for (int version = 1; version <= versions; ++version)
        EXPECT_TRUE(true_answer(scene, scene.promote(version)));
    EXPECT_EQ(scene.applied().size(), static_cast<std::size_t>(versions));
    EXPECT_TRUE(consistent(scene));
}

NEO_ON_EVERY_STORE(SixteenClients);

}  // namespace neo::apptest
