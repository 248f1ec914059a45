// The database's clock jumps while prepared work is left: the work is kept and ended all the same, without waiting for
// the clock to come back to where it was.
#include "checks.hpp"
#include "leftovers.hpp"

#include <adapters/open_database.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <stdexcept>

namespace neo::faults {

namespace {

constexpr long long hour_seconds = 3600;
constexpr long long year_seconds = 365 * 24 * hour_seconds;
constexpr long long microseconds_per_second = 1'000'000;

// SQLite's clock is the process's own, which runs ahead of the true time or behind it.
class ProcessClock {
public:
    explicit ProcessClock(const std::filesystem::path& folder) : file_(folder / "clock") { set(0); }
    Environment environment() const {
        return {{"LD_PRELOAD", NEO_FAKETIME},
                {"FAKETIME_TIMESTAMP_FILE", file_.string()},
                {"FAKETIME_NO_CACHE", "1"},
                {"FAKETIME_DONT_FAKE_MONOTONIC", "1"}};
    }
    void set(long long ahead_seconds) const {
        const auto next = file_.string() + ".next";
        std::ofstream(next) << fmt::format("{:+}s\n", ahead_seconds);
        std::filesystem::rename(next, file_);
    }

private:
    const std::filesystem::path file_;
};

// A server's clock is the machine's. What a jump of it does to a lease is done to the lease.
void shift_leases(const sql::DatabaseConfig& config, long long seconds) {
    static constexpr sql::Query shift{"faults.leases.update",
                                      "UPDATE promotion_ledger SET leased_at = leased_at + :shift, "
                                      "lease_until = lease_until + :shift WHERE lease_until IS NOT NULL"};
    const auto pool = sql::open_database(config);
    if (!pool) throw std::runtime_error(pool.error().message);
    const auto done = (*pool)->write("faults.shift", [&](sql::Connection& connection) -> result<void> {
        connection.execute(shift, {{"shift", seconds * microseconds_per_second}});
        return {};
    });
    if (!done) throw std::runtime_error(done.error().message);
}

class ClockJump : public ::testing::TestWithParam<std::string> {};

}  // namespace

TEST_P(ClockJump, OfAnHourOrAYearEitherWayLeavesNoWorkBehind) {
    Deployment deployment(GetParam());
    const ProcessClock clock(deployment.folder());
    const bool own_clock = GetParam() == "sqlite";
    const auto host = deployment.start(own_clock ? clock.environment() : Environment{});
    ASSERT_NE(host->port(), 0);
    Client client(host->port());
    std::vector<Answer> told;
    for (const long long seconds : {hour_seconds, -hour_seconds, year_seconds, -year_seconds}) {
        const std::string prefix = fmt::format("jump{}", seconds);
        deployment.add({{prefix}});
        host->suspend();
        leave(deployment, prefix);
        if (own_clock)
            clock.set(seconds);
        else
            shift_leases(deployment.plugin_database(), -seconds);
        host->resume();
        told.push_back(client.promote(prefix, 1));
        EXPECT_EQ(told.back().status, 201) << told.back().body;
        EXPECT_EQ(wait_for_recovery(deployment), "") << "after a jump of " << seconds << " s";
    }
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(wrong_in_the_end(deployment), "");
    EXPECT_EQ(untrue(deployment, told), "");
}

INSTANTIATE_TEST_SUITE_P(On, ClockJump, ::testing::ValuesIn(test::database_backends()),
                         [](const auto& backend) { return backend.param; });

}  // namespace neo::faults
