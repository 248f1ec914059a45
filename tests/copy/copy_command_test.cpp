// `neo-host copy` as an operator runs it: the data of the host and of its plugin move together, also when it is killed.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <tests/faults/client.hpp>
#include <tests/faults/deployment.hpp>
#include <tests/support/process.hpp>

namespace neo {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

struct Finished {
    int status = 0;  // or minus the signal
    std::string output;
};

// New databases of one backend, and the configuration that names them.
class Place {
public:
    explicit Place(const std::string& backend)
        : host_(backend), plugin_(backend), folder_(test::new_folder("copy", {})) {
        std::ofstream(config()) << fmt::format(
            R"({{"listen": {{"port": 0}}, "cluster": "eu", "store": {}, "plugins": [{{"library": "{}",
                "config": {{"database": {}}}}}]}})",
            host_.json(), faults::plugin_library().string(), plugin_.json());
    }
    ~Place() { fs::remove_all(folder_); }

    fs::path config() const { return folder_ / "host.json"; }

private:
    test::TestDatabase host_;
    test::TestDatabase plugin_;
    fs::path folder_;
};

Finished run(const std::vector<std::string>& arguments, const std::string& kill_point = {}) {
    const fs::path log = test::new_folder("copy-log", {});
    std::vector<std::string> command{"env", "NEO_KILL_POINT=" + kill_point, faults::host_program()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    Finished finished{test::Process(command, {}, log / "log").wait(), {}};
    std::ifstream in(log / "log");
    finished.output.assign(std::istreambuf_iterator<char>(in), {});
    fs::remove_all(log);
    return finished;
}

Finished run_copy(const fs::path& from, const fs::path& to, const std::string& kill_point = {}) {
    return run({"copy", "--from", from.string(), "--to", to.string()}, kill_point);
}

Finished check_config(const fs::path& config) {
    return run({"check-config", "--config", config.string()});
}

// A platform that promoted two dataflows.
class CopyCommand : public testing::Test {
protected:
    CopyCommand() : source_("sqlite") {
        source_.add({{"one"}, {"two"}});
        const auto host = source_.start();
        faults::Client client(host->port());
        EXPECT_EQ(client.promote("one", 1).status, 201);
        EXPECT_EQ(client.promote("two", 1).status, 201);
        host->stop();
    }

    faults::Deployment source_;
};

TEST_F(CopyCommand, HostAndPluginMoveToEveryBackendAndBackAndStayTheSame) {
    const Place postgresql("postgresql");
    const Place mysql("mysql");
    const Place sqlite("sqlite");
    std::string first;
    fs::path from = source_.config();
    for (const Place* const to : {&postgresql, &mysql, &sqlite}) {
        const Finished copied = run_copy(from, to->config());
        ASSERT_EQ(copied.status, 0) << copied.output;
        EXPECT_THAT(copied.output, HasSubstr("neo-promote  promotion_ledger             2 rows"));
        EXPECT_THAT(copied.output, HasSubstr("source and target hold the same"));
        if (first.empty()) fmt::print("{}", copied.output);
        if (first.empty()) first = copied.output;
        EXPECT_EQ(copied.output, first) << "counts and checksums of every table";
        from = to->config();
    }
    EXPECT_EQ(run_copy(source_.config(), sqlite.config()).output, first) << "a copy that is there already is right too";
    faults::HostProcess host(sqlite.config(), {}, source_.folder() / "moved");
    faults::Client client(host.port());
    EXPECT_EQ(client.promote("one", 1).state, "already_promoted") << "the ledger came along";
    EXPECT_EQ(client.promote("one", 2).status, 201);
}

// A host that started on half of the data would promote again what was promoted.
TEST_F(CopyCommand, WhatWasKilledServesNothingAndGoesOnWhenItIsStartedAgain) {
    for (const std::string point : {"copy.host_schema.begin.after_commit", "copy.organizations.insert.after_commit",
                                    "copy.promotion_keys.insert.before_commit", "copy.neo_schema.begin.before_commit",
                                    "copy.neo_schema.begin.after_commit", "copy.registrations.insert.after_commit",
                                    "copy.promotions.insert.before_commit", "copy.promotions.insert.after_commit",
                                    "copy.neo_schema.finish.before_commit", "copy.neo_schema.finish.after_commit",
                                    "copy.host_schema.finish.before_commit"}) {
        SCOPED_TRACE(point);
        const Place target("sqlite");
        EXPECT_EQ(run_copy(source_.config(), target.config(), point).status, -SIGKILL);
        const Finished refused = check_config(target.config());
        EXPECT_EQ(refused.status, 1);
        EXPECT_THAT(refused.output, HasSubstr("a copy into this database was begun and not finished"));
        const Finished again = run_copy(source_.config(), target.config());
        EXPECT_EQ(again.status, 0) << again.output;
        EXPECT_THAT(again.output, HasSubstr("source and target hold the same"));
        EXPECT_EQ(check_config(target.config()).status, 0);
    }
}

TEST_F(CopyCommand, ATargetOfThePluginWithOtherDataIsToldBeforeAnythingIsCopied) {
    const faults::Deployment other("sqlite");
    const Place empty("sqlite");
    const fs::path mixed = empty.config().parent_path() / "mixed.json";
    const auto path = [](const sql::DatabaseConfig& database) {
        return (database.directory / database.connection).string();
    };
    const fs::path new_store = empty.config().parent_path() / "new.db";
    std::ofstream(mixed) << fmt::format(
        R"({{"cluster": "eu", "store": {{"backend": "sqlite", "connection": "{}"}}, "plugins": [{{"library": "{}",
            "config": {{"database": {{"backend": "sqlite", "connection": "{}"}}}}}}]}})",
        new_store.string(), faults::plugin_library().string(), path(other.plugin_database()));
    const Finished refused = run_copy(source_.config(), mixed);
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.output, HasSubstr("neo-promote: the target holds other data already"));
    EXPECT_EQ(check_config(mixed).status, 0) << "neither target is marked";
}

}  // namespace
}  // namespace neo
