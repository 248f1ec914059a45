// What the host's platform is made of: the SDK's model, and what only a host has. The words are those of the platform
// file and of the tables.
#pragma once

#include <neo/host/cpp/model.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host {

using sdk::Application;
using sdk::ApplicationKind;
using sdk::Applied;
using sdk::ApplyRequest;
using sdk::every_organization;
using sdk::Grant;
using sdk::Organization;
using sdk::SharedText;
using sdk::Trigger;
using sdk::TriggerHolder;
using sdk::User;
using sdk::Version;
using sdk::VersionId;
using sdk::VersionState;

inline constexpr std::string_view host_admin_permission = "host.admin";

constexpr bool is_promotable(VersionState state) {
    return state == VersionState::approved || state == VersionState::live;
}

// What an organization offers to the contents of its dataflows by name: each name once, ascending.
struct OrganizationNames {
    std::vector<std::string> configuration;  // of its values
    std::vector<std::string> helpers;        // that its scripts may call
};

// A dataflow apart from its versions. Module and global are for versions that say nothing of their own.
struct Dataflow {
    std::string id;
    std::string name;
    std::string application;
    bool global = false;
    std::optional<std::string> module;  // unset: none is needed
};

// What a version says beside its content.
struct VersionHead {
    Trigger trigger;
    std::vector<std::string> tags;
    bool global = false;
    std::optional<std::string> module;  // unset: none is needed
};

// What a version says, apart from its number and state.
struct VersionDocument {
    VersionHead head;
    SharedText content;  // {"blocks":…,"connections":…} with the bytes it came with
};

inline VersionDocument said_by(const Version& version) {
    return {{version.trigger, version.tags, version.global, version.module}, version.content};
}

}  // namespace neo::host
