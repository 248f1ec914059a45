// Rows R: what the ledger tells of earlier arrivals, beside the rows that a promotion is decided on.
#include "stores.hpp"

#include <algorithm>

namespace neo::contract {
namespace {

using ports::PromotionStatus;

const Time at_last = from_microseconds(1'800'000'000'000'000);

class ArrivalsContract : public StoreContract {
protected:
    result<ports::Basis> basis(std::int64_t version, const std::string& holder) {
        return ledger().basis("k", {"acme-dev", "welcome", version}, "acme-uat", holder);
    }
    // A promotion of a version that arrived in this dataflow.
    std::string arrived(const domain::VersionId& source, const std::string& dataflow, std::int64_t approved) {
        auto promotion = attempt("of " + source.dataflow + std::to_string(source.version));
        promotion.status = PromotionStatus::succeeded;
        promotion.source = source;
        promotion.target_dataflow = dataflow;
        promotion.approved_version = approved;
        promotion.finished_at = at_last;
        promotion.content_hash = std::string(64, 'c');
        EXPECT_THAT(history().record(promotion, std::nullopt), Succeeds());
        return promotion.id;
    }
};
NEO_EVERY_STORE(ArrivalsContract);

TEST_P(ArrivalsContract, R1_TheBasisHoldsWhatArrivedBefore) {
    const auto nothing = basis(1, "welcome").value();
    EXPECT_FALSE(nothing.base.has_value());
    EXPECT_EQ(nothing.newer_version, std::nullopt);
    EXPECT_EQ(nothing.before_dataflow, std::nullopt);

    arrived({"acme-dev", "welcome", 7}, "welcome", 1);
    arrived({"acme-dev", "welcome", 9}, "welcome", 3);
    const auto last = arrived({"acme-dev", "greeting", 2}, "welcome", 5);
    arrived({"acme-dev", "welcome", 11}, "elsewhere", 1);
    auto refused = attempt("refused");
    refused.status = PromotionStatus::refused;
    refused.source = {"acme-dev", "welcome", 20};
    refused.target_dataflow = "welcome";
    ASSERT_THAT(history().record(refused, std::nullopt), Succeeds());

    const auto before = basis(8, "welcome").value();
    ASSERT_TRUE(before.base.has_value());
    EXPECT_EQ(before.base->promotion, last);
    EXPECT_EQ(before.base->source, (domain::VersionId{"acme-dev", "greeting", 2}));
    EXPECT_EQ(before.base->approved_version, 5);
    EXPECT_EQ(before.base->content_hash, std::string(64, 'c'));
    EXPECT_EQ(before.base->finished_at, at_last);
    EXPECT_EQ(before.newer_version, 9);
    EXPECT_EQ(before.before_dataflow, "elsewhere");
    EXPECT_EQ(basis(9, "welcome").value().newer_version, std::nullopt);
    EXPECT_FALSE(basis(8, "nowhere").value().base.has_value());
    EXPECT_FALSE(basis(8, "").value().base.has_value());
    EXPECT_EQ(basis(8, "").value().before_dataflow, "elsewhere");
}

std::vector<std::string> ids_of(const std::vector<ports::Arrival>& arrivals) {
    std::vector<std::string> ids;
    for (const auto& arrival : arrivals)
        ids.push_back(arrival.promotion);
    return ids;
}

TEST_P(ArrivalsContract, W2_WhatSucceededFromADataflowIsTold) {
    const auto first = arrived({"acme-dev", "welcome", 1}, "welcome", 1);
    const auto second = arrived({"acme-dev", "welcome", 2}, "welcome", 3);
    const auto other = arrived({"acme-sit", "greeting", 4}, "greeting", 1);
    arrived({"acme-sit", "welcome", 1}, "unasked", 1);
    auto failed = attempt("failed");
    failed.status = PromotionStatus::failed;
    failed.source = {"acme-dev", "welcome", 3};
    ASSERT_THAT(history().record(failed, std::nullopt), Succeeds());
    register_as("acme-uat", domain::OrganizationType::uat);

    const auto arrivals = history().arrivals_below({{"acme-dev", "welcome"}, {"acme-sit", "greeting"}}).value();
    EXPECT_THAT(ids_of(arrivals), testing::UnorderedElementsAre(first, second, other));
    const auto found = std::ranges::find(arrivals, second, &ports::Arrival::promotion);
    ASSERT_NE(found, arrivals.end());
    EXPECT_EQ(found->source, (domain::VersionId{"acme-dev", "welcome", 2}));
    EXPECT_EQ(found->target, (sdk::DataflowId{"acme-uat", "welcome"}));
    EXPECT_EQ(found->approved_version, 3);
    EXPECT_EQ(found->finished_at, at_last);
    EXPECT_EQ(found->content_hash, std::string(64, 'c'));
    EXPECT_EQ(found->target_type, domain::OrganizationType::uat);
    EXPECT_THAT(history().arrivals_below({{"acme-dev", "nothing"}}).value(), testing::IsEmpty());
    EXPECT_THAT(history().arrivals_below({}).value(), testing::IsEmpty());
}

TEST_P(ArrivalsContract, W2_WhatWentOnFromThereIsToldTooOverAllHopsAndOnce) {
    // "arrived" is always in acme-uat: a chain of it, which closes.
    const std::string longer(190, 'l');
    const auto first = arrived({"acme-dev", "d", 1}, longer, 1);
    const auto second = arrived({"acme-uat", longer, 1}, "third", 1);
    const auto third = arrived({"acme-uat", "third", 1}, "fourth", 1);
    const auto back = arrived({"acme-uat", "fourth", 1}, longer, 3);
    arrived({"acme-uat", "unrelated", 1}, "elsewhere", 1);
    EXPECT_THAT(ids_of(history().arrivals_below({{"acme-dev", "d"}}).value()),
                testing::UnorderedElementsAre(first, second, third, back));
    EXPECT_THAT(ids_of(history().arrivals_below({{"acme-uat", "third"}, {"acme-uat", "fourth"}}).value()),
                testing::UnorderedElementsAre(second, third, back))
        << "each once, whatever it is reached from";
}

TEST_P(ArrivalsContract, W2_ManyDataflowsAreAskedForAtOnce) {
    std::vector<sdk::DataflowId> asked;
    for (int number = 0; number < 700; ++number)
        asked.push_back({"acme-dev", "flow-" + std::to_string(number)});
    for (const char* unusual : {"\"", "\\", "a,b]", "ü🌱", "%", "a b "})
        asked.push_back({"acme-dev", unusual});
    std::vector<std::string> expected;
    for (const std::string& dataflow : {asked[3].dataflow, asked[690].dataflow, std::string("\""), std::string("\\"),
                                        std::string("a,b]"), std::string("ü🌱"), std::string("a b ")})
        expected.push_back(arrived({"acme-dev", dataflow, 1}, "of " + dataflow, 1));
    arrived({"acme-dev", "a b", 1}, "another", 1);
    arrived({"acme-dev", "Ü🌱", 1}, "another", 1);
    EXPECT_THAT(ids_of(history().arrivals_below(asked).value()), testing::UnorderedElementsAreArray(expected));
}

}  // namespace
}  // namespace neo::contract
