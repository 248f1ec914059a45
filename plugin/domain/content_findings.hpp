// What of a content should not cross into another organization as it is, or would lack something there (R5): secrets
// and host names that are written into it, and what its blocks ask of their organization by name.
//
//   scan the content → ask whose the host names are and what the target lacks → findings
//
// Time is linear in the content; memory is in what was found. The values of secrets are in none of it. Any thread.
#pragma once

#include "content_patterns.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace neo::domain {

using Names = std::set<std::string, std::less<>>;

struct Finding {
    std::string code;         // secret_literal, environment_literal, needs_configuration, needs_helper, needs_dataflow
    std::string block;        // id of the innermost block that it is in; empty outside of blocks
    std::string pointer;      // RFC 6901, from the content: "/blocks/3/headers/Authorization"
    std::string message;      // for a person
    std::string remedy;       // for a person
    std::string fingerprint;  // the same for the same secret, host or name, wherever it stands
    std::optional<bool> certain{};  // false: nobody could say whether the target has it

    bool operator==(const Finding&) const = default;
};

struct Findings {
    std::vector<Finding> items;  // the first of them in the order of the content, most_findings at most
    std::int64_t total = 0;
};

inline constexpr std::size_t most_findings = 200;

// Of a value; with a key, so that nobody tries values against it. 16 hexadecimal digits.
using Fingerprint = std::function<std::string(std::string_view value)>;

// What one content holds. Made by scan_content.
struct ContentScan {
    // Where each name stands: the offsets of texts and members' names in the content.
    using Places = std::map<std::string, std::vector<std::size_t>, std::less<>>;
    // One of the first secrets, most_findings at most.
    struct Secret {
        std::size_t offset = 0;
        std::string fingerprint;
    };

    std::vector<Secret> secrets;
    std::int64_t secret_count = 0;
    Places hosts;                          // lower-cased; whatever could be one
    std::array<Places, need_kinds> needs;  // by NeedKind
};

// `content` is a version's: {"blocks": […], "connections": […]}, accepted by sdk::read_content.
ContentScan scan_content(std::string_view content, const ContentPatterns& patterns, const Fingerprint& fingerprint);

// What the caller found out about the names in a scan.
struct NameFacts {
    Names foreign_hosts;                                   // another organization declares them, the target does not
    std::array<std::optional<Names>, need_kinds> lacking;  // by NeedKind; unset: nobody could say what the target has
};

// `content`, `patterns` and `fingerprint` are those of the scan.
Findings findings_of(const ContentScan& scan, std::string_view content, const NameFacts& facts,
                     const ContentPatterns& patterns, const Fingerprint& fingerprint);

}  // namespace neo::domain
