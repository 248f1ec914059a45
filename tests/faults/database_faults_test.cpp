// The database fails under a running host: requests get a clear 503 with Retry-After, work that was under way is kept,
// and everything goes on by itself when the fault ends.
#include "checks.hpp"
#include "leftovers.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sys/mount.h>
#include <tests/support/server.hpp>

namespace neo::faults {

namespace {

// A small disk in the place of a folder; what the folder held is on it. Needs to be root.
class SmallDisk {
public:
    SmallDisk(std::filesystem::path folder, const std::string& size) : folder_(std::move(folder)) {
        const auto aside = folder_.string() + ".aside";
        std::filesystem::copy(folder_, aside, std::filesystem::copy_options::recursive);
        if (::mount("none", folder_.c_str(), "tmpfs", 0, ("size=" + size).c_str()) != 0)
            throw std::runtime_error("cannot mount a small disk: run this test as root");
        std::filesystem::copy(aside, folder_, std::filesystem::copy_options::recursive);
        std::filesystem::remove_all(aside);
    }
    ~SmallDisk() { ::umount2(folder_.c_str(), MNT_DETACH); }
    SmallDisk(const SmallDisk&) = delete;

    void fill() const {
        std::ofstream out(folder_ / "filler", std::ios::binary);
        for (const std::string block(4096, 'x'); out << block << std::flush;) {
        }
    }
    void make_room() const { std::filesystem::remove(folder_ / "filler"); }

private:
    std::filesystem::path folder_;
};

// Asks for so long that the fault is met, and until an answer has this status; the last answer.
Answer promote_until(Client& client, const std::string& dataflow, int status) {
    Answer answer;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    do
        answer = client.promote(dataflow, 1);
    while (answer.status != status && std::chrono::steady_clock::now() < deadline);
    return answer;
}

}  // namespace

TEST(DiskFull, IsAnswered503AndEverythingGoesOnWhenThereIsRoomAgain) {
    Deployment deployment("sqlite");
    deployment.add({{"before"}, {"during"}, {"after"}});
    leave(deployment, "left");
    const SmallDisk disk(deployment.plugin_database().directory, "2m");
    const auto host = deployment.start();
    Client client(host->port());
    ASSERT_EQ(client.promote("before", 1).status, 201);

    disk.fill();
    const Answer refused = client.promote("during", 1);
    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_FALSE(refused.retry_after.empty());
    EXPECT_EQ(client.get("/extensions/neo/api/v1/promotions?organization=dev").status, 200) << "reading goes on";

    disk.make_room();
    EXPECT_NE(promote_until(client, "after", 201).status, 0);
    const Answer again = client.promote("during", 1);
    EXPECT_TRUE(again.status == 201 || again.status == 409) << again.body;
    EXPECT_EQ(wait_for_recovery(deployment), "");
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(deployment.run({"reconcile", "--apply"}).status, 0);
    EXPECT_EQ(contradictions(deployment), "");
    EXPECT_EQ(lost_by_itself(deployment), "");
}

class ServerRestart : public ::testing::TestWithParam<std::string> {};

TEST_P(ServerRestart, IsAnswered503AndTheHostFindsItAgain) {
    Deployment deployment(GetParam());
    deployment.add({{"before"}, {"during"}, {"after"}});
    const auto host = deployment.start();
    Client client(host->port());
    ASSERT_EQ(client.promote("before", 1).status, 201);

    test::Server& server = test::shared_server(GetParam());
    server.kill();
    const Answer refused = client.promote("during", 1);
    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_FALSE(refused.retry_after.empty());
    server.start();
    EXPECT_EQ(promote_until(client, "after", 201).status, 201);
    EXPECT_EQ(client.promote("during", 1).status, 201);
    EXPECT_EQ(wait_for_recovery(deployment), "");
    EXPECT_EQ(host->stop(), 0);
    EXPECT_EQ(contradictions(deployment), "");
    EXPECT_EQ(lost_by_itself(deployment), "");
}

INSTANTIATE_TEST_SUITE_P(On, ServerRestart, ::testing::Values("postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

}  // namespace neo::faults
