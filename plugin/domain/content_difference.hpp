// What differs between the contents of two versions, block by block (V3, R1): by the text that is sent, white space
// aside. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::domain {

// All that travels with a version. The texts are JSON that a parser has accepted.
struct Content {
    std::string_view blocks;
    std::string_view connections;
    std::optional<std::string_view> module = {};
    bool global = false;
};

template <class T>
struct BeforeAfter {
    T before;
    T after;
};

// Borrows from both contents. Blocks are matched by their ids, which helps whoever reads it: that two contents are the
// same is decided by their texts.
struct ContentDifference {
    struct Parts {
        std::vector<std::string_view> added;
        std::vector<std::string_view> removed;
        std::vector<BeforeAfter<std::string_view>> changed = {};  // of connections: none
    };
    Parts blocks;
    Parts connections;
    bool order = false;  // the same blocks, in another order
    std::optional<BeforeAfter<std::optional<std::string_view>>> module = {};
    std::optional<BeforeAfter<bool>> global = {};

    bool none() const noexcept;
};

ContentDifference difference(const Content& before, const Content& after);

// The JSON texts of the ids of the blocks that were added, removed or changed, each once, in that order; blocks without
// an id are left out.
std::vector<std::string_view> ids_of_changed_blocks(const ContentDifference& difference);

// The ids that both of these changed.
std::vector<std::string_view> ids_of_overlap(const ContentDifference& one, const ContentDifference& other);

}  // namespace neo::domain
