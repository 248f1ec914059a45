// W5: versions that are recalled, and what happened to them.
#include "stores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <thread>

namespace neo::contract {
namespace {

using ports::Recall;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const domain::VersionId version{"acme-dev", "welcome", 3};
constexpr std::int64_t noon = 1'700'000'000'123'456;

class RecallsContract : public StoreContract {
protected:
    ports::PutRecall put(const std::string& reason, const std::string& actor = "ana", std::int64_t at = noon,
                         const domain::VersionId& which = version) {
        return recalls().put_recall(which, {reason, from_microseconds(at), actor}, next_id("rc")).value();
    }
    result<void> take_back(const std::string& actor = "bo", std::int64_t at = noon + 1,
                           const domain::VersionId& which = version) {
        ports::RecallChange change;
        change.id = next_id("rc");
        change.kind = "filled in by the store";
        change.reason = "this too";
        change.actor = actor;
        change.at = from_microseconds(at);
        return recalls().remove_recall(which, change);
    }
    std::string reason_of(const domain::VersionId& which) {
        const auto recall = recalls().recall(which).value();
        return recall ? recall->reason : "not recalled";
    }
    // "recalled by ana: why" and "taken_back by bo", newest first.
    std::vector<std::string> changes(int limit = 100, const domain::VersionId& which = version) {
        std::vector<std::string> told;
        for (const auto& change : recalls().changes(which, limit).value())
            told.push_back(change.kind + " by " + change.actor + (change.reason ? ": " + *change.reason : ""));
        return told;
    }
};
NEO_EVERY_STORE(RecallsContract);

TEST_P(RecallsContract, W5_WhatNobodyRecalledIsUnset) {
    EXPECT_EQ(reason_of(version), "not recalled");
    EXPECT_THAT(changes(), IsEmpty());
    EXPECT_THAT(recalls().recalled_versions("acme-dev", {"welcome"}).value(), IsEmpty());
    EXPECT_THAT(recalls().recalled_versions("acme-dev", {}).value(), IsEmpty());
    EXPECT_THAT(take_back(), FailsWith(ErrorCode::not_found));
    EXPECT_THAT(changes(), IsEmpty()) << "what did not happen is not recorded";
}

TEST_P(RecallsContract, W5_ARecallIsReadBackWithWhoSaidSoWhenAndWhy) {
    const std::string reason = "it loses mails,\n\"said\" Größe 🌱 :name {{now}} " + std::string(1900, 'x') + " ";
    const auto put_now = put(reason);
    EXPECT_TRUE(put_now.is_new);
    for (const Recall& recall : {put_now.recall, recalls().recall(version).value().value()}) {
        EXPECT_EQ(recall.reason, reason);
        EXPECT_EQ(recall.recalled_by, "ana");
        EXPECT_EQ(to_microseconds(recall.recalled_at), noon);
    }
    EXPECT_THAT(changes(), ElementsAre("recalled by ana: " + reason));
    EXPECT_EQ(to_microseconds(recalls().changes(version, 1).value().at(0).at), noon);
}

TEST_P(RecallsContract, W5_TheSameReasonChangesAndRecordsNothing) {
    put("why");
    const auto again = put("why", "bo", noon + 5);
    EXPECT_FALSE(again.is_new);
    EXPECT_EQ(again.recall.recalled_by, "ana");
    EXPECT_EQ(to_microseconds(again.recall.recalled_at), noon);
    EXPECT_EQ(recalls().recall(version).value()->recalled_by, "ana");
    EXPECT_THAT(changes(), ElementsAre("recalled by ana: why"));
}

TEST_P(RecallsContract, W5_AnotherReasonTakesThePlaceOfTheOneThatStands) {
    put("why");
    for (const char* other : {"Why", "why ", "whý"}) {
        const auto put_now = put(other, "bo", noon + 5);
        EXPECT_FALSE(put_now.is_new) << other;
        EXPECT_EQ(put_now.recall.reason, other);
        EXPECT_EQ(reason_of(version), other);
        EXPECT_EQ(recalls().recall(version).value()->recalled_by, "bo");
        EXPECT_EQ(to_microseconds(recalls().recall(version).value()->recalled_at), noon + 5);
    }
    EXPECT_THAT(changes(), ElementsAre("recalled by bo: whý", "recalled by bo: why ", "recalled by bo: Why",
                                       "recalled by ana: why"));
}

TEST_P(RecallsContract, W5_WhatIsTakenBackIsKeptInTheHistoryAlone) {
    put("why");
    EXPECT_THAT(take_back(), Succeeds());
    EXPECT_EQ(reason_of(version), "not recalled");
    EXPECT_THAT(recalls().recalled_versions("acme-dev", {"welcome"}).value(), IsEmpty());
    EXPECT_THAT(take_back(), FailsWith(ErrorCode::not_found));
    EXPECT_TRUE(put("why").is_new) << "and may be recalled again";
    EXPECT_THAT(changes(), ElementsAre("recalled by ana: why", "taken_back by bo", "recalled by ana: why"));
    EXPECT_THAT(changes(2), ElementsAre("recalled by ana: why", "taken_back by bo")) << "the newest";
}

TEST_P(RecallsContract, W5_EachVersionIsRecalledByItself) {
    put("of three");
    const std::vector<domain::VersionId> others{
        {"acme-dev", "welcome", 4},  {"acme-dev", "welcome", 30}, {"acme-dev", "Welcome", 3},
        {"acme-dev", "welcome ", 3}, {"acme-uat", "welcome", 3},  {"acme-dev", "welcome", 9'007'199'254'740'993}};
    for (const auto& other : others)
        EXPECT_EQ(reason_of(other), "not recalled") << other.dataflow << other.version;
    for (const auto& other : others)
        EXPECT_TRUE(put("of another", "bo", noon, other).is_new);
    EXPECT_EQ(reason_of(version), "of three");
    EXPECT_THAT(take_back("bo", noon, others.front()), Succeeds());
    EXPECT_EQ(reason_of(version), "of three");
    EXPECT_THAT(changes(), ElementsAre("recalled by ana: of three"));
    EXPECT_THAT(changes(100, others.back()), ElementsAre("recalled by bo: of another"));
}

TEST_P(RecallsContract, W5_TheRecalledVersionsOfManyDataflowsAreToldAtOnce) {
    std::vector<std::string> asked;
    std::set<std::pair<std::string, std::int64_t>> expected;
    for (int number = 0; number < 700; ++number) {
        asked.push_back(fmt::format("flow-{}", number));
        if (number % 100 != 7) continue;
        for (const std::int64_t which : {1, 5}) {
            put("why", "ana", noon, {"acme-dev", asked.back(), which});
            expected.emplace(asked.back(), which);
        }
    }
    put("why", "ana", noon, {"acme-dev", "not-asked-for", 1});
    put("why", "ana", noon, {"acme-uat", "flow-1", 1});
    const auto told = recalls().recalled_versions("acme-dev", asked).value();
    EXPECT_EQ(std::set(told.begin(), told.end()), expected);
    EXPECT_EQ(told.size(), expected.size()) << "each once";
}

TEST_P(RecallsContract, W5_TheBasisOfAPromotionTellsTheReason) {
    const auto told = [this](const std::string& holder, std::int64_t number = 3) {
        return ledger().basis("key", {"acme-dev", "welcome", number}, "acme-uat", holder).value().recalled;
    };
    EXPECT_EQ(told(""), std::nullopt);
    EXPECT_EQ(told("theirs"), std::nullopt);
    put("why");
    EXPECT_EQ(told(""), "why");
    EXPECT_EQ(told("theirs"), "why");
    EXPECT_EQ(told("", 4), std::nullopt);
    EXPECT_THAT(take_back(), Succeeds());
    EXPECT_EQ(told("theirs"), std::nullopt);
}

TEST_P(RecallsContract, W5_OfSeveralAtTheSameTimeOneComesAfterTheOther) {
    constexpr int people = 4;
    std::vector<std::thread> threads;
    std::atomic<int> is_new{0};
    std::atomic<int> taken{0};
    for (int person = 0; person < people; ++person)
        threads.emplace_back([&, person] {
            for (int round = 0; round < 8; ++round) {
                if (put(fmt::format("reason {}", person % 2), fmt::format("user-{}", person), noon + round).is_new)
                    ++is_new;
                if (round % 3 == 2 && take_back(fmt::format("user-{}", person))) ++taken;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    const auto all = changes(1000);
    const auto taken_back =
        std::ranges::count_if(all, [](const std::string& change) { return change.starts_with("taken_back"); });
    EXPECT_EQ(taken_back, taken.load());
    EXPECT_EQ(is_new.load() - taken.load(), reason_of(version) == "not recalled" ? 0 : 1);
    EXPECT_THAT(reason_of(version), testing::AnyOf("reason 0", "reason 1", "not recalled"));
}

}  // namespace
}  // namespace neo::contract
