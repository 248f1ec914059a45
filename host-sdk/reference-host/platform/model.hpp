// What the host's platform is made of. The words are those of the platform file and of the tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host {

struct Organization {
    std::string id;
    std::string name;
    std::string cluster;
    bool neo_enabled = false;
    std::vector<std::string> modules;
};

struct Application {
    std::string id;
    std::string name;
    std::string kind;  // one of application_kinds
};
inline constexpr std::string_view application_kinds[] = {"default", "middleware", "custom"};

struct User {
    std::string id;
    std::string name;
};

inline constexpr std::string_view every_organization = "*";
inline constexpr std::string_view host_admin_permission = "host.admin";

struct Grant {
    std::string organization;  // or every_organization
    std::vector<std::string> permissions;
};

struct Trigger {
    std::string method;
    std::string url;
    bool operator==(const Trigger&) const = default;
};

// Module and global belong to its versions. Those here are for versions that say nothing of their own, and in what a
// reader gets those of its newest approved or live version, while it has none those of its newest version.
struct Dataflow {
    std::string id;
    std::string name;
    std::string application;
    bool global = false;
    std::optional<std::string> module;  // unset: none is needed
};

namespace state {
inline constexpr std::string_view draft = "draft";
inline constexpr std::string_view awaiting_approval = "awaiting_approval";
inline constexpr std::string_view approved = "approved";
inline constexpr std::string_view rejected = "rejected";
inline constexpr std::string_view live = "live";
inline constexpr std::string_view all[] = {draft, awaiting_approval, approved, rejected, live};

inline bool is_promotable(std::string_view state) {
    return state == approved || state == live;
}
}  // namespace state

// What a version says, apart from its number and state.
struct VersionDocument {
    Trigger trigger;
    std::vector<std::string> tags;
    std::string content;  // {"blocks":…,"connections":…} with the bytes it came with
    bool global = false;
    std::optional<std::string> module{};  // unset: none is needed
};

}  // namespace neo::host
