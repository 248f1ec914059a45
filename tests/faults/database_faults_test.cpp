// The plugin's database fails under a running host while prepared work is left: requests get a clear 503 with
// Retry-After, reads go on where they can, the work is kept, and everything goes on by itself when the fault ends.
#include "checks.hpp"
#include "plugin_site.hpp"
#include "small_disk.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <functional>
#include <optional>
#include <tests/support/postgresql_server.hpp>
#include <thread>

namespace neo::faults {

namespace {

constexpr int most_promotions = 200;  // until a fault is met: a full disk has room in pages that are there
constexpr char history[] = "/extensions/neo/api/v1/promotions?organization=dev";
constexpr char leftovers[] = "left";

class Fault {
public:
    virtual ~Fault() = default;
    virtual Deployment& deployment() = 0;
    virtual bool reads_go_on() const = 0;
    // A full disk has room in pages that are there, so that work may come to its end.
    virtual bool refuses_every_write() const { return true; }
    virtual void begin() = 0;
    virtual void end() = 0;
};

using MakeFault = std::function<std::unique_ptr<Fault>()>;

class FaultOfServer : public Fault {
public:
    explicit FaultOfServer(const std::string& backend, const std::string& tablespace = {})
        : site(backend, tablespace) {}
    Deployment& deployment() override { return site.deployment(); }
    PluginSite site;
};

class Restart final : public FaultOfServer {
public:
    using FaultOfServer::FaultOfServer;
    bool reads_go_on() const override { return false; }
    void begin() override { site.server().kill(); }
    void end() override { site.server().start(); }
};

// With the host's store on the same server.
class RestartOfBoth final : public Fault {
public:
    explicit RestartOfBoth(const std::string& backend) : deployment_(backend), server_(test::shared_server(backend)) {}
    Deployment& deployment() override { return deployment_; }
    bool reads_go_on() const override { return false; }
    void begin() override { server_.kill(); }
    void end() override { server_.start(); }

private:
    Deployment deployment_;
    test::Server& server_;
};

class ReadOnly final : public FaultOfServer {
public:
    using FaultOfServer::FaultOfServer;
    ~ReadOnly() override { set(false); }
    bool reads_go_on() const override { return true; }
    void begin() override { set(true); }
    void end() override { set(false); }

private:
    void set(bool on) {
        if (auto* const server = dynamic_cast<test::PostgresqlServer*>(&site.server()))
            server->set("default_transaction_read_only", on ? "on" : "off");
        else
            site.administer(fmt::format("SET GLOBAL read_only = {}", on ? 1 : 0));
    }
};

class FullDiskOfSqlite final : public Fault {
public:
    Deployment& deployment() override { return deployment_; }
    bool reads_go_on() const override { return true; }
    void begin() override { disk_.fill(); }
    void end() override { disk_.make_room(); }

private:
    Deployment deployment_{"sqlite"};
    const SmallDisk disk_{deployment_.plugin_database().directory, "2m"};
};

// A tablespace on a disk of its own.
struct Tablespace {
    Tablespace() { server.query(fmt::format("CREATE TABLESPACE small LOCATION '{}'", folder.string())); }
    static std::filesystem::path made(const std::filesystem::path& folder) {
        test::run_well({"mkdir", folder.string()}, "postgres");
        return folder;
    }

    test::PostgresqlServer& server = dynamic_cast<test::PostgresqlServer&>(test::shared_server("postgresql"));
    const std::filesystem::path folder = made(server.folder() / "tablespace");  // goes with the server
    const SmallDisk disk{folder, "24m"};
};

class FullDiskOfPostgresql final : private Tablespace, public FaultOfServer {
public:
    FullDiskOfPostgresql() : FaultOfServer("postgresql", "small") {}
    bool reads_go_on() const override { return true; }
    bool refuses_every_write() const override { return false; }
    void begin() override { disk.fill(); }
    void end() override { disk.make_room(); }
};

// The folder of the plugin's database on a disk of its own.
class FullDiskOfMysql final : public FaultOfServer {
public:
    FullDiskOfMysql() : FaultOfServer("mysql") {
        site.server().stop();
        disk_.emplace(site.server().folder() / "data" / site.database(), "8m");
        site.server().start();
    }
    bool reads_go_on() const override { return true; }
    bool refuses_every_write() const override { return false; }
    void begin() override { disk_->fill(); }
    void end() override { disk_->make_room(); }

private:
    std::optional<SmallDisk> disk_;
};

struct Case {
    const char* name;
    MakeFault make;
};

template <class Kind>
MakeFault of(const std::string& backend) {
    return [backend] { return std::make_unique<Kind>(backend); };
}

const Case cases[] = {
    {"postgresql_Restart", of<Restart>("postgresql")},
    {"mysql_Restart", of<Restart>("mysql")},
    {"postgresql_RestartWithTheHostsStore", of<RestartOfBoth>("postgresql")},
    {"mysql_RestartWithTheHostsStore", of<RestartOfBoth>("mysql")},
    {"postgresql_ReadOnly", of<ReadOnly>("postgresql")},
    {"mysql_ReadOnly", of<ReadOnly>("mysql")},
    {"postgresql_DiskFull", [] { return std::make_unique<FullDiskOfPostgresql>(); }},
    {"mysql_DiskFull", [] { return std::make_unique<FullDiskOfMysql>(); }},
    {"sqlite_DiskFull", [] { return std::make_unique<FullDiskOfSqlite>(); }},
};

void PrintTo(const Case& fault, std::ostream* out) {
    *out << fault.name;
}

std::vector<Source> numbered(const std::string& name) {
    std::vector<Source> sources;
    for (int number = 0; number < most_promotions; ++number)
        sources.push_back({fmt::format("{}-{}", name, number)});
    return sources;
}

// Promotes one after the other until an answer has this status; all answers.
std::vector<Answer> promote_until(int status, Client& client, const std::string& name) {
    std::vector<Answer> answers;
    for (int number = 0; number < most_promotions; ++number) {
        answers.push_back(client.promote(fmt::format("{}-{}", name, number), 1));
        if (answers.back().status == status) break;
    }
    return answers;
}

class DatabaseFault : public ::testing::TestWithParam<Case> {};

}  // namespace

TEST_P(DatabaseFault, IsAnswered503AndPreparedWorkIsKeptAndResumedByItself) {
    const std::unique_ptr<Fault> fault = GetParam().make();
    Deployment& deployment = fault->deployment();
    deployment.add({{"before"}});
    deployment.add(numbered("during"));
    deployment.add(numbered("after"));
    const auto host = deployment.start();
    Client client(host->port());
    std::vector<Answer> told{client.promote("before", 1)};
    ASSERT_EQ(told[0].status, 201) << told[0].body;

    host->suspend();  // so that it does not take the work before the fault is there
    leave(deployment, leftovers);
    fault->begin();
    host->resume();
    const auto during = promote_until(503, client, "during");
    EXPECT_EQ(during.back().status, 503) << during.back().body;
    EXPECT_FALSE(during.back().retry_after.empty());
    const Answer read = client.get(history);
    EXPECT_EQ(read.status, fault->reads_go_on() ? 200 : 503) << read.body;
    EXPECT_EQ(read.retry_after.empty(), fault->reads_go_on());
    if (fault->reads_go_on() && fault->refuses_every_write()) {
        std::this_thread::sleep_for(std::chrono::seconds(lease_seconds + recovery_interval_seconds));
        EXPECT_GT(unfinished(client), 0) << "the prepared work is kept";
    }

    fault->end();
    EXPECT_EQ(wait_for_recovery(deployment), "");
    const auto after = promote_until(201, client, "after");
    EXPECT_EQ(after.back().status, 201) << after.back().body;
    told.insert(told.end(), during.begin(), during.end());
    told.insert(told.end(), after.begin(), after.end());
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(wrong_in_the_end(deployment), "");
    EXPECT_EQ(untrue(deployment, told), "");
}

INSTANTIATE_TEST_SUITE_P(On, DatabaseFault, ::testing::ValuesIn(cases),
                         [](const auto& fault) { return fault.param.name; });

class TooManyConnections : public ::testing::TestWithParam<std::string> {
protected:
    // Further connections are refused; those that are there stay.
    void begin() {
        if (GetParam() == "postgresql")
            site_.administer(fmt::format("ALTER ROLE {} CONNECTION LIMIT 0", site_.user()));
        else
            site_.administer(fmt::format("ALTER USER {}@'%' WITH MAX_USER_CONNECTIONS 1", site_.user()));
    }
    void end() {
        if (GetParam() == "postgresql")
            site_.administer(fmt::format("ALTER ROLE {} CONNECTION LIMIT -1", site_.user()));
        else
            site_.administer(fmt::format("ALTER USER {}@'%' WITH MAX_USER_CONNECTIONS 0", site_.user()));
    }

    PluginSite site_{GetParam()};
};

TEST_P(TooManyConnections, ThoseThatAreThereServeAndTheRestIsAnswered503) {
    constexpr int clients = 8;
    constexpr int requests = 20;
    Deployment& deployment = site_.deployment();
    deployment.add(numbered("during"));
    deployment.add({{"after"}});
    const auto host = deployment.start();
    host->suspend();
    leave(deployment, leftovers);
    begin();
    host->resume();

    std::vector<std::vector<Answer>> told(clients);
    {
        std::vector<std::jthread> threads;
        for (int number = 0; number < clients; ++number) {
            threads.emplace_back([&, number] {
                Client client(host->port());
                for (int request = 0; request < requests; ++request)
                    told[static_cast<std::size_t>(number)].push_back(
                        client.promote(fmt::format("during-{}", number * requests + request), 1));
            });
        }
    }
    std::vector<Answer> all;
    for (const auto& mine : told)
        all.insert(all.end(), mine.begin(), mine.end());
    int succeeded = 0;
    for (const Answer& answer : all) {
        EXPECT_THAT(answer.status, ::testing::AnyOf(201, 202, 503)) << answer.body;
        succeeded += answer.status == 201 ? 1 : 0;
    }
    EXPECT_GT(succeeded, 0);
    Client client(host->port());
    EXPECT_EQ(client.get(history).status, 200) << "the connections that were there are still there";

    end();
    EXPECT_EQ(wait_for_recovery(deployment), "");
    all.push_back(client.promote("after", 1));
    EXPECT_EQ(all.back().status, 201) << all.back().body;
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(wrong_in_the_end(deployment), "");
    EXPECT_EQ(untrue(deployment, all), "");
}

INSTANTIATE_TEST_SUITE_P(On, TooManyConnections, ::testing::Values("postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

}  // namespace neo::faults
