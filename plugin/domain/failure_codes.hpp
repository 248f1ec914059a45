// The codes of failures and warnings: those of the REST contract, never renamed. A new one is a line here.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace neo::domain {

// What a failure comes down to, the heaviest first: of several failures, the first of the heaviest kind speaks for all.
enum class FailureKind {
    forbidden,
    not_found,
    unavailable,
    conflict,
    unprocessable,
    // Of no rule: what was asked cannot be read, the asker has tried too often, and a defect.
    bad_request,
    too_many,
    internal,
};

// Whose facts message and facts of a promotion's failure speak of (A7).
enum class Side {
    neither,  // ids that the actor wrote
    named,    // of the organization in the fact "organization"
    source,
    target,
    both,
};

struct KindOfCode {
    std::string_view code;
    FailureKind kind;
    Side side = Side::neither;
};

inline constexpr auto failure_codes = std::to_array<KindOfCode>({
    // Of a promotion.
    {"promote_permission_missing", FailureKind::forbidden},
    {"organization_unknown", FailureKind::unprocessable, Side::named},
    {"same_organization", FailureKind::unprocessable, Side::source},
    {"neo_not_enabled", FailureKind::unprocessable, Side::named},
    {"organization_not_registered", FailureKind::unprocessable, Side::named},
    {"mapping_missing", FailureKind::unprocessable, Side::both},
    {"hierarchy_forbids", FailureKind::unprocessable, Side::both},
    {"different_cluster", FailureKind::unprocessable, Side::both},
    {"module_access_missing", FailureKind::unprocessable, Side::both},
    {"version_unknown", FailureKind::not_found, Side::source},
    {"version_not_promotable", FailureKind::unprocessable, Side::source},
    {"library_blocks_present", FailureKind::unprocessable, Side::source},
    {"version_recalled", FailureKind::unprocessable, Side::source},
    {"application_required", FailureKind::unprocessable, Side::target},
    {"application_unknown", FailureKind::unprocessable, Side::target},
    {"application_not_custom", FailureKind::unprocessable, Side::target},
    {"no_custom_application", FailureKind::unprocessable, Side::target},
    {"already_promoted", FailureKind::conflict, Side::both},
    {"promotion_in_progress", FailureKind::conflict, Side::both},
    {"target_changed", FailureKind::conflict, Side::target},
    {"plan_changed", FailureKind::conflict, Side::both},
    {"host_unavailable", FailureKind::unavailable},
    {"host_refused", FailureKind::unprocessable, Side::both},  // only in attempts that an earlier release recorded
    // Of organizations, registrations and mappings.
    {"view_permission_missing", FailureKind::forbidden},
    {"admin_permission_missing", FailureKind::forbidden},
    {"registration_unknown", FailureKind::not_found},
    {"mapping_unknown", FailureKind::not_found},
    {"mapping_exists", FailureKind::conflict},
    {"mapping_to_self", FailureKind::unprocessable},
    {"source_not_registered", FailureKind::unprocessable},
    {"target_not_registered", FailureKind::unprocessable},
    {"target_neo_not_enabled", FailureKind::unprocessable},
});

inline constexpr auto warning_codes = std::to_array<std::string_view>({
    "sibling_types_differ",
    "different_cluster",
    "application_routed",
    "target_has_own_changes",
    "older_than_promoted",
    "other_source",
    "trigger_changed",
    "holder_serves_another_trigger",
    "finding",
});

// Of a code that this release does not know: what a rule refused.
constexpr FailureKind kind_of(std::string_view code) noexcept {
    const auto known = std::ranges::find(failure_codes, code, &KindOfCode::code);
    return known == failure_codes.end() ? FailureKind::unprocessable : known->kind;
}

// Of a code that this release does not know: both.
constexpr Side side_of(std::string_view code) noexcept {
    const auto known = std::ranges::find(failure_codes, code, &KindOfCode::code);
    return known == failure_codes.end() ? Side::both : known->side;
}

// A code out of the tables, written as a text: any other does not compile.
struct FailureCode {
    consteval FailureCode(const char* code) : text(code) {
        if (std::ranges::find(failure_codes, text, &KindOfCode::code) == failure_codes.end())
            throw "add the code to failure_codes";
    }
    std::string_view text;
};

struct WarningCode {
    consteval WarningCode(const char* code) : text(code) {
        if (std::ranges::find(warning_codes, text) == warning_codes.end()) throw "add the code to warning_codes";
    }
    std::string_view text;
};

}  // namespace neo::domain
