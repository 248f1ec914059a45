// W2: a dataflow that went to ten thousand organizations, every item of every page held against what was made.
#include "scene.hpp"

#include <plugin/app/identifiers.hpp>
#include <plugin/app/spread.hpp>

#include <fmt/format.h>

#include <random>

namespace neo::apptest {
namespace {

using domain::Standing;

constexpr int targets = 10'000;
constexpr int newest_version = 4;  // of this one in dev
constexpr const char* dataflow = "wide";

std::string organization_of(int number) {
    return fmt::format("target-{:05}", number);
}

// What they did with the version that arrived last.
enum class Since { nothing, approved_their_own, approved_the_same_again, removed_the_dataflow };

// A target, and what must be told of it.
struct Target {
    domain::VersionId source;  // of what arrived last
    int root_version = 0;
    int hops = 1;
    int arrivals = 1;
    Since since{};
    bool is_live = false;

    int approved_version() const { return 2 * arrivals - 1; }  // each arrival makes an approved one and a draft
    Standing standing() const {
        const bool is_newest = root_version == newest_version;
        if (since == Since::removed_the_dataflow) return Standing::absent;
        if (since == Since::approved_their_own) return is_newest ? Standing::changed_there : Standing::diverged;
        return is_newest ? Standing::current : Standing::behind;
    }
};

std::string version_json(int number, int content, bool is_live = false) {
    return fmt::format(R"({{"version": {}, "state": "{}", "trigger": {{"url": "/wide", "method": "POST"}},
                            "blocks": [{{"id": "b{}"}}], "connections": []}})",
                       number, is_live ? "live" : "approved", content);
}

class WideSpread : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        std::string versions;
        for (int number = 1; number <= newest_version; ++number)
            versions += (number == 1 ? "" : ",") + version_json(number, number);
        add_dataflow("dev", versions);
        for (int number = 0; number < targets; ++number) {
            Target target;
            target.since = static_cast<Since>(random_() % 4);
            target.is_live = random_() % 3 == 0;
            // One in five has it from its neighbour.
            const bool from_neighbour = number > 0 && targets_.back().hops == 1 && random_() % 4 == 0;
            target.arrivals = from_neighbour ? 1 : 1 + static_cast<int>(random_() % 2);
            for (int arrival = 1; arrival <= target.arrivals; ++arrival)
                arrive(number, target, arrival, from_neighbour);
            make(number, target);
            targets_.push_back(target);
        }
    }

    void arrive(int number, Target& target, int arrival, bool from_neighbour) {
        target.root_version =
            from_neighbour ? targets_.back().root_version : 1 + static_cast<int>(random_() % newest_version);
        target.source = {"dev", dataflow, target.root_version};
        if (from_neighbour) {
            target.hops = 2;
            target.source = {organization_of(number - 1), dataflow, targets_.back().approved_version()};
        }
        ports::Promotion promotion;
        promotion.id = fmt::format("p{:06}", promotions_++);
        promotion.key = promotion.id;
        promotion.status = ports::PromotionStatus::succeeded;
        promotion.source = target.source;
        promotion.target_organization = organization_of(number);
        promotion.target_dataflow = dataflow;
        promotion.approved_version = 2 * arrival - 1;
        promotion.draft_version = 2 * arrival;
        promotion.actor = "ana";
        promotion.content_hash = hash_of(target.root_version);
        ASSERT_TRUE(scene_.store().history().record(promotion, std::nullopt));
    }

    void add_dataflow(const std::string& organization, const std::string& versions) {
        scene_.mock.platform.add_dataflow(
            fmt::format(R"({{"organization": "{}", "id": "{}", "application": "crm", "versions": [{}]}})", organization,
                        dataflow, versions));
    }

    // The organization at the host as its people left it.
    void make(int number, const Target& target) {
        const std::string organization = organization_of(number);
        scene_.mock.platform.change_organization(organization, [](neo::testing::Organization& made) {
            made.applications["crm"] = {"crm", "CRM", neo::testing::ApplicationKind::custom};
        });
        if (target.since == Since::removed_the_dataflow) return;
        std::string versions = version_json(target.approved_version(), target.root_version, target.is_live);
        if (target.since == Since::approved_their_own)
            versions += "," + version_json(target.approved_version() + 1, 99);
        if (target.since == Since::approved_the_same_again)
            versions += "," + version_json(target.approved_version() + 1, target.root_version);
        add_dataflow(organization, versions);
    }

    const std::string& hash_of(int root_version) {
        std::string& hash = hashes_[root_version];
        if (hash.empty())
            hash = app::content_hash(*scene_.services().host.version({"dev", dataflow, root_version}).value());
        return hash;
    }

    app::Spread page(const std::optional<sdk::DataflowId>& after) {
        const auto caller = app::Caller::load(scene_.services(), "ana").value();
        return app::get_spread(scene_.services(), caller, "dev", dataflow, {.after = after, .limit = 500}).value();
    }

    void expect_is(const app::SpreadItem& item, const Target& target, int number) {
        EXPECT_EQ(item.arrival.target, (sdk::DataflowId{organization_of(number), dataflow}));
        EXPECT_EQ(item.arrival.source, target.source) << number;
        EXPECT_EQ(item.arrival.approved_version, target.approved_version()) << number;
        EXPECT_EQ(item.source_version, target.root_version) << number;
        EXPECT_EQ(item.behind, newest_version - target.root_version) << number;
        EXPECT_EQ(item.hops, target.hops) << number;
        EXPECT_EQ(item.standing, target.standing()) << number;
        const bool has_live = target.is_live && target.since != Since::removed_the_dataflow;
        EXPECT_EQ(item.live_version, has_live ? std::optional<std::int64_t>(target.approved_version()) : std::nullopt)
            << number;
    }

    Scene scene_{GetParam()};
    std::vector<Target> targets_;
    std::mt19937 random_{20261128};
    std::map<int, std::string> hashes_;
    int promotions_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, WideSpread, ::testing::Values("memory", "sqlite"),
                         [](const auto& kind) { return kind.param; });

TEST_P(WideSpread, W2_EveryItemOfTenThousandIsWhatStandsThere) {
    std::map<Standing, std::int64_t> expected;
    for (const Target& target : targets_)
        ++expected[target.standing()];
    ASSERT_EQ(expected.size(), 5U);
    // From the history alone, with half of it taken in, and with all of it.
    for (const int taken_in : {0, promotions_ / 2, promotions_}) {
        while (scene_.store().arrivals().take_in(fmt::format("p{:06}", taken_in), 500).value())
            continue;
        std::optional<sdk::DataflowId> after;
        for (int number = 0; number < targets;) {
            const app::Spread spread = page(after);
            ASSERT_EQ(spread.summary.size(), 1U);
            EXPECT_EQ(spread.summary.begin()->second, expected);
            ASSERT_FALSE(spread.page.items.empty());
            for (const app::SpreadItem& item : spread.page.items) {
                expect_is(item, targets_[static_cast<std::size_t>(number)], number);
                ++number;
            }
            EXPECT_EQ(spread.page.more, number < targets);
            after = spread.page.items.back().arrival.target;
        }
    }
}

}  // namespace
}  // namespace neo::apptest
