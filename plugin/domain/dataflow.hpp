// What the rules know of dataflows, their versions and the applications that hold them.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace neo::domain {

enum class VersionState { draft, awaiting_approval, approved, rejected, live };

// "draft", "awaiting_approval", "approved", "rejected", "live".
std::string_view to_text(VersionState state) noexcept;
std::optional<VersionState> version_state_from(std::string_view text) noexcept;
// For a person: "Draft", "Awaiting approval", "Approved", "Rejected", "Live".
std::string_view label(VersionState state) noexcept;

// E1, E2.
constexpr bool is_promotable(VersionState state) noexcept {
    return state == VersionState::approved || state == VersionState::live;
}

enum class ApplicationKind { default_application, middleware, custom };

// "default", "middleware", "custom".
std::string_view to_text(ApplicationKind kind) noexcept;
std::optional<ApplicationKind> application_kind_from(std::string_view text) noexcept;

// What decides whether a promoted dataflow is new to an organization (U5, T5).
struct Trigger {
    std::string url;
    std::string method;
};

// URLs are compared byte by byte, methods without case.
bool operator==(const Trigger& one, const Trigger& other) noexcept;

// One version of one dataflow of one organization.
struct VersionId {
    std::string organization;
    std::string dataflow;
    long long version = 0;
    auto operator<=>(const VersionId&) const = default;
};

}  // namespace neo::domain
