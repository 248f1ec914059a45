// What a platform is made of, as plain values: the types that the services' documents are written from and read into
// (wire.hpp), that a host answers and a plugin asks for (platform.hpp). Members are named as in the documents and mean
// what service/*.h says of them. The standard library only; any thread.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::sdk {

enum class VersionState { draft, awaiting_approval, approved, rejected, live };
enum class ApplicationKind { default_application, middleware, custom };

// The words of the documents, in the order of the values.
template <class Enum>
inline constexpr std::array<std::string_view, 0> words{};
template <>
inline constexpr std::array<std::string_view, 5> words<VersionState>{"draft", "awaiting_approval", "approved",
                                                                     "rejected", "live"};
template <>
inline constexpr std::array<std::string_view, 3> words<ApplicationKind>{"default", "middleware", "custom"};

// An enumeration whose values have words.
template <class Enum>
concept Worded = !words<Enum>.empty();

template <Worded Enum>
constexpr std::string_view to_text(Enum value) noexcept {
    return words<Enum>[static_cast<std::size_t>(value)];
}

// Unset: no value has this word.
template <Worded Enum>
constexpr std::optional<Enum> from_text(std::string_view text) noexcept {
    const auto found = std::ranges::find(words<Enum>, text);
    if (found == words<Enum>.end()) return std::nullopt;
    return static_cast<Enum>(found - words<Enum>.begin());
}

struct Organization {
    std::string id;
    std::string name;
    std::string cluster;
    bool neo_enabled = false;
    std::vector<std::string> modules;
};

struct User {
    std::string id;
    std::string name;
};

inline constexpr std::string_view every_organization = "*";

struct Grant {
    std::string organization;  // or every_organization
    std::vector<std::string> permissions;
};

// A user who holds permissions in an organization.
struct PermissionHolder {
    std::string user;
    std::optional<std::string> name;       // unset: the host has none
    std::vector<std::string> permissions;  // of Neo's own, as service/people.h orders them
};

struct Application {
    std::string id;
    std::string name;
    ApplicationKind kind{};
};

struct Trigger {
    std::string url;
    std::string method;

    // URLs are compared byte by byte, methods without case.
    bool operator==(const Trigger& other) const noexcept {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        return url == other.url && std::ranges::equal(method, other.method, {}, lower, lower);
    }
};

// One version of one dataflow of one organization.
struct VersionId {
    std::string organization;
    std::string dataflow;
    std::int64_t version = 0;
    auto operator<=>(const VersionId&) const = default;  // NOLINT(modernize-use-nullptr): as below
};

// One dataflow of one organization.
struct DataflowId {
    std::string organization;
    std::string dataflow;
    // clang-tidy 14 takes the zero that the compiler compares with for one of ours.
    auto operator<=>(const DataflowId&) const = default;  // NOLINT(modernize-use-nullptr)
};

struct DataflowVersion {
    std::int64_t version = 0;
    VersionState state{};
    Trigger trigger;
};

// Module and global are those of its newest approved or live version, while it has none those of its newest version.
struct Dataflow {
    std::string id;
    std::string name;
    std::string application;
    ApplicationKind application_kind{};
    bool global = false;
    std::optional<std::string> module;
    std::vector<DataflowVersion> versions;  // ascending
};

// A content's bytes: made once, never changed, shared by who holds them.
using SharedText = std::shared_ptr<const std::string>;

inline SharedText share(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

struct Version {
    std::string organization;
    std::string dataflow;
    std::string name;         // of the dataflow
    std::string application;  // of the dataflow
    bool global = false;
    std::optional<std::string> module;
    std::int64_t version = 0;
    VersionState state{};
    Trigger trigger;
    std::vector<std::string> tags;
    std::optional<std::string> etag;
    SharedText content;  // beside the document

    VersionId id() const { return {organization, dataflow, version}; }
};

// A block that comes from a block library; empty texts where it has none.
struct LibraryBlock {
    std::string id;
    std::string name;
    bool operator==(const LibraryBlock&) const = default;
};

// Names that contents ask their organization for: those that are asked about, or those of them that it lacks; of an
// answer, unset: the host cannot tell.
struct Needs {
    std::optional<std::vector<std::string>> configuration{};
    std::optional<std::vector<std::string>> helpers{};
    std::optional<std::vector<std::string>> dataflows{};  // ids

    bool operator==(const Needs&) const = default;
};

// What list_dataflows is asked for. Empty texts ask for all.
struct DataflowQuery {
    std::string organization{};
    std::string search{};
    std::string application{};
    std::string state{};
    std::string after{};
    std::int64_t limit = 50;
};

// The dataflow that holds a trigger.
struct TriggerHolder {
    std::string dataflow;
    std::string application;
    ApplicationKind application_kind{};
    // Its newest approved or live version with this trigger, 0 when it has none. Unset: a host of 1.0, which tells
    // neither this nor `live`.
    std::optional<std::int64_t> head = std::nullopt;
    std::optional<DataflowVersion> live = std::nullopt;  // with whatever trigger
};

// What list_heads is asked for.
struct HeadsQuery {
    std::vector<DataflowId> dataflows;
};

// What stands in a dataflow.
struct Head {
    std::string organization;
    std::string dataflow;
    std::string application;
    std::int64_t head = 0;  // its newest approved or live version, 0 when it has none
    std::optional<DataflowVersion> live = std::nullopt;

    DataflowId id() const { return {organization, dataflow}; }
};

// All that the decision about a promotion needs of a platform; unset where the actor may not promote in one of the two.
struct MayPromote {
    bool source = false;
    bool target = false;
};
struct CaseFacts {
    MayPromote may_promote;
    std::optional<Organization> source;
    std::optional<Organization> target;
    std::optional<Version> version;                        // of the source
    std::optional<std::vector<Application>> applications;  // of the target
    std::optional<TriggerHolder> holder;                   // of the version's trigger in the target
};

// Of ApplyRequest::expected_version.
inline constexpr std::int64_t any_version = 0;
inline constexpr std::int64_t no_version = -1;

// What apply is asked to create: neo_apply_request, owning its texts but for the content, which is the caller's until
// the call returns.
struct ApplyRequest {
    std::int64_t fence = 0;
    std::string promotion_key;
    std::string payload_hash;
    std::string actor;
    VersionId source;
    std::string target_organization;
    std::string target_application;
    std::optional<std::string> expected_dataflow;  // unset: none holds the trigger
    std::string name;
    Trigger trigger;
    std::optional<std::string> module;
    bool global = false;
    std::string_view content;
    std::int64_t expected_version = any_version;
};

// What the host created under a key.
struct AppliedTarget {
    std::string organization;
    std::string application;
    std::string dataflow;
    std::int64_t approved_version = 0;
    std::int64_t draft_version = 0;
};
struct Applied {
    std::string key;
    std::int64_t fence = 0;
    std::string payload_hash;
    std::string actor;
    VersionId source;
    AppliedTarget target;
    Trigger trigger;
    std::string applied_at;  // RFC 3339
};

// What abort barred: every fence of the key up to this one.
struct Barred {
    std::int64_t barred = 0;
};

}  // namespace neo::sdk
