// What the mock host knows about a platform, as plain values. Tests read copies of these.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace neo::testing {

struct Application {
    std::string id;
    std::string name;
    std::string kind;  // "default", "middleware", "custom"
};

struct Trigger {
    std::string url;
    std::string method;

    bool operator==(const Trigger&) const = default;
    bool operator<(const Trigger& other) const { return std::tie(url, method) < std::tie(other.url, other.method); }
};

struct Version {
    std::int64_t version = 0;
    std::string state;  // "draft", "awaiting_approval", "approved", "rejected", "live"
    Trigger trigger;
    std::vector<std::string> tags;
    std::string content;  // {"blocks": …, "connections": …} with the bytes it came with
    bool global = false;
    std::optional<std::string> module{};

    bool operator==(const Version&) const = default;
};

struct Dataflow {
    std::string id;
    std::string name;
    std::string application;
    // Those of its newest approved or live version, while it has none those of its newest version.
    bool global = false;
    std::optional<std::string> module;
    std::map<std::int64_t, Version> versions;

    bool operator==(const Dataflow&) const = default;
};

struct Organization {
    std::string id;
    std::string name;
    std::string cluster;
    bool neo_enabled = true;
    std::set<std::string> modules;
    std::map<std::string, Application> applications;
    std::map<std::string, Dataflow> dataflows;
    std::map<Trigger, std::string> triggers;  // who holds which, methods in upper case
};

struct User {
    std::string id;
    std::string name;
    std::map<std::string, std::set<std::string>> grants;  // organization or "*" to permissions
};

// One promotion that the host made whole.
struct Applied {
    std::string key;
    std::int64_t fence = 0;
    std::string payload_hash;
    std::string actor;
    std::string source_organization;
    std::string source_dataflow;
    std::int64_t source_version = 0;
    std::string target_organization;
    std::string target_application;
    std::string target_dataflow;
    std::int64_t approved_version = 0;
    std::int64_t draft_version = 0;
    Trigger trigger;
    std::string applied_at;  // RFC 3339
};

}  // namespace neo::testing
