#include "decision_oracle.hpp"

#include <array>
#include <string_view>

namespace neo::oracle {
namespace {

// O4, O5: a row a source type, a column a target type; dev, sit, uat, automation, demo, prod.
constexpr std::array<std::string_view, 6> hierarchy{
    "yyy...",  // Dev to Dev, SIT, UAT
    ".y.y.y",  // SIT to SIT, Automation, Prod
    "..yy.y",  // UAT to UAT, Automation, Prod
    "......",  // Automation
    "......",  // Demo
    "......",  // Prod
};

bool custom(int application) {
    return application == Cell::crm_app || application == Cell::sales_app;
}

// An organization is no target for itself: nothing more is asked of it as a target.
std::uint32_t organizations(const Cell& cell) {
    std::uint32_t refusals = 0;
    if (!cell.source_known) refusals |= unknown_source;
    if (cell.source_known && !cell.source_neo) refusals |= neo_source;                                 // E7, O2
    if (cell.source_known && cell.source_type == Cell::unregistered) refusals |= unregistered_source;  // E7, O2
    if (cell.same_organization) return refusals | same_organization;
    if (!cell.target_known) refusals |= unknown_target;
    if (cell.target_known && !cell.target_neo) refusals |= neo_target;
    if (cell.target_known && cell.target_type == Cell::unregistered) refusals |= unregistered_target;
    return refusals;
}

// E5, E7, O4: how the two organizations stand to each other.
std::uint32_t between(const Cell& cell) {
    if (cell.same_organization) return 0;
    std::uint32_t refusals = 0;
    if (cell.source_known && cell.target_known) {
        if (!cell.mapped) refusals |= mapping_missing;
        if (!cell.same_cluster) refusals |= different_cluster;
        const bool both_registered = cell.source_type != Cell::unregistered && cell.target_type != Cell::unregistered;
        if (both_registered && hierarchy.at(cell.source_type).at(cell.target_type) != 'y')
            refusals |= hierarchy_forbids;
    }
    return refusals;
}

// E1, E2, E3, E6, W5.
std::uint32_t version(const Cell& cell) {
    if (cell.state == Cell::unknown_state) return version_unknown;
    std::uint32_t refusals = 0;
    if (cell.state != 2 && cell.state != 4) refusals |= version_not_promotable;
    if (cell.library_blocks) refusals |= library_blocks_present;
    if (cell.recalled) refusals |= version_recalled;
    const bool has_target = cell.target_known && !cell.same_organization;
    if (has_target && cell.module == Cell::module_lacking) refusals |= module_access_missing;
    return refusals;
}

// T1, T2, T4, T5, T6, T7. All that fails is told at once (V2): asking for the Default application of an organization
// that has no custom one is two mistakes.
std::uint32_t application(const Cell& cell) {
    if (!cell.target_known || cell.same_organization) return 0;
    if (cell.state == Cell::unknown_state) return 0;  // nobody knows whether its trigger decides the application
    if (cell.holder != Cell::no_application) return custom(cell.holder) ? 0U : +application_not_custom;
    std::uint32_t refusals = 0;
    if (!cell.has_custom_applications) refusals |= no_custom_application;
    if (cell.requested == Cell::no_application && cell.has_custom_applications) refusals |= application_required;
    if (cell.requested == Cell::absent_app) refusals |= application_unknown;
    if (cell.requested == Cell::default_app || cell.requested == Cell::middleware_app)
        refusals |= application_not_custom;
    return refusals;
}

}  // namespace

Verdict judge(const Cell& cell) {
    Verdict verdict;
    if (!cell.may_source) verdict.refusals |= permission_source;                             // A1
    if (!cell.may_target && !cell.same_organization) verdict.refusals |= permission_target;  // A2
    if (verdict.refusals != 0) return verdict;                                               // A3

    verdict.refusals = organizations(cell) | between(cell) | version(cell) | application(cell);
    if (cell.earlier == Cell::done) verdict.refusals |= already_promoted;  // U2
    if (cell.earlier == Cell::in_progress) verdict.refusals |= promotion_in_progress;
    if (verdict.refusals == 0) {
        verdict.routed = cell.holder != Cell::no_application;
        verdict.application = verdict.routed ? cell.holder : cell.requested;
    }
    return verdict;
}

namespace {

constexpr std::array<std::string_view, 23> refusal_names{"promote_permission_missing(source)",
                                                         "promote_permission_missing(target)",
                                                         "organization_unknown(source)",
                                                         "organization_unknown(target)",
                                                         "same_organization",
                                                         "neo_not_enabled(source)",
                                                         "neo_not_enabled(target)",
                                                         "organization_not_registered(source)",
                                                         "organization_not_registered(target)",
                                                         "mapping_missing",
                                                         "hierarchy_forbids",
                                                         "different_cluster",
                                                         "module_access_missing",
                                                         "version_unknown",
                                                         "version_not_promotable",
                                                         "library_blocks_present",
                                                         "application_required",
                                                         "application_unknown",
                                                         "application_not_custom",
                                                         "no_custom_application",
                                                         "already_promoted",
                                                         "promotion_in_progress",
                                                         "version_recalled"};

constexpr std::array<std::string_view, 7> type_names{"dev", "sit", "uat", "automation", "demo", "prod", "unregistered"};
constexpr std::array<std::string_view, 6> state_names{"draft",  "awaiting_approval", "approved", "rejected", "live",
                                                      "unknown"};
constexpr std::array<std::string_view, 6> application_names{"none", "default", "middleware", "crm", "sales", "absent"};

}  // namespace

std::string describe(const Cell& cell) {
    std::string text;
    const auto add = [&text](std::string_view name, auto value) {
        text += text.empty() ? "" : ", ";
        text += name;
        text += ' ';
        if constexpr (std::is_same_v<decltype(value), bool>)
            text += value ? "yes" : "no";
        else
            text += value;
    };
    add("may source", cell.may_source);
    add("may target", cell.may_target);
    add("same organization", cell.same_organization);
    add("source known", cell.source_known);
    add("target known", cell.target_known);
    add("source type", type_names.at(cell.source_type));
    add("target type", type_names.at(cell.target_type));
    add("source neo", cell.source_neo);
    add("target neo", cell.target_neo);
    add("mapped", cell.mapped);
    add("same cluster", cell.same_cluster);
    add("state", state_names.at(cell.state));
    add("library blocks", cell.library_blocks);
    add("recalled", cell.recalled);
    add("module", std::array{"none", "granted", "lacking"}.at(cell.module));
    add("earlier", std::array{"never", "in progress", "done"}.at(cell.earlier));
    add("custom applications", cell.has_custom_applications);
    add("requested", application_names.at(cell.requested));
    add("holder", application_names.at(cell.holder));
    return text;
}

std::string describe(const Verdict& verdict) {
    if (verdict.refusals == 0)
        return "to " + std::string(application_names.at(verdict.application)) + (verdict.routed ? ", routed" : "");
    std::string text;
    for (std::size_t bit = 0; bit < refusal_names.size(); ++bit)
        if ((verdict.refusals >> bit & 1U) != 0) text += (text.empty() ? "" : " ") + std::string(refusal_names[bit]);
    return text;
}

}  // namespace neo::oracle
