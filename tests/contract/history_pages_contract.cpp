// Pages of the history: whatever is asked for, going from page to page finds what a look at every attempt finds.
#include "stores.hpp"

#include <adapters/memory/memory_store.hpp>

#include <random>
#include <sstream>
#include <tests/support/filled_history.hpp>

namespace neo::contract {
namespace {

using ports::HistoryFilter;
using ports::PromotionStatus;
using testing::ElementsAreArray;

constexpr test::HistoryShape shape{.promotions = 3'000, .organizations = 12, .mappings = 30, .in_progress = 9};

// The ids of every page to the end; what the store looks at is cut off by no limit of ours.
std::vector<std::string> all_of(ports::History& history, HistoryFilter filter, bool& in_order) {
    std::vector<std::string> ids;
    for (;;) {
        const auto page = history.promotions(filter).value();
        EXPECT_LE(page.items.size(), static_cast<std::size_t>(filter.limit));
        for (const auto& promotion : page.items) {
            in_order = in_order && (ids.empty() || promotion.id < ids.back());
            ids.push_back(promotion.id);
        }
        if (!page.next) return ids;
        in_order = in_order && (filter.before.empty() || *page.next < filter.before);
        if (!in_order) return ids;
        filter.before = *page.next;
    }
}

class HistoryPagesContract : public StoreContract {
protected:
    void SetUp() override {
        StoreContract::SetUp();
        test::fill_history(database(), shape);
        bool in_order = true;
        HistoryFilter everything;
        everything.limit = 500;
        for (const std::string& id : all_of(history(), everything, in_order)) {
            auto promotion = history().promotion(id).value().value();
            EXPECT_THAT(expected_->history().record(promotion, std::nullopt), Succeeds());
            ids_.push_back(id);
            times_.push_back(promotion.requested_at);
        }
        ASSERT_TRUE(in_order);
        ASSERT_EQ(ids_.size(), static_cast<std::size_t>(shape.promotions));
    }

    // One of `values`, or nothing as often as each of them.
    template <class Value>
    std::optional<Value> perhaps(std::vector<Value> values) {
        const std::size_t drawn = draw(values.size() + 1);
        return drawn == values.size() ? std::nullopt : std::optional(std::move(values[drawn]));
    }
    std::size_t draw(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(chance_); }

    HistoryFilter any_filter() {
        const std::string busy(test::busy_organization);
        std::vector<std::string> many{busy, "org-0000002"};
        for (int i = 0; i < 500; ++i)
            many.push_back("elsewhere-" + std::to_string(i));
        HistoryFilter filter;
        filter.organization = perhaps<std::string>({busy, "org-0000001", "absent"});
        filter.role =
            std::array{HistoryFilter::Role::source, HistoryFilter::Role::target, HistoryFilter::Role::any}[draw(3)];
        if (draw(3) == 0) filter.other_organization = perhaps<std::string>({busy, "org-0000002"});
        if (draw(3) == 0) filter.dataflow = perhaps<std::string>({"flow-3", "flow-7"});
        if (draw(6) == 0) filter.version = 5;
        if (draw(2) == 0)
            filter.status = perhaps<PromotionStatus>({PromotionStatus::succeeded, PromotionStatus::failed,
                                                      PromotionStatus::refused, PromotionStatus::in_progress});
        if (draw(8) == 0) filter.actor = "user-" + std::to_string(draw(1'000));
        if (draw(6) == 0) filter.actor = history().promotion(ids_[draw(ids_.size())]).value()->actor;
        if (draw(4) == 0) filter.from = times_[draw(times_.size())];
        if (draw(4) == 0) filter.to = times_[draw(times_.size())];
        if (draw(4) == 0) filter.before = ids_[draw(ids_.size())];
        if (draw(4) == 0) filter.not_before = ids_[draw(ids_.size())];
        if (draw(2) == 0)
            filter.visible_organizations = perhaps<std::vector<std::string>>(
                {{}, {busy}, {"org-0000003", "org-0000004", "org-0000005", "absent"}, many});
        filter.limit = std::array{17, 50, 500}[draw(3)];
        return filter;
    }

    std::vector<std::string> ids_;  // newest first
    std::vector<Time> times_;
    std::unique_ptr<ports::Store> expected_ = memory::make_memory_store(std::chrono::milliseconds(1));
    std::mt19937_64 chance_{20261127};
};
INSTANTIATE_TEST_SUITE_P(On, HistoryPagesContract, testing::ValuesIn(test::database_backends()),
                         [](const auto& name) { return name.param; });

std::string described(const HistoryFilter& filter) {
    std::ostringstream text;
    const auto say = [&](const char* name, const auto& value) {
        if (value) text << ' ' << name << '=' << *value;
    };
    say("organization", filter.organization);
    say("other", filter.other_organization);
    say("dataflow", filter.dataflow);
    say("version", filter.version);
    say("actor", filter.actor);
    if (filter.status) text << " status=" << ports::to_text(*filter.status);
    if (filter.from) text << " from=" << to_microseconds(*filter.from);
    if (filter.to) text << " to=" << to_microseconds(*filter.to);
    if (filter.visible_organizations) text << " visible=" << filter.visible_organizations->size();
    text << " role=" << static_cast<int>(filter.role) << " before=" << filter.before
         << " not_before=" << filter.not_before << " limit=" << filter.limit;
    return text.str();
}

TEST_P(HistoryPagesContract, H2_EveryFilterFindsFromPageToPageWhatALookAtAllFinds) {
    int filters_that_found = 0;
    for (int i = 0; i < 400 && !HasFailure(); ++i) {
        const HistoryFilter filter = any_filter();
        bool in_order = true;
        const auto expected = all_of(expected_->history(), filter, in_order);
        EXPECT_THAT(all_of(history(), filter, in_order), ElementsAreArray(expected)) << described(filter);
        EXPECT_TRUE(in_order) << described(filter);
        if (!expected.empty()) ++filters_that_found;
    }
    EXPECT_GE(filters_that_found, 100) << "else little was compared";
}

TEST_P(HistoryPagesContract, H3_PromotedVersionsAreTheSameAsALookAtAllFinds) {
    const std::vector<std::string> dataflows{"flow-1", "flow-2", "flow-3", "absent"};
    const std::string organization(test::busy_organization);
    const auto found = history().promoted_versions(organization, dataflows).value();
    const auto expected = expected_->history().promoted_versions(organization, dataflows).value();
    EXPECT_FALSE(expected.empty());
    EXPECT_THAT(found, testing::UnorderedElementsAreArray(expected));
}

}  // namespace
}  // namespace neo::contract
