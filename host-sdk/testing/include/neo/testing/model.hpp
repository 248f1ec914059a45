// What the mock host knows about a platform, as plain values. Tests read copies of these. What the SDK's model has as a
// test wants it goes by the same name here.
#pragma once

#include <neo/host/cpp/model.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace neo::testing {

using sdk::Application;
using sdk::ApplicationKind;
using sdk::Applied;
using sdk::Trigger;
using sdk::VersionState;

struct Version {
    std::int64_t version = 0;
    VersionState state{};
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

// As Trigger's == compares.
struct TriggerOrder {
    bool operator()(const Trigger& one, const Trigger& other) const noexcept {
        if (one.url != other.url) return one.url < other.url;
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        return std::ranges::lexicographical_compare(one.method, other.method, {}, lower, lower);
    }
};

struct Organization {
    std::string id;
    std::string name;
    std::string cluster;
    bool neo_enabled = true;
    std::set<std::string> modules;
    std::map<std::string, Application> applications;
    std::map<std::string, Dataflow> dataflows;
    std::map<Trigger, std::string, TriggerOrder> triggers;  // who holds which
    std::set<std::string> configuration;                    // names of its values
    std::set<std::string> helpers;                          // names
};

struct User {
    std::string id;
    std::string name;
    std::map<std::string, std::set<std::string>> grants;  // organization or "*" to permissions
};

}  // namespace neo::testing
