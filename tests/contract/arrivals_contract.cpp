// Rows R: what the ledger tells of earlier arrivals, beside the rows that a promotion is decided on. W2: where
// dataflows went.
#include "stores.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <thread>

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

using Pair = std::pair<sdk::DataflowId, sdk::DataflowId>;

// The newest from each dataflow to each other.
std::vector<std::string> newest_of(const std::vector<ports::Arrival>& arrivals) {
    std::map<Pair, std::string> newest;
    for (const auto& arrival : arrivals) {
        std::string& known = newest[{{arrival.source.organization, arrival.source.dataflow}, arrival.target}];
        known = std::max(known, arrival.promotion);
    }
    std::vector<std::string> ids;
    for (const auto& [pair, id] : newest)
        ids.push_back(id);
    return ids;
}

TEST_P(ArrivalsContract, W2_WhatSucceededFromADataflowIsTold) {
    const auto first = arrived({"acme-dev", "welcome", 1}, "welcome", 1);
    const auto elsewhere = arrived({"acme-dev", "welcome", 1}, "elsewhere", 1);
    const auto second = arrived({"acme-dev", "welcome", 2}, "welcome", 3);
    const auto other = arrived({"acme-sit", "greeting", 4}, "greeting", 1);
    arrived({"acme-sit", "welcome", 1}, "unasked", 1);
    auto failed = attempt("failed");
    failed.status = PromotionStatus::failed;
    failed.source = {"acme-dev", "welcome", 3};
    ASSERT_THAT(history().record(failed, std::nullopt), Succeeds());
    register_as("acme-uat", domain::OrganizationType::uat);

    const auto all = arrivals().below({{"acme-dev", "welcome"}, {"acme-sit", "greeting"}}).value();
    EXPECT_THAT(newest_of(all), testing::UnorderedElementsAre(elsewhere, second, other));
    const auto found = std::ranges::find(all, second, &ports::Arrival::promotion);
    ASSERT_NE(found, all.end());
    EXPECT_EQ(found->source, (domain::VersionId{"acme-dev", "welcome", 2}));
    EXPECT_EQ(found->target, (sdk::DataflowId{"acme-uat", "welcome"}));
    EXPECT_EQ(found->approved_version, 3);
    EXPECT_EQ(found->finished_at, at_last);
    EXPECT_EQ(found->content_hash, std::string(64, 'c'));
    EXPECT_EQ(found->target_type, domain::OrganizationType::uat);
    EXPECT_THAT(arrivals().below({{"acme-dev", "nothing"}}).value(), testing::IsEmpty());
    EXPECT_THAT(arrivals().below({}).value(), testing::IsEmpty());

    const auto into = arrivals().into({{"acme-uat", "welcome"}, {"acme-uat", "nothing"}}).value();
    ASSERT_THAT(into, testing::UnorderedElementsAre(testing::Field(&ports::Arrival::promotion, first),
                                                    testing::Field(&ports::Arrival::promotion, second)));
    EXPECT_EQ(into.front().target_type, domain::OrganizationType::uat);
    EXPECT_THAT(arrivals().into({}).value(), testing::IsEmpty());
}

TEST_P(ArrivalsContract, W2_WhatWentOnFromThereIsToldTooOverAllHops) {
    // "arrived" is always in acme-uat: a chain of it, which closes.
    const std::string longer(190, 'l');
    const auto first = arrived({"acme-dev", "d", 1}, longer, 1);
    const auto second = arrived({"acme-uat", longer, 1}, "third", 1);
    const auto third = arrived({"acme-uat", "third", 1}, "fourth", 1);
    const auto back = arrived({"acme-uat", "fourth", 1}, longer, 3);
    arrived({"acme-uat", "unrelated", 1}, "elsewhere", 1);
    EXPECT_THAT(newest_of(arrivals().below({{"acme-dev", "d"}}).value()),
                testing::UnorderedElementsAre(first, second, third, back));
    EXPECT_THAT(newest_of(arrivals().below({{"acme-uat", "third"}, {"acme-uat", "fourth"}}).value()),
                testing::UnorderedElementsAre(second, third, back))
        << "whatever it is reached from";
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
    EXPECT_THAT(newest_of(arrivals().below(asked).value()), testing::UnorderedElementsAreArray(expected));
}

// The oracle: a history that is kept beside, and followed.
struct Went {
    std::string id;
    sdk::DataflowId from;
    sdk::DataflowId to;
};

std::vector<std::string> newest_below(const std::vector<Went>& history, const sdk::DataflowId& root) {
    std::set<sdk::DataflowId> reached{root};
    for (std::size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (const Went& went : history) {
            if (reached.contains(went.from)) reached.insert(went.to);
        }
    }
    std::map<Pair, std::string> newest;
    for (const Went& went : history) {
        if (reached.contains(went.from)) newest[{went.from, went.to}] = went.id;
    }
    std::vector<std::string> ids;
    for (const auto& [pair, id] : newest)
        ids.push_back(id);
    return ids;
}

TEST_P(ArrivalsContract, W2_HoweverFarTheHistoryIsTakenInTheSameIsTold) {
    std::mt19937 random(20261128);
    const std::vector<sdk::DataflowId> places{{"dev", "a"}, {"dev", "b"},  {"uat", "a"},
                                              {"sit", "x"}, {"prod", "a"}, {"prod", "y"}};
    std::vector<Went> kept;
    for (int number = 0; number < 120; ++number) {
        const auto& from = places[random() % places.size()];
        const auto& to = places[random() % places.size()];
        auto promotion = attempt("k" + std::to_string(number));
        promotion.status = number % 5 == 0 ? PromotionStatus::refused : PromotionStatus::succeeded;
        promotion.source = {from.organization, from.dataflow, number};
        promotion.target_organization = to.organization;
        promotion.target_dataflow = to.dataflow;
        promotion.approved_version = number;
        ASSERT_THAT(history().record(promotion, std::nullopt), Succeeds());
        if (promotion.status == PromotionStatus::succeeded) kept.push_back({promotion.id, from, to});
    }
    const auto agrees = [&] {
        for (const auto& root : places)
            EXPECT_THAT(newest_of(arrivals().below({root}).value()),
                        testing::UnorderedElementsAreArray(newest_below(kept, root)));
    };
    agrees();
    const std::string middle = kept[kept.size() / 2].id;
    while (arrivals().take_in(middle, 7).value())
        agrees();
    while (arrivals().take_in("~", 50).value())
        agrees();
    agrees();
    EXPECT_FALSE(arrivals().take_in("~", 50).value()) << "all is taken in";
    ASSERT_THAT(arrivals().forget(), Succeeds());
    agrees();
    const auto take_in_all = [&] {
        while (arrivals().take_in("~", 3).value())
            continue;
    };
    {
        const std::jthread one(take_in_all);
        const std::jthread other(take_in_all);
    }
    agrees();
    EXPECT_FALSE(arrivals().take_in("~", 50).value()) << "two took it in beside each other";
}

TEST_P(ArrivalsContract, W2_NothingThatIsUnfinishedIsPassedOver) {
    const auto all = facts("acme-dev", "acme-uat");
    const auto first = arrived({"acme-dev", "welcome", 1}, "welcome", 1);
    auto under_way = intent("k", all.source, all.target, all.mapping);
    under_way.promotion.source.dataflow = "slow";
    const auto prepared = ledger().prepare(under_way).value();
    const auto last = arrived({"acme-dev", "welcome", 2}, "welcome", 3);
    const auto told = [&] {
        return newest_of(arrivals().below({{"acme-dev", "welcome"}, {"acme-dev", "slow"}}).value());
    };
    arrivals().take_in("~", 100).value();
    EXPECT_THAT(told(), testing::ElementsAre(last));
    ASSERT_TRUE(ledger().complete(prepared.row, {"crm", "slow", 1, 2}, false, at_last).value());
    EXPECT_THAT(told(), testing::UnorderedElementsAre(last, under_way.promotion.id)) << "not taken in yet";
    arrivals().take_in("~", 100).value();
    EXPECT_THAT(told(), testing::UnorderedElementsAre(last, under_way.promotion.id)) << "taken in";
    EXPECT_LT(first, last);
}

}  // namespace
}  // namespace neo::contract
