// Every combination of the facts that a promotion is decided on, against the oracle: rows O2, O4 to O6, A1 to A3,
// E1 to E7, T1, T2, T4 to T7, U2, V1, V2, W5.
#include "decision_oracle.hpp"

#include <plugin/domain/promotion_rules.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

namespace {

using neo::oracle::Cell;
using neo::oracle::Verdict;
namespace domain = neo::domain;

const std::array<std::string, 6> application_ids{"", "default", "middleware", "crm", "sales", "absent"};

domain::ApplicationFacts application(int which) {
    constexpr std::array kinds{domain::ApplicationKind::custom, domain::ApplicationKind::default_application,
                               domain::ApplicationKind::middleware, domain::ApplicationKind::custom,
                               domain::ApplicationKind::custom};
    return {application_ids.at(which), kinds.at(which)};
}

std::optional<domain::OrganizationType> type(int which) {
    if (which == Cell::unregistered) return std::nullopt;
    return domain::all_organization_types.at(which);
}

void set_organizations(domain::PromotionFacts& facts, const Cell& cell) {
    facts.source_organization.reset();
    facts.target_organization.reset();
    if (cell.source_known) facts.source_organization = {"eu", cell.source_neo, {"mail", "crm"}, type(cell.source_type)};
    if (cell.same_organization)
        facts.target_organization = facts.source_organization;
    else if (cell.target_known)
        facts.target_organization = {
            cell.same_cluster ? "eu" : "us", cell.target_neo, {"mail", "crm"}, type(cell.target_type)};
}

void set_version(domain::PromotionFacts& facts, const Cell& cell) {
    facts.version.reset();
    if (cell.state == Cell::unknown_state) return;
    domain::VersionFacts& version = facts.version.emplace();
    version.state =
        std::array{domain::VersionState::draft, domain::VersionState::awaiting_approval, domain::VersionState::approved,
                   domain::VersionState::rejected, domain::VersionState::live}
            .at(cell.state);
    if (cell.library_blocks) version.library_blocks = {{"b2", "Map"}};
    if (cell.recalled) version.recalled = "it loses mails";
    if (cell.module == Cell::module_granted) version.module = "crm";
    if (cell.module == Cell::module_lacking) version.module = "loyalty";
}

void set_application(domain::PromotionFacts& facts, const Cell& cell) {
    facts.target_applications.clear();
    facts.trigger_holder.reset();
    facts.requested_application.reset();
    if (cell.requested != Cell::no_application) facts.requested_application = application_ids.at(cell.requested);
    if (!cell.target_known) return;
    facts.target_applications = {application(Cell::default_app), application(Cell::middleware_app)};
    if (cell.has_custom_applications) {
        facts.target_applications.push_back(application(Cell::crm_app));
        facts.target_applications.push_back(application(Cell::sales_app));
    }
    if (cell.holder != Cell::no_application) facts.trigger_holder = {"welcome-there", application(cell.holder)};
}

domain::PromotionFacts facts_of(const Cell& cell) {
    domain::PromotionFacts facts;
    facts.source = {"here", "welcome", 7};
    facts.target = cell.same_organization ? "here" : "there";
    facts.may_promote_from_source = cell.may_source;
    facts.may_promote_to_target = cell.may_target;
    facts.mapped = cell.mapped;
    set_organizations(facts, cell);
    set_version(facts, cell);
    set_application(facts, cell);
    if (cell.earlier == Cell::done) facts.earlier = {domain::EarlierPromotion::State::done, "p1"};
    if (cell.earlier == Cell::in_progress) facts.earlier = {domain::EarlierPromotion::State::in_progress, "p1"};
    return facts;
}

// The bit of a failure; those that speak of an organization must name which of the two.
std::uint32_t bit_of(const domain::Failure& failure, const domain::PromotionFacts& facts) {
    using namespace neo::oracle;
    static const std::map<std::string_view, std::uint32_t> of_one_organization{
        {"promote_permission_missing", permission_source},
        {"organization_unknown", unknown_source},
        {"neo_not_enabled", neo_source},
        {"organization_not_registered", unregistered_source}};
    static const std::map<std::string_view, std::uint32_t> others{{"same_organization", neo::oracle::same_organization},
                                                                  {"mapping_missing", mapping_missing},
                                                                  {"hierarchy_forbids", hierarchy_forbids},
                                                                  {"different_cluster", different_cluster},
                                                                  {"module_access_missing", module_access_missing},
                                                                  {"version_unknown", version_unknown},
                                                                  {"version_not_promotable", version_not_promotable},
                                                                  {"library_blocks_present", library_blocks_present},
                                                                  {"application_required", application_required},
                                                                  {"application_unknown", application_unknown},
                                                                  {"application_not_custom", application_not_custom},
                                                                  {"no_custom_application", no_custom_application},
                                                                  {"already_promoted", already_promoted},
                                                                  {"promotion_in_progress", promotion_in_progress},
                                                                  {"version_recalled", version_recalled}};
    if (const auto found = others.find(failure.code); found != others.end()) return found->second;
    const auto found = of_one_organization.find(failure.code);
    if (found == of_one_organization.end()) return 1U << 30;
    for (const auto& [name, value] : failure.facts) {
        if (name != "organization") continue;
        if (std::get<std::string>(value) == facts.source.organization) return found->second;
        if (std::get<std::string>(value) == facts.target) return found->second << 1U;
    }
    return 1U << 31;
}

Verdict verdict_of(const domain::Decision& decision, const domain::PromotionFacts& facts) {
    Verdict verdict;
    for (const auto& failure : decision.failures)
        verdict.refusals |= bit_of(failure, facts);
    if (!decision.failures.empty() || !decision.route) return verdict;
    for (std::size_t which = 1; which < application_ids.size(); ++which)
        if (decision.route->application == application_ids[which]) verdict.application = static_cast<int>(which);
    verdict.routed = decision.route->routed;
    return verdict;
}

// V2: every failure says what failed and what to do.
bool is_told_well(const domain::Decision& decision) {
    for (const auto& failure : decision.failures)
        if (failure.message.empty() || failure.remedy.empty()) return false;
    return true;
}

// A3: who may not promote learns nothing of the organizations.
bool keeps_quiet(const Cell& cell, const domain::Decision& decision) {
    return (cell.may_source && cell.may_target) || (!decision.route && decision.warnings.empty());
}

// T5, T6: a routed promotion names the dataflow and the reason, another is for a new dataflow.
bool routes_well(const Cell& cell, const domain::Decision& decision) {
    if (!decision.failures.empty()) return true;
    if (!decision.route) return false;
    const bool held = cell.holder != Cell::no_application;
    return held ? decision.route->dataflow == "welcome-there" && decision.route->reason &&
                      !decision.route->reason->empty()
                : !decision.route->dataflow && !decision.route->reason;
}

class DecisionTable : public testing::TestWithParam<int> {
protected:
    void check(const Cell& cell) {
        ++cells_;
        const domain::PromotionFacts facts = facts_of(cell);
        const domain::Decision decision = domain::decide_promotion(facts);
        const Verdict told = verdict_of(decision, facts);
        const Verdict expected = neo::oracle::judge(cell);
        if (told == expected && is_told_well(decision) && keeps_quiet(cell, decision) && routes_well(cell, decision))
            return;
        if (++wrong_ > 5) return;
        ADD_FAILURE() << describe(cell) << "\n  expected: " << describe(expected) << "\n  decided:  " << describe(told);
    }

    void check_versions(Cell cell) {
        for (cell.state = 0; cell.state <= Cell::unknown_state; ++cell.state) {
            const bool known = cell.state != Cell::unknown_state;
            for (int bits = 0; bits < (known ? 4 : 1); ++bits)
                for (cell.module = 0; cell.module <= (known ? 2 : 0); ++cell.module) {
                    cell.library_blocks = (bits & 1) != 0;
                    cell.recalled = (bits & 2) != 0;
                    check_earlier(cell);
                }
        }
    }

    void check_earlier(Cell cell) {
        for (cell.earlier = 0; cell.earlier <= Cell::done; ++cell.earlier)
            check_applications(cell);
    }

    // The trigger of an unknown version is not known, so nothing holds it.
    void check_applications(Cell cell) {
        for (const bool custom : {false, true}) {
            cell.has_custom_applications = custom;
            const int last_holder = cell.state == Cell::unknown_state ? Cell::no_application
                                    : custom                          ? Cell::crm_app
                                                                      : Cell::middleware_app;
            for (cell.holder = 0; cell.holder <= last_holder; ++cell.holder)
                for (cell.requested = 0; cell.requested <= Cell::absent_app; ++cell.requested)
                    if (custom || (cell.requested != Cell::crm_app && cell.requested != Cell::sales_app)) check(cell);
        }
    }

    template <typename Then>
    static void with_permissions(Cell cell, Then then) {
        for (const bool source : {false, true})
            for (const bool target : {false, true}) {
                cell.may_source = source;
                cell.may_target = target;
                then(cell);
            }
    }

    void TearDown() override {
        std::printf("%ld cells compared, %ld differ\n", cells_, wrong_);
        EXPECT_EQ(wrong_, 0);
        EXPECT_GT(cells_, 0);
    }

private:
    long cells_ = 0;
    long wrong_ = 0;
};

TEST_P(DecisionTable, EveryPairOfOrganizationsIsDecidedAsTheRequirementsSay) {
    Cell organizations;
    organizations.source_type = GetParam();
    with_permissions(organizations, [this](Cell cell) {
        for (cell.target_type = 0; cell.target_type <= Cell::unregistered; ++cell.target_type)
            for (int bits = 0; bits < 16; ++bits) {
                cell.source_neo = (bits & 1) != 0;
                cell.target_neo = (bits & 2) != 0;
                cell.mapped = (bits & 4) != 0;
                cell.same_cluster = (bits & 8) != 0;
                check_versions(cell);
            }
    });
}

TEST_P(DecisionTable, AnOrganizationIsNoTargetForItself) {
    Cell organization;
    organization.same_organization = true;
    organization.mapped = false;  // M6
    organization.source_type = organization.target_type = GetParam();
    for (const bool may : {false, true})
        for (const bool neo : {false, true}) {
            organization.may_source = organization.may_target = may;
            organization.source_neo = organization.target_neo = neo;
            check_versions(organization);
        }
}

TEST_P(DecisionTable, AnUnknownTargetIsToldBesideEverythingThatIsKnown) {
    Cell organizations;
    organizations.source_type = GetParam();
    organizations.target_known = false;
    organizations.mapped = false;
    with_permissions(organizations, [this](Cell cell) {
        for (const bool neo : {false, true}) {
            cell.source_neo = neo;
            check_versions(cell);
        }
    });
}

TEST_P(DecisionTable, AnUnknownSourceIsToldBesideEverythingThatIsKnown) {
    Cell organizations;
    organizations.target_type = GetParam();
    organizations.source_known = false;
    organizations.mapped = false;
    organizations.state = Cell::unknown_state;
    with_permissions(organizations, [this](Cell cell) {
        for (const bool neo : {false, true}) {
            cell.target_neo = neo;
            check_earlier(cell);
        }
    });
}

TEST_P(DecisionTable, NothingIsKnownOfTwoUnknownOrganizations) {
    Cell organizations;
    organizations.source_known = organizations.target_known = organizations.mapped = false;
    organizations.state = Cell::unknown_state;
    with_permissions(organizations, [this](const Cell& cell) { check_earlier(cell); });
}

INSTANTIATE_TEST_SUITE_P(EveryType, DecisionTable, testing::Range(0, 7), [](const auto& instance) {
    return std::string(
        std::array{"Dev", "Sit", "Uat", "Automation", "Demo", "Prod", "Unregistered"}.at(instance.param));
});

}  // namespace
