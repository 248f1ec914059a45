#include "support/promotion_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <map>
#include <thread>

namespace neo::e2e {
namespace {

using testing::ElementsAre;

class Once : public PromotionTest {
protected:
    std::size_t dataflows_in(const std::string& organization) const {
        return api("ana", "GET", "/organizations/" + organization + "/dataflows").json().at("items").as_array().size();
    }
    std::size_t versions_of(const std::string& organization, const std::string& dataflow) const {
        return api("ana", "GET", "/organizations/" + organization + "/dataflows/" + dataflow)
            .json()
            .at("versions")
            .as_array()
            .size();
    }

    // All at once; each thread has a connection of its own. Answers by status.
    std::map<int, std::vector<Answer>> at_once(const std::vector<std::string>& bodies) const {
        std::vector<Answer> answers(bodies.size());
        std::barrier together(static_cast<std::ptrdiff_t>(bodies.size()));
        std::vector<std::thread> threads;
        for (std::size_t at = 0; at < bodies.size(); ++at)
            threads.emplace_back([&, at] {
                Client client = as("ana");
                client.api("GET", "/me");
                together.arrive_and_wait();
                answers[at] = client.api("POST", "/promotions", bodies[at]);
            });
        for (auto& thread : threads)
            thread.join();
        std::map<int, std::vector<Answer>> by_status;
        for (auto& answer : answers)
            by_status[answer.status].push_back(answer);
        return by_status;
    }
};

TEST_P(Once, U1_OneVersionGoesToSeveralOrganizations) {
    start_company();
    std::string key;
    for (const char* target : {"acme-dev2", "acme-sit", "acme-uat", "acme-uat2"}) {
        const Answer answer = promoted({}, target);
        EXPECT_NE(text_of(answer.json().at("key")), key);
        key = text_of(answer.json().at("key"));
        EXPECT_EQ(dataflows_in(target), 1U);
    }
}

TEST_P(Once, U2_NeverTwiceToTheSameOrganization) {
    start_company();
    const std::string first = text_of(promoted({}, "acme-uat").json().at("id"));
    for (const char* application : {"crm", "sales", ""}) {
        const Answer again = promote({}, "acme-uat", application);
        EXPECT_EQ(again.status, 409);
        EXPECT_EQ(again.code(), "already_promoted");
        ASSERT_THAT(again.failures(), ElementsAre("already_promoted"));
        EXPECT_EQ(text_of(again.json().at("failures").at(0).at("promotion")), first);
    }
    EXPECT_THAT(preflight({}, "acme-uat").failures(), ElementsAre("already_promoted"));
    EXPECT_EQ(dataflows_in("acme-uat"), 1U);
    EXPECT_EQ(versions_of("acme-uat", "welcome"), 2U);
}

TEST_P(Once, U2_NotTwiceAfterARestartEither) {
    start_company();
    promoted({}, "acme-uat");
    EXPECT_EQ(host->stop(), 0);
    host->start();
    EXPECT_EQ(promote({}, "acme-uat").status, 409);
    host->kill();
    host->start();
    EXPECT_EQ(promote({}, "acme-uat").status, 409);
    EXPECT_EQ(versions_of("acme-uat", "welcome"), 2U);
}

TEST_P(Once, U2_NotTwiceWhenTheMappingWasRemovedAndAddedAgain) {
    start_company();
    promoted({}, "acme-uat");
    EXPECT_EQ(api("ana", "DELETE", "/organizations/acme-dev/mappings/acme-uat").status, 204);
    map("acme-dev", "acme-uat", "sibling");
    EXPECT_EQ(promote({}, "acme-uat").status, 409);
}

TEST_P(Once, U2_NotTwiceWhenTheOrganizationsMovedToAnotherCluster) {
    start_company();
    const std::string key = text_of(promoted({}, "acme-uat").json().at("key"));
    for (const char* moved : {"acme-dev", "acme-uat"})
        EXPECT_EQ(host_api("root", "PUT", "/organizations/" + std::string(moved), R"({"cluster": "us"})").status, 200);
    EXPECT_THAT(promote({}, "acme-uat").failures(), ElementsAre("already_promoted"));
    EXPECT_EQ(versions_of("acme-uat", "welcome"), 2U);
    const Answer history = api("ana", "GET", "/promotions?organization=acme-uat");
    EXPECT_THAT(items_of(history, "key"), ElementsAre(key, key));
}

TEST_P(Once, U2_SixteenClientsAtOncePromoteOnce) {
    start_company();
    auto answers = at_once(std::vector<std::string>(16, promotion_of({}, "acme-uat")));
    ASSERT_EQ(answers[201].size(), 1U);
    ASSERT_EQ(answers[409].size(), 15U);
    for (const Answer& answer : answers[409])
        EXPECT_THAT(answer.code(), testing::AnyOf("already_promoted", "promotion_in_progress"));
    EXPECT_EQ(dataflows_in("acme-uat"), 1U);
    EXPECT_EQ(versions_of("acme-uat", "welcome"), 2U);
    const Answer history = api("ana", "GET", "/promotions?organization=acme-uat&status=succeeded");
    EXPECT_EQ(history.json().at("items").as_array().size(), 1U);
}

TEST_P(Once, U2_T5_OneTriggerFromTwoSourcesMakesOneDataflow) {
    add_dataflow({"acme-dev2", "hello", {TestVersion{}}});
    start_company();
    map("acme-dev2", "acme-uat");
    auto answers = at_once({promotion_of({}, "acme-uat"), promotion_of({"acme-dev2", "hello"}, "acme-uat")});
    for (const auto& [status, told] : answers)
        EXPECT_THAT(status, testing::AnyOf(201, 409)) << testing::PrintToString(told.front());
    for (const Answer& answer : answers[409])
        EXPECT_EQ(answer.code(), "target_changed");
    ASSERT_GE(answers[201].size(), 1U);
    EXPECT_EQ(dataflows_in("acme-uat"), 1U);
    const std::string dataflow = text_of(answers[201].front().json().at("target").at("dataflow"));
    EXPECT_EQ(versions_of("acme-uat", dataflow), 2 * answers[201].size());
}

TEST_P(Once, U2_ManyVersionsOfOneDataflowAtOnceAllArrive) {
    std::vector<std::string> bodies{promotion_of({}, "acme-uat")};
    for (int number = 2; number <= 8; ++number) {
        add_version("acme-dev", "welcome", {.number = number});
        bodies.push_back(promotion_of({"acme-dev", "welcome", number}, "acme-uat"));
    }
    start_company();
    auto answers = at_once(bodies);
    // Whoever lost to another version (409 target_changed) may try again, and then it arrives.
    for (std::size_t retry = 0; retry < bodies.size() && answers[409].size() > 0; ++retry) {
        auto again = at_once(bodies);
        std::erase_if(again[409], [](const Answer& answer) { return answer.code() == "already_promoted"; });
        answers[201].insert(answers[201].end(), again[201].begin(), again[201].end());
        answers[409] = again[409];
    }
    EXPECT_EQ(answers[201].size(), bodies.size());
    EXPECT_EQ(dataflows_in("acme-uat"), 1U);
    EXPECT_EQ(versions_of("acme-uat", "welcome"), 2 * bodies.size());
}

TEST_P(Once, U2_DifferentTargetsAtOnceAllSucceed) {
    start_company();
    auto answers = at_once({promotion_of({}, "acme-dev2"), promotion_of({}, "acme-sit"), promotion_of({}, "acme-uat"),
                            promotion_of({}, "acme-uat2")});
    EXPECT_EQ(answers[201].size(), 4U);
}

TEST_P(Once, U3_AFailedAttemptDoesNotCount) {
    start_company();
    EXPECT_EQ(promote({}, "acme-uat", "default").status, 422);
    EXPECT_EQ(promote({}, "acme-uat", "absent").status, 422);
    EXPECT_EQ(promote({}, "acme-uat", "crm").status, 201);
}

TEST_P(Once, U4_ANewerVersionLandsAsTheNextOneOfTheSameDataflow) {
    add_version("acme-dev", "welcome", {.number = 2, .state = "live"});
    start_company();
    const Answer first = promoted({"acme-dev", "welcome", 1}, "acme-uat");
    const Answer second = promoted({"acme-dev", "welcome", 2}, "acme-uat");
    EXPECT_EQ(text_of(first.json().at("target").at("dataflow")), text_of(second.json().at("target").at("dataflow")));
    EXPECT_EQ(second.json().at("target").at("approved_version").as_int64(), 3);
    EXPECT_EQ(second.json().at("target").at("draft_version").as_int64(), 4);
    EXPECT_EQ(promote({"acme-dev", "welcome", 1}, "acme-uat").status, 409);
    EXPECT_EQ(promote({"acme-dev", "welcome", 2}, "acme-uat").status, 409);
}

TEST_P(Once, U4_AnOlderVersionMayFollowANewerOne) {
    add_version("acme-dev", "welcome", {.number = 2});
    start_company();
    promoted({"acme-dev", "welcome", 2}, "acme-uat");
    EXPECT_EQ(promote({"acme-dev", "welcome", 1}, "acme-uat").status, 201);
}

TEST_P(Once, U5_AChangedTriggerMakesANewDataflow) {
    add_version("acme-dev", "welcome", {.number = 2, .url = "/welcome-2"});
    add_version("acme-dev", "welcome", {.number = 3, .method = "PUT"});
    start_company();
    std::vector<std::string> dataflows;
    for (int number = 1; number <= 3; ++number) {
        const Answer answer = promoted({"acme-dev", "welcome", number}, "acme-uat", number == 2 ? "sales" : "crm");
        EXPECT_FALSE(answer.json().at("routed").as_bool());
        EXPECT_EQ(answer.json().at("target").at("approved_version").as_int64(), 1);
        dataflows.push_back(text_of(answer.json().at("target").at("dataflow")));
    }
    std::ranges::sort(dataflows);
    EXPECT_EQ(std::ranges::adjacent_find(dataflows), dataflows.end());
    EXPECT_EQ(dataflows_in("acme-uat"), 3U);
}

TEST_P(Once, U2_TheSameIdempotencyKeyAnswersTheSameAttempt) {
    start_company();
    Client ana = as("ana");
    const Headers key{{"Idempotency-Key", "k-1"}};
    const Answer first = ana.api("POST", "/promotions", promotion_of({}, "acme-uat"), key);
    const Answer again = ana.api("POST", "/promotions", promotion_of({}, "acme-uat"), key);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(first.json(), again.json());
    const Answer other = ana.api("POST", "/promotions", promotion_of({}, "acme-sit"), key);
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.code(), "idempotency_key_reused");
    EXPECT_EQ(ana.api("POST", "/promotions", promotion_of({}, "acme-uat"), {{"Idempotency-Key", "k-2"}}).status, 409);
    EXPECT_EQ(versions_of("acme-uat", "welcome"), 2U);
}

NEO_ON_EVERY_BACKEND(Once);

}  // namespace
}  // namespace neo::e2e
