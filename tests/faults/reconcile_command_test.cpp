// `neo-host reconcile` after commits were really lost: an older copy of the plugin's database is put back.
#include "checks.hpp"
#include "leftovers.hpp"

#include <adapters/open_database.hpp>
#include <adapters/sql/copy.hpp>

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

// What the tables of the promotions hold.
std::vector<sql::TableSum> sums(const sql::DatabaseConfig& config, std::span<const sql::CopiedTable> tables) {
    return sql::sum_tables(*sql::open_database(config).value(), tables).value();
}

std::vector<sql::TableSum> sums(const Deployment& deployment) {
    static const std::vector<sql::CopiedTable> plugin_tables{{"promotion_ledger", {"promotion_key"}},
                                                             {"promotions", {"id"}},
                                                             {"idempotency_keys", {"actor", "idempotency_key"}}};
    static const std::vector<sql::CopiedTable> host_tables{{"promotion_keys", {"promotion_key"}},
                                                           {"versions", {"organization", "dataflow", "version"}}};
    std::vector<sql::TableSum> all = sums(deployment.plugin_database(), plugin_tables);
    for (sql::TableSum& sum : sums(deployment.host_database(), host_tables))
        all.push_back(std::move(sum));
    return all;
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
        const Finished found = deployment.run("reconcile");
        EXPECT_EQ(found.status, 2);
        EXPECT_THAT(found.output, HasSubstr("dataflow 'two'"));
        EXPECT_THAT(found.output, HasSubstr("dataflow 'three'"));
        EXPECT_THAT(found.output, HasSubstr("missing 2, contradictions 0, rebuilt 0"));
    }
    EXPECT_THAT(contradictions(deployment), HasSubstr("the ledger has not"));
}

TEST_F(ReconcileCommand, Step6_TheDryRunLeavesUnfinishedWorkAndEverythingElseAsItIs) {
    leave(deployment, "dry");
    const auto before = sums(deployment);
    EXPECT_EQ(deployment.run("reconcile").status, 2);
    EXPECT_EQ(deployment.run("check-config").status, 0);
    EXPECT_EQ(sums(deployment), before);
}

TEST_F(ReconcileCommand, Step6_TheDryRunDoesNotMigrate) {
    const auto schema = deployment.plugin_database().directory / deployment.plugin_database().connection;
    std::filesystem::remove(schema);
    const Finished refused = deployment.run("reconcile");
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.errors, HasSubstr("schema"));
}

TEST_F(ReconcileCommand, Step6_AHostRebuildsWhatIsMissingAtItsStartAndTellsIt) {
    const auto host = deployment.start();
    Client client(host->port());
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (client.get("/metrics").body.find("neo_rebuilt_total 2") == std::string::npos)
        ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(contradictions(deployment), "");
    EXPECT_THAT(lost_by_itself(deployment), HasSubstr("was lost and rebuilt"));
    EXPECT_THAT(deployment.run("reconcile").output, HasSubstr("missing 0, contradictions 0"));
}

TEST_F(ReconcileCommand, Step6_ApplyRebuildsWhatIsMissingOnce) {
    const Finished rebuilt = deployment.run("reconcile", {"--apply"});
    EXPECT_EQ(rebuilt.status, 0) << rebuilt.output;
    EXPECT_THAT(rebuilt.output, HasSubstr("missing 2, contradictions 0, rebuilt 2"));
    EXPECT_EQ(contradictions(deployment), "");
    const Finished again = deployment.run("reconcile", {"--apply"});
    EXPECT_EQ(again.status, 0) << again.output;
    EXPECT_THAT(again.output, HasSubstr("missing 0, contradictions 0, rebuilt 0"));
}

TEST_F(ReconcileCommand, Keys_BeforeItALostPromotionIsStillNotMadeTwice) {
    const auto host = deployment.start();
    Client client(host->port());
    const Answer again = client.promote("two", 1);
    EXPECT_TRUE(again.status == 201 || again.state == "already_promoted") << again.body;
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(deployment.run("reconcile", {"--apply"}).status, 0);
    EXPECT_EQ(contradictions(deployment), "");
}

TEST_F(ReconcileCommand, WorksBesideARunningHost) {
    const auto host = deployment.start();
    EXPECT_EQ(deployment.run("reconcile", {"--apply"}).status, 0);
    Client client(host->port());
    EXPECT_EQ(client.promote("three", 1).status, 409);
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(contradictions(deployment), "");
}

TEST_F(ReconcileCommand, ABadConfigurationIsNamedAndEndsWith1) {
    const Finished failed =
        test::run({{host_program().string(), "reconcile", "--config", deployment.folder() / "nowhere.json"}});
    EXPECT_EQ(failed.status, 1);
    EXPECT_THAT(failed.errors, HasSubstr("nowhere.json"));
}

}  // namespace neo::faults
