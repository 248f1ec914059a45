#include "content_findings.hpp"
#include "content_walk.hpp"
#include "host_names.hpp"
#include "secret_search.hpp"

#include <algorithm>
#include <iterator>

namespace neo::domain {

namespace {

using Finds = ContentPatterns::Finds;
using Path = std::vector<OpenValue>;

// What the name of a member says of the one beside it: {"name": "Authorization", "value": "…"}.
enum class Role { other, name, value };

Role role_of(std::string_view key) {
    static constexpr std::string_view names[] = {"name",     "key",       "header",   "field",      "variable",
                                                 "property", "parameter", "keyValue", "headerName", "p"};
    static constexpr std::string_view values[] = {"value",        "val",     "headerValue", "valueValue",
                                                  "defaultValue", "default", "to"};
    if (std::ranges::find(names, key) != std::end(names)) return Role::name;
    if (std::ranges::find(values, key) != std::end(values)) return Role::value;
    return Role::other;
}

// What a member's name says.
struct Meaning {
    Role role = Role::other;
    bool is_secret = false;  // what it holds should be one
    std::optional<NeedKind> need{};
    bool is_plain = false;  // the name itself holds nothing to be found
};

// A text that stands in the content, as it is written there.
struct Written {
    std::size_t at = 0;
    std::string_view raw{};
};

class Scanner {
public:
    Scanner(const ContentPatterns& patterns, const Fingerprint& fingerprint)
        : patterns_(patterns), fingerprint_(fingerprint) {}

    void enter(const Path& path) {
        // An array's elements stand under the array's name, as does the value of an object that names none.
        Open open;
        if (path.size() > 1) {
            const OpenValue& outer = path[path.size() - 2];
            open.outer_name = outer.object ? outer.key : open_.back().outer_name;
            open.outer = outer.object ? open_.back().member : open_.back().outer;
        }
        open_.push_back(open);
    }

    void leave(const Path&) {
        if (!open_.back().value.raw.empty()) search_pair();
        open_.pop_back();
    }

    void key(const Path&, std::size_t at, std::string_view raw) {
        const auto known = meanings_.find(raw);
        Meaning meaning = known != meanings_.end() ? known->second : meaning_of(raw);
        if (!meaning.is_plain) meaning.is_plain = !search({at, raw}, {});
        open_.back().member = meaning;
        constexpr std::size_t most_remembered = 1024;
        if (known == meanings_.end() && meanings_.size() < most_remembered) meanings_.emplace(raw, meaning);
    }

    void text(const Path& path, std::size_t at, std::string_view raw) {
        if (open_.empty() || raw.empty()) return;
        Open& open = open_.back();
        const Written written{at, raw};
        if (!path.back().object) {
            // ["X-Api-Key", "…"]
            const bool in_pair = path.back().index % 2 == 1 && is_secret(open.name);
            search(written, open.outer.is_secret ? open.outer_name : in_pair ? open.name : std::string_view());
            note_needed(written, open.outer.need);
            open.name = raw;
        } else if (open.member.role == Role::value && !open.member.is_secret) {
            if (!open.value.raw.empty()) search_pair();  // {"key": …, "value": …, "default": …}
            open.value = written;
        } else {
            search(written, open.member.is_secret ? path.back().key : std::string_view());
            note_needed(written, open.member.need);
            if (open.member.role == Role::name) open.name = raw;
        }
    }

    ContentScan result() && { return std::move(scan_); }

private:
    // An object or array that is being read.
    struct Open {
        Meaning member{};  // the one that is read
        Meaning outer{};   // what it stands under itself
        std::string_view outer_name{};
        std::string_view name{};  // in an object, of a pair; in an array, the element before
        Written value{};          // of a pair, until its name is known for sure
    };

    void search_pair() {
        Open& open = open_.back();
        const std::string_view name = open.name.empty() && open.outer.is_secret ? open.outer_name : open.name;
        search(open.value, is_secret(name) ? name : std::string_view());
        open.value = {};
    }

    bool is_secret(std::string_view raw_name) { return is_secret_name(decoded(raw_name, key_buffer_), patterns_); }

    Meaning meaning_of(std::string_view raw_name) {
        const std::string_view name = decoded(raw_name, key_buffer_);
        return {role_of(name), is_secret_name(name, patterns_), need_of_member(name)};
    }

    std::optional<NeedKind> need_of_member(std::string_view name) const {
        for (std::size_t kind = 0; kind < need_kinds; ++kind) {
            if (re2::RE2::FullMatch({name.data(), name.size()}, *patterns_.need_members[kind]))
                return static_cast<NeedKind>(kind);
        }
        return std::nullopt;
    }

    // The text of a member such as "dataflow" is the name that is asked for.
    void note_needed(const Written& written, std::optional<NeedKind> kind) {
        static const re2::RE2 name(R"([A-Za-z0-9_][\w.-]{0,199})");
        const std::string_view text = decoded(written.raw, text_buffer_);
        if (kind && re2::RE2::FullMatch({text.data(), text.size()}, name)) note_need(*kind, text, written.at);
    }

    // Whether there may be something to be found. `raw_name` is a secret's, or empty.
    bool search(const Written& written, std::string_view raw_name) {
        const std::string_view text = decoded(written.raw, text_buffer_);
        const bool has_hosts = note_hosts(text, written.at);
        patterns_.set.candidates(text, candidates_);
        if (candidates_.empty() && raw_name.empty()) return has_hosts;
        found_.clear();
        find_secrets(text, decoded(raw_name, key_buffer_), candidates_, patterns_, found_);
        for (const std::string_view secret : found_)
            note_secret(secret, written.at);
        for (const int pattern : candidates_)
            note_needs(pattern, text, written.at);
        return true;
    }

    void note_secret(std::string_view secret, std::size_t at) {
        ++scan_.secret_count;
        if (scan_.secrets.size() < most_findings) scan_.secrets.push_back({at, fingerprint_(secret)});
    }

    bool note_hosts(std::string_view text, std::size_t at) {
        std::size_t next = 0;
        host_.clear();
        for (auto host = next_host_name(text, next); !host.empty(); host = next_host_name(text, next)) {
            host_.assign(host);
            for (char& c : host_)
                c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            note(scan_.hosts, host_, at);
        }
        return !host_.empty();
    }

    void note_needs(int pattern, std::string_view text, std::size_t at) {
        const auto& searched = patterns_.searched[static_cast<std::size_t>(pattern)];
        if (searched.finds != Finds::need) return;
        re2::StringPiece rest(text.data(), text.size());
        re2::StringPiece name;
        while (!rest.empty() && re2::RE2::FindAndConsume(&rest, patterns_.set[pattern], &name))
            note_need(searched.kind, {name.data(), name.size()}, at);
    }

    void note_need(NeedKind kind, std::string_view name, std::size_t at) {
        if (!name.empty()) note(scan_.needs[static_cast<std::size_t>(kind)], name, at);
    }

    // Once for each text: a name that it repeats is one finding.
    static void note(ContentScan::Places& places, std::string_view name, std::size_t at) {
        auto place = places.find(name);
        if (place == places.end()) place = places.emplace(std::string(name), std::vector<std::size_t>()).first;
        if (place->second.empty() || place->second.back() != at) place->second.push_back(at);
    }

    const ContentPatterns& patterns_;
    const Fingerprint& fingerprint_;
    std::vector<Open> open_;
    std::map<std::string_view, Meaning> meanings_;  // of names that were read
    ContentScan scan_;
    std::vector<int> candidates_;
    std::vector<std::string_view> found_;
    std::string key_buffer_;
    std::string text_buffer_;
    std::string host_;
};

}  // namespace

ContentScan scan_content(std::string_view content, const ContentPatterns& patterns, const Fingerprint& fingerprint) {
    Scanner scanner(patterns, fingerprint);
    walk_content(content, scanner);
    return std::move(scanner).result();
}

}  // namespace neo::domain
