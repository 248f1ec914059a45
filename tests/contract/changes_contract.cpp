// The changes of registrations and mappings: of one organization, of several, of many and of all, by person and by
// time.
#include "stores.hpp"

#include <plugin/base/time.hpp>

#include <algorithm>
#include <random>

namespace neo::contract {
namespace {

using ports::ChangesFilter;
using ports::MappingChange;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

class ChangesContract : public StoreContract {
protected:
    // Made in the order of the calls, a second after each other.
    void make(const std::string& organization, const std::string& actor) {
        MappingChange made = change("mapping_added", organization);
        made.actor = actor;
        made.at = from_microseconds(static_cast<std::int64_t>(all_.size()) * 1'000'000);
        made.target = next_id("target");
        ASSERT_THAT(registrations().add_mapping(
                        {next_id("m"), organization, *made.target, domain::Relation::sibling, made.at, actor}, made),
                    Succeeds());
        all_.insert(all_.begin(), made);
    }

    // What a look at every change finds.
    std::vector<std::string> expected(const ChangesFilter& filter) const {
        std::vector<MappingChange> found = all_;
        std::erase_if(found, [&](const MappingChange& made) {
            const auto& in = filter.organizations;
            return (in && std::ranges::find(*in, made.organization) == in->end()) ||
                   (filter.actor && made.actor != *filter.actor) || (filter.from && made.at < *filter.from) ||
                   (filter.to && made.at >= *filter.to) || (!filter.before.empty() && made.id >= filter.before) ||
                   made.id < filter.not_before;
        });
        return ids_of(found);
    }

    // The ids of every page to the end.
    std::vector<std::string> walked(ChangesFilter filter) {
        std::vector<std::string> ids;
        for (;;) {
            const auto page = registrations().changes(filter).value();
            EXPECT_LE(page.items.size(), static_cast<std::size_t>(filter.limit));
            std::ranges::move(ids_of(page.items), std::back_inserter(ids));
            if (!page.next) return ids;
            if (!filter.before.empty() && *page.next >= filter.before) {
                ADD_FAILURE() << "it goes on where it was";
                return ids;
            }
            filter.before = *page.next;
        }
    }

    static std::vector<std::string> organizations(int count) {
        std::vector<std::string> names;
        for (int i = 0; i < count; ++i)
            names.push_back("org-" + std::to_string(i));
        return names;
    }

    std::vector<MappingChange> all_;  // newest first
};
NEO_EVERY_STORE(ChangesContract);

TEST_P(ChangesContract, W7_M7_EveryMemberIsToldAndThePageGoesOnWhereItEnded) {
    for (const char* organization : {"a", "b", "a", "c"})
        make(organization, "ana");
    ChangesFilter filter;
    filter.organizations = {"a", "b", "absent"};
    filter.limit = 2;
    const auto first = registrations().changes(filter).value();
    EXPECT_THAT(ids_of(first.items), ElementsAre(all_[1].id, all_[2].id));
    EXPECT_EQ(first.next, all_[2].id);
    const MappingChange& told = first.items[0];
    EXPECT_EQ(std::tie(told.kind, told.organization, told.target, told.before, told.after, told.actor, told.at),
              std::tie(all_[1].kind, all_[1].organization, all_[1].target, all_[1].before, all_[1].after, all_[1].actor,
                       all_[1].at));
    filter.before = *first.next;
    const auto last = registrations().changes(filter).value();
    EXPECT_THAT(ids_of(last.items), ElementsAre(all_[3].id));
    EXPECT_EQ(last.next, std::nullopt);
    filter.organizations.emplace();
    EXPECT_THAT(registrations().changes(filter).value().items, IsEmpty()) << "of none";
}

TEST_P(ChangesContract, W7_EveryFilterFindsFromPageToPageWhatALookAtAllFinds) {
    std::mt19937_64 chance{20261128};
    const auto draw = [&](int below) { return std::uniform_int_distribution<int>(0, below - 1)(chance); };
    // org-0 … org-59 have changes, of which a page of one organization among hundreds holds few.
    constexpr int made = 700;
    for (int i = 0; i < made; ++i)
        make("org-" + std::to_string(draw(2) == 0 ? 59 : draw(59)), "user-" + std::to_string(draw(4)));
    int filters_that_found = 0;
    for (int i = 0; i < 80 && !HasFailure(); ++i) {
        ChangesFilter filter;
        const int asked = std::array{0, 1, 7, 59, 400}[static_cast<std::size_t>(draw(5))];
        if (asked > 0) filter.organizations = organizations(asked);
        if (draw(2) == 0) filter.actor = "user-" + std::to_string(draw(5));
        if (draw(3) == 0) filter.from = all_[static_cast<std::size_t>(draw(made))].at;
        if (draw(3) == 0) filter.to = all_[static_cast<std::size_t>(draw(made))].at;
        if (draw(3) == 0) filter.before = all_[static_cast<std::size_t>(draw(made))].id;
        if (draw(3) == 0) filter.not_before = all_[static_cast<std::size_t>(draw(made))].id;
        filter.limit = std::array{3, 50, 500}[static_cast<std::size_t>(draw(3))];
        const auto found = expected(filter);
        EXPECT_THAT(walked(filter), ElementsAreArray(found)) << "filter " << i << " of " << asked << " organizations";
        if (!found.empty()) ++filters_that_found;
    }
    EXPECT_GE(filters_that_found, 30) << "else little was compared";
}

}  // namespace
}  // namespace neo::contract
