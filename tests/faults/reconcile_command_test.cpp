// `neo-host reconcile` after commits were really lost: an older copy of the plugin's database is put back.
#include "checks.hpp"

#include <gmock/gmock.h>

#include <filesystem>

namespace neo::faults {

using ::testing::HasSubstr;

namespace {

void copy_database(const sql::DatabaseConfig& config, const std::filesystem::path& from,
                   const std::filesystem::path& to) {
    for (const char* part : {"", "-wal", "-shm"}) {
        std::filesystem::remove(to.string() + part);
        if (std::filesystem::exists(from.string() + part))
            std::filesystem::copy(from.string() + part, to.string() + part);
    }
    ASSERT_TRUE(std::filesystem::exists(config.directory / config.connection));
}

}  // namespace

class ReconcileCommand : public ::testing::Test {
protected:
    // Promotes one version, keeps a copy of the plugin's database, promotes two more, puts the copy back.
    void SetUp() override {
        deployment.add({{"one"}, {"two"}, {"three"}});
        const auto file = deployment.plugin_database().directory / deployment.plugin_database().connection;
        const auto backup = deployment.folder() / "backup.db";
        promote({"one"});
        copy_database(deployment.plugin_database(), file, backup);
        promote({"two", "three"});
        copy_database(deployment.plugin_database(), backup, file);
    }

    void promote(const std::vector<std::string>& dataflows) {
        const auto host = deployment.start();
        Client client(host->port());
        for (const std::string& dataflow : dataflows)
            ASSERT_EQ(client.promote(dataflow, 1).status, 201);
        ASSERT_EQ(host->stop(), 0);
    }

    Deployment deployment{"sqlite"};
};

TEST_F(ReconcileCommand, Step6_TheDryRunTellsWhatIsMissingAndChangesNothing) {
    for (int run = 0; run < 2; ++run) {
        const Finished found = deployment.run({"reconcile"});
        EXPECT_EQ(found.status, 2);
        EXPECT_THAT(found.output, HasSubstr("dataflow 'two'"));
        EXPECT_THAT(found.output, HasSubstr("dataflow 'three'"));
        EXPECT_THAT(found.output, HasSubstr("missing 2, contradictions 0, rebuilt 0"));
    }
    EXPECT_THAT(contradictions(deployment), HasSubstr("the ledger has not"));
}

TEST_F(ReconcileCommand, Step6_ApplyRebuildsWhatIsMissingOnce) {
    const Finished rebuilt = deployment.run({"reconcile", "--apply"});
    EXPECT_EQ(rebuilt.status, 0) << rebuilt.output;
    EXPECT_THAT(rebuilt.output, HasSubstr("missing 2, contradictions 0, rebuilt 2"));
    EXPECT_EQ(contradictions(deployment), "");
    const Finished again = deployment.run({"reconcile", "--apply"});
    EXPECT_EQ(again.status, 0) << again.output;
    EXPECT_THAT(again.output, HasSubstr("missing 0, contradictions 0, rebuilt 0"));
}

TEST_F(ReconcileCommand, Keys_WithoutItALostPromotionIsStillNotMadeTwice) {
    const auto host = deployment.start();
    Client client(host->port());
    const Answer again = client.promote("two", 1);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(deployment.run({"reconcile", "--apply"}).status, 0);
    EXPECT_EQ(contradictions(deployment), "");
}

TEST_F(ReconcileCommand, WorksBesideARunningHost) {
    const auto host = deployment.start();
    EXPECT_EQ(deployment.run({"reconcile", "--apply"}).status, 0);
    Client client(host->port());
    EXPECT_EQ(client.promote("three", 1).status, 409);
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(contradictions(deployment), "");
}

TEST_F(ReconcileCommand, ABadConfigurationIsNamedAndEndsWith1) {
    const Finished failed =
        run_command({"reconcile"}, deployment.folder() / "nowhere.json", {}, deployment.folder() / "log-bad");
    EXPECT_EQ(failed.status, 1);
    EXPECT_THAT(failed.output, HasSubstr("nowhere.json"));
}

}  // namespace neo::faults
