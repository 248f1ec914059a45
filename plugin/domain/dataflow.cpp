#include "dataflow.hpp"

#include <algorithm>
#include <array>

namespace neo::domain {

std::string_view to_text(VersionState state) noexcept {
    switch (state) {
        case VersionState::draft:
            return "draft";
        case VersionState::awaiting_approval:
            return "awaiting_approval";
        case VersionState::approved:
            return "approved";
        case VersionState::rejected:
            return "rejected";
        case VersionState::live:
            return "live";
    }
    return "";
}

std::optional<VersionState> version_state_from(std::string_view text) noexcept {
    using enum VersionState;
    for (const VersionState state : std::array{draft, awaiting_approval, approved, rejected, live}) {
        if (to_text(state) == text) return state;
    }
    return std::nullopt;
}

std::string_view label(VersionState state) noexcept {
    switch (state) {
        case VersionState::draft:
            return "Draft";
        case VersionState::awaiting_approval:
            return "Awaiting approval";
        case VersionState::approved:
            return "Approved";
        case VersionState::rejected:
            return "Rejected";
        case VersionState::live:
            return "Live";
    }
    return "";
}

bool operator==(const Trigger& one, const Trigger& other) noexcept {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return one.url == other.url && std::ranges::equal(one.method, other.method, {}, lower, lower);
}

std::string_view to_text(ApplicationKind kind) noexcept {
    switch (kind) {
        case ApplicationKind::default_application:
            return "default";
        case ApplicationKind::middleware:
            return "middleware";
        case ApplicationKind::custom:
            return "custom";
    }
    return "";
}

std::optional<ApplicationKind> application_kind_from(std::string_view text) noexcept {
    using enum ApplicationKind;
    for (const ApplicationKind kind : std::array{default_application, middleware, custom}) {
        if (to_text(kind) == text) return kind;
    }
    return std::nullopt;
}

}  // namespace neo::domain
