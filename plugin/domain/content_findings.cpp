#include "content_findings.hpp"

#include "content_walk.hpp"
#include "secret_search.hpp"
#include "wording.hpp"

#include <algorithm>

namespace neo::domain {

namespace {

using Path = std::vector<OpenValue>;

// One that is to be told, before it is worded.
struct Found {
    std::size_t offset = 0;
    std::optional<NeedKind> need{};            // unset, and no host: a secret
    bool certain = true;                       // of a need
    const std::string* name = nullptr;         // of a host or need
    const std::string* fingerprint = nullptr;  // of a secret
};

// A name as it is told, even when somebody named a thing by a secret.
std::string told(std::string_view name, const ContentPatterns& patterns) {
    std::vector<int> candidates;
    std::vector<std::string_view> secrets;
    patterns.set.candidates(name, candidates);
    find_secrets(name, {}, candidates, patterns, secrets);
    return secrets.empty() ? shortened(name) : "***";
}

Finding secret_literal(const std::string& fingerprint) {
    return {"secret_literal",
            "",
            "",
            "A secret is written into the content and would stand in the target as it is.",
            "Write a reference to a value of the organization in its place, such as ${config.NAME}, and replace the "
            "secret where it is used: whoever may view this version can read it.",
            fingerprint};
}

// The host is not named: it is another organization's.
Finding environment_literal(std::string fingerprint) {
    return {"environment_literal",
            "",
            "",
            "A host name that another organization declares as its own is written into the content.",
            "Write a reference to a value of the organization in its place, such as ${config.NAME}: as it is, the "
            "target would call a host of the other organization.",
            std::move(fingerprint)};
}

// `name` as it is told.
Finding need(NeedKind kind, const std::string& name, bool certain, std::string fingerprint) {
    static constexpr std::string_view codes[need_kinds] = {"needs_configuration", "needs_helper", "needs_dataflow"};
    static constexpr std::string_view things[need_kinds] = {"the configuration value", "the helper", "the dataflow"};
    const auto index = static_cast<std::size_t>(kind);
    const std::string what = std::string(things[index]) + " " + quoted(name);
    const std::string asks = "The content asks for " + what;
    if (certain)
        return {std::string(codes[index]),
                "",
                "",
                asks + ", which the target does not have.",
                "Create " + what + " in the target before the version goes live there.",
                std::move(fingerprint)};
    return {std::string(codes[index]),
            "",
            "",
            asks + "; whether the target has it is not known.",
            "See to it that the target has " + what + " before the version goes live there.",
            std::move(fingerprint),
            false};
}

Finding worded(const Found& found, const ContentPatterns& patterns, const Fingerprint& fingerprint) {
    if (found.fingerprint != nullptr) return secret_literal(*found.fingerprint);
    if (found.need) return need(*found.need, told(*found.name, patterns), found.certain, fingerprint(*found.name));
    return environment_literal(fingerprint(*found.name));
}

// All that is to be told, of which the first are kept.
class Collected {
public:
    // `found` stands at each of these.
    void add(const std::vector<std::size_t>& offsets, Found found) {
        total += static_cast<std::int64_t>(offsets.size());
        for (std::size_t at = 0; at < std::min(offsets.size(), most_findings); ++at) {
            found.offset = offsets[at];
            kept_.push_back(found);
        }
        if (kept_.size() > 8 * most_findings) keep_first();
    }
    const std::vector<Found>& first() {
        keep_first();
        return kept_;
    }

    std::int64_t total = 0;

private:
    void keep_first() {
        std::ranges::stable_sort(kept_, {}, &Found::offset);
        if (kept_.size() > most_findings) kept_.resize(most_findings);
    }

    std::vector<Found> kept_;
};

struct Placed {
    std::size_t offset = 0;
    Finding finding;
    bool in_block = false;  // which is known by then
};

// Says where in the content each finding stands.
class Placing {
public:
    // `placed` ascends.
    Placing(std::vector<Placed>& placed, const ContentPatterns& patterns) : placed_(placed), patterns_(patterns) {}

    void enter(const Path& path) {
        const bool is_block = path.size() > 2 && path.back().object && !path[path.size() - 2].object &&
                              path[path.size() - 3].object &&
                              sdk::json_text::is_key(path[path.size() - 3].key, "blocks");
        open_.push_back({is_block, {}, next_});
    }

    void leave(const Path&) {
        const Open& open = open_.back();
        if (open.is_block) {
            for (std::size_t at = open.first; at < next_; ++at) {
                Placed& inside = placed_[at];
                if (!inside.in_block) inside.finding.block = shown(open.id);
                inside.in_block = true;
            }
        }
        open_.pop_back();
    }

    void key(const Path& path, std::size_t at, std::string_view) { place(path, at); }

    void text(const Path& path, std::size_t at, std::string_view raw) {
        if (open_.empty()) return;
        if (open_.back().is_block && sdk::json_text::is_key(path.back().key, "id")) open_.back().id = raw;
        place(path, at);
    }

private:
    struct Open {
        bool is_block = false;
        std::string_view id{};
        std::size_t first = 0;  // of the findings that stand in it
    };

    void place(const Path& path, std::size_t at) {
        if (next_ == placed_.size() || placed_[next_].offset != at) return;
        std::string pointer;
        for (const OpenValue& open : path)
            pointer.append("/").append(open.object ? escaped(shown(open.key)) : std::to_string(open.index));
        for (; next_ < placed_.size() && placed_[next_].offset == at; ++next_)
            placed_[next_].finding.pointer = pointer;
    }

    std::string shown(std::string_view raw) { return told(decoded(raw, buffer_), patterns_); }

    static std::string escaped(const std::string& name) {
        std::string text;
        for (const char c : name)
            text.append(c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c));
        return text;
    }

    std::vector<Placed>& placed_;
    const ContentPatterns& patterns_;
    std::size_t next_ = 0;
    std::vector<Open> open_;
    std::string buffer_;
};

}  // namespace

Findings findings_of(const ContentScan& scan, std::string_view content, const NameFacts& facts,
                     const ContentPatterns& patterns, const Fingerprint& fingerprint) {
    Collected collected;
    for (const auto& secret : scan.secrets)
        collected.add({secret.offset}, {.fingerprint = &secret.fingerprint});
    for (const auto& [host, offsets] : scan.hosts) {
        if (facts.foreign_hosts.contains(host)) collected.add(offsets, {.name = &host});
    }
    for (std::size_t kind = 0; kind < need_kinds; ++kind) {
        const auto& lacking = facts.lacking[kind];
        for (const auto& [name, offsets] : scan.needs[kind]) {
            if (lacking && !lacking->contains(name)) continue;
            collected.add(offsets,
                          {.need = static_cast<NeedKind>(kind), .certain = lacking.has_value(), .name = &name});
        }
    }
    std::vector<Placed> placed;
    for (const Found& found : collected.first())
        placed.push_back({found.offset, worded(found, patterns, fingerprint)});
    if (!placed.empty()) {
        Placing placing(placed, patterns);
        walk_content(content, placing);
    }

    Findings findings;
    findings.total = collected.total + scan.secret_count - static_cast<std::int64_t>(scan.secrets.size());
    for (Placed& one : placed)
        findings.items.push_back(std::move(one.finding));
    return findings;
}

}  // namespace neo::domain
