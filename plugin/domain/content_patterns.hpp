// What the language of a host's contents looks like (R5): references, names and shapes of secrets, and what a block
// asks of its organization by name. Patterns are RE2's.
#pragma once

#include "pattern_set.hpp"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace neo::domain {

// As they are configured (the plugin's "content"). Names and placeholders are matched without case.
struct PatternTexts {
    using List = std::vector<std::string>;

    List references;     // somewhere in a value: it is filled in elsewhere, and no secret itself
    List placeholders;   // somewhere in a value: a person is still to fill it in
    List secret_names;   // the end of a member's, header's, variable's or parameter's name that holds a secret
    List secret_values;  // known kinds of secrets, wherever they stand; with a group, that is the secret
    // Somewhere in a text, with one group: the name that is asked for.
    List needs_configuration;
    List needs_helper;
    List needs_dataflow;  // its id
    // Whole names of members whose text, or texts, are such names.
    List configuration_members;
    List helper_members;
    List dataflow_members;
};

// The language of the reference host, and what secrets look like everywhere.
PatternTexts default_patterns();

// Each list by its key in the configuration.
std::span<const std::pair<std::string_view, PatternTexts::List PatternTexts::*>> pattern_keys();

// What a block can ask of its organization.
enum class NeedKind { configuration, helper, dataflow };
inline constexpr std::size_t need_kinds = 3;

// What is wrong with a pattern: the key of its list, and a sentence.
struct PatternFault {
    std::string key;
    std::string message;
};

// The patterns, compiled: once a process, asked by any thread.
struct ContentPatterns {
    // What one of `searched` finds. Its groups, where it has any, are the value, or name and value.
    enum class Finds { known_secret, random_secret, credential, assigned, loosely_assigned, need };
    struct Searched {
        Finds finds;
        NeedKind kind{};  // of a need
    };

    PatternSet set;
    std::vector<Searched> searched;  // by pattern of the set
    std::unique_ptr<re2::RE2> references;
    std::unique_ptr<re2::RE2> placeholders;
    std::unique_ptr<re2::RE2> secret_names;
    std::array<std::unique_ptr<re2::RE2>, need_kinds> need_members;
};

std::variant<ContentPatterns, PatternFault> compile_patterns(const PatternTexts& texts);

// The default ones, compiled at the first call.
std::shared_ptr<const ContentPatterns> standard_patterns();

}  // namespace neo::domain
