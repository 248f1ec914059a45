// What the rules know of dataflows, their versions and the applications that hold them: values of the host SDK's model,
// which is the standard library only.
#pragma once

#include <neo/host/cpp/model.hpp>

#include <string_view>

namespace neo::domain {

using sdk::ApplicationKind;
using sdk::from_text;
using sdk::LibraryBlock;
using sdk::to_text;
using sdk::Trigger;  // decides whether a promoted dataflow is new to an organization (U5, T5)
using sdk::VersionId;
using sdk::VersionState;

// For a person: "Draft", "Awaiting approval", "Approved", "Rejected", "Live".
std::string_view label(VersionState state) noexcept;

// E1, E2.
constexpr bool is_promotable(VersionState state) noexcept {
    return state == VersionState::approved || state == VersionState::live;
}

}  // namespace neo::domain
