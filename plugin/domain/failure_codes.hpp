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
    // Of no rule: what was asked cannot be read, and a defect.
    bad_request,
    internal,
};

struct KindOfCode {
    std::string_view code;
    FailureKind kind;
};

inline constexpr auto failure_codes = std::to_array<KindOfCode>({
    // Of a promotion.
    {"promote_permission_missing", FailureKind::forbidden},
    {"organization_unknown", FailureKind::unprocessable},
    {"same_organization", FailureKind::unprocessable},
    {"neo_not_enabled", FailureKind::unprocessable},
    {"organization_not_registered", FailureKind::unprocessable},
    {"mapping_missing", FailureKind::unprocessable},
    {"hierarchy_forbids", FailureKind::unprocessable},
    {"different_cluster", FailureKind::unprocessable},
    {"module_access_missing", FailureKind::unprocessable},
    {"version_unknown", FailureKind::not_found},
    {"version_not_promotable", FailureKind::unprocessable},
    {"library_blocks_present", FailureKind::unprocessable},
    {"application_required", FailureKind::unprocessable},
    {"application_unknown", FailureKind::unprocessable},
    {"application_not_custom", FailureKind::unprocessable},
    {"no_custom_application", FailureKind::unprocessable},
    {"already_promoted", FailureKind::conflict},
    {"promotion_in_progress", FailureKind::conflict},
    {"target_changed", FailureKind::conflict},
    {"host_unavailable", FailureKind::unavailable},
    {"host_refused", FailureKind::unprocessable},  // only in attempts that an earlier release recorded
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
    "older_than_promoted",
    "other_source",
    "trigger_changed",
    "holder_serves_another_trigger",
});

// Of a code that this release does not know: what a rule refused.
constexpr FailureKind kind_of(std::string_view code) noexcept {
    const auto known = std::ranges::find(failure_codes, code, &KindOfCode::code);
    return known == failure_codes.end() ? FailureKind::unprocessable : known->kind;
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
