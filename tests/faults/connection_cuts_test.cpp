// The connection with the database is cut at every protocol message of a promotion, both ways, before and behind it:
// that of the host's store and that of the plugin's. The client's answer is true, the next promotion succeeds, and
// nothing is lost, doubled or half done.
#include "checks.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tests/support/proxy.hpp>

namespace neo::faults {

namespace {

using test::Cut;
using test::Direction;

constexpr int through_proxy = 1;  // the number of the host whose connections are cut
constexpr int seldom_seconds = 600;
constexpr int messages_of_connecting = 60;  // of the first connections that a promotion opens

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
        deployment_.reroute(through_proxy,
                            {through(proxy_, server, deployment_.plugin_database()),
                             through(proxy_, server, deployment_.host_database())},
                            seldom_seconds);
        recovering_host_ = deployment_.start();
        host_ = deployment_.start({}, through_proxy);
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

    // Promotes again and again, cut one message later each time, until the promotion has no such message.
    void cut_at_each(Direction direction, bool behind, bool outage) {
        for (int message = 1; cut({direction, message, behind, outage}); ++message) {
        }
    }

    // The same on new connections, where the messages of connecting come first.
    void cut_while_connecting() {
        for (int message = 1; message <= messages_of_connecting; ++message) {
            proxy_.drop();
            cut({Direction::to_client, message, false, false});
        }
    }

    // False: there was no such message.
    bool cut(const Cut& cut) {
        // A new dataflow in the target, and a later version of one that is there, take different ways.
        const auto [dataflow, version] = cut.behind ? std::pair(last_, 2) : std::pair(new_dataflow(), 1);
        proxy_.arm(cut);
        const Answer answer = client_->promote(dataflow, version);
        const auto broken = proxy_.disarm();
        EXPECT_THAT(answer.status, ::testing::AnyOf(201, 202, 503))
            << (cut.behind ? "behind" : "before") << " message " << cut.message
            << (cut.direction == Direction::to_server ? " to the server: " : " to the client: ") << answer.body;
        told_.push_back(answer);
        promote_undisturbed();
        if (!broken) return false;
        ++cuts_;
        ++answers_[answer.status];
        commits_ += cut.direction == Direction::to_client && is_of_commit(broken->message + broken->request) ? 1 : 0;
        return true;
    }

    // PostgreSQL says in the answer what is done, MySQL only in the request. Some statements are transactions of their
    // own: on PostgreSQL, which does not tell them from others, intent and outcome, on MySQL the outcome.
    static bool is_of_commit(std::string_view said) {
        return std::ranges::any_of(std::array{"COMMIT", "INSERT 0 1", "UPDATE 1", "UPDATE promotion_ledger l JOIN"},
                                   [&](const char* what) { return said.find(what) != std::string_view::npos; });
    }

    Deployment deployment_{GetParam()};
    test::Proxy proxy_{test::shared_server(GetParam())};
    std::unique_ptr<HostProcess> recovering_host_;  // beside the proxy, so that only promotions' messages are counted
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
    // Where the answer is lost and cannot be asked for either.
    cut_at_each(Direction::to_client, false, true);
    EXPECT_EQ(wait_for_recovery(deployment_), "");
    EXPECT_GT(answers_[202], 0);
    EXPECT_GT(answers_[503], 0);
    cut_while_connecting();
    EXPECT_EQ(wait_for_recovery(deployment_), "");
    EXPECT_EQ(host_->stop(), 0);
    EXPECT_EQ(recovering_host_->stop(), 0);
    EXPECT_EQ(wrong_in_the_end(deployment_), "");
    EXPECT_EQ(untrue(deployment_, told_), "");
    EXPECT_GE(commits_, 9)
        << "intent, apply and outcome: before and behind the reply of their COMMIT, and with an outage";
    fmt::print("{}: {} cuts, {} of them at the reply of COMMIT; answers: {} succeeded, {} in progress, {} 503\n",
               GetParam(), cuts_, commits_, answers_[201], answers_[202], answers_[503]);
}

INSTANTIATE_TEST_SUITE_P(On, ConnectionCuts, ::testing::Values("postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

}  // namespace neo::faults
