// The connection with the database is cut at every protocol message of a promotion, both ways, before and behind it:
// that of the host's store and that of the plugin's. The client's answer is true, the next promotion succeeds, and
// nothing is lost, doubled or half done.
#include "checks.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <tests/support/proxy.hpp>

namespace neo::faults {

namespace {

using test::Cut;
using test::Direction;

sql::DatabaseConfig through(const test::Proxy& proxy, const test::Server& server, sql::DatabaseConfig database) {
    const std::string direct = fmt::format("port={}", server.port());
    database.connection.replace(database.connection.find(direct), direct.size(), fmt::format("port={}", proxy.port()));
    return database;
}

}  // namespace

class ConnectionCuts : public ::testing::TestWithParam<std::string> {
protected:
    ConnectionCuts() {
        const test::Server& server = test::shared_server(GetParam());
        deployment_.reroute(0, {through(proxy_, server, deployment_.plugin_database()),
                                through(proxy_, server, deployment_.host_database())});
        host_ = deployment_.start();
        client_ = std::make_unique<Client>(host_->port());
        promote_undisturbed();
    }

    // A dataflow that nobody promoted yet.
    std::string new_dataflow() {
        constexpr int batch = 100;
        if (dataflows_ % batch == 0) {
            std::vector<Source> sources;
            for (int number = 0; number < batch; ++number)
                sources.push_back({fmt::format("d{}", dataflows_ + number)});
            deployment_.add(sources);
        }
        return fmt::format("d{}", dataflows_++);
    }

    // Everything goes on; and connections and statements are there for the next cut.
    void promote_undisturbed() {
        last_ = new_dataflow();
        const Answer answer = client_->promote(last_, 1);
        EXPECT_EQ(answer.status, 201) << answer.body;
        told_.push_back(answer);
    }

    // Promotes again and again, cut one message later each time, until the promotion has no such message. On
    // connections that are there, or on new ones, where those of connecting and preparing come first.
    void cut_at_each(Direction direction, bool behind, bool on_new_connections) {
        for (Cut cut{direction, 1, behind};; ++cut.message) {
            // A new dataflow in the target, and a later version of one that is there, take different ways.
            const auto [dataflow, version] = behind ? std::pair(last_, 2) : std::pair(new_dataflow(), 1);
            if (on_new_connections) proxy_.drop();
            proxy_.arm(cut);
            const Answer answer = client_->promote(dataflow, version);
            const auto broken = proxy_.disarm();
            const std::string where = fmt::format("{} message {} to the {}", behind ? "behind" : "before", cut.message,
                                                  direction == Direction::to_server ? "server" : "client");
            EXPECT_THAT(answer.status, ::testing::AnyOf(201, 202, 503)) << where << ": " << answer.body;
            told_.push_back(answer);
            promote_undisturbed();
            if (!broken) return;
            ++cuts_;
            ++answers_[answer.status];
            // PostgreSQL says in the answer what is done, MySQL only in the request.
            if (direction == Direction::to_client &&
                (broken->message + broken->request).find("COMMIT") != std::string::npos)
                ++commits_;
        }
    }

    Deployment deployment_{GetParam()};
    test::Proxy proxy_{test::shared_server(GetParam())};
    std::unique_ptr<HostProcess> host_;
    std::unique_ptr<Client> client_;
    int dataflows_ = 0;
    std::string last_;  // promoted, version 1
    std::vector<Answer> told_;
    int cuts_ = 0;
    int commits_ = 0;
    std::map<int, int> answers_;  // how many by HTTP status
};

TEST_P(ConnectionCuts, AtEachMessageOfAPromotionLeaveNothingLostDoubledOrHalfDone) {
    for (const Direction direction : {Direction::to_server, Direction::to_client}) {
        for (const bool behind : {false, true}) {
            cut_at_each(direction, behind, false);
            EXPECT_EQ(wait_for_recovery(deployment_), "");
        }
    }
    for (const Direction direction : {Direction::to_server, Direction::to_client}) {
        cut_at_each(direction, false, true);
        EXPECT_EQ(wait_for_recovery(deployment_), "");
    }
    EXPECT_EQ(host_->stop(), 0);
    EXPECT_EQ(wrong_in_the_end(deployment_, {}), "");
    EXPECT_EQ(untrue(deployment_, told_), "");
    EXPECT_GT(commits_, 0) << "no reply of COMMIT was cut";
    fmt::print("{}: {} cuts, {} of them at the reply of COMMIT; answers: {} succeeded, {} in progress, {} 503\n",
               GetParam(), cuts_, commits_, answers_[201], answers_[202], answers_[503]);
}

INSTANTIATE_TEST_SUITE_P(On, ConnectionCuts, ::testing::Values("postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

}  // namespace neo::faults
