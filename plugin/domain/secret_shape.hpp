// Whether a value looks like a secret that somebody wrote down, or like the name of one: an identifier, a word, a path.
// Any thread.
#pragma once

#include <string_view>

namespace neo::domain {

// What the place of a value says of it, from the strongest word to the weakest.
enum class SecretPlace {
    password,  // under the name of a password, which people choose: "hunter2"
    named,     // under the name of a secret, which machines make
    loose,     // behind such a name without quotes, as in scripts and prose, where code stands too
    unnamed,   // nothing names it
};

// `value` is decoded and without the word that says how it is used ("Bearer "). References and placeholders are asked
// for elsewhere.
bool looks_secret(std::string_view value, SecretPlace place);

// Too uniform to be one: "xxxxxxxx".
bool is_uniform(std::string_view value);

}  // namespace neo::domain
