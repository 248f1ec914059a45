// Tokens as this host makes them: "neo_", the id, "_", and 256 random bits in hexadecimal. The prefix lets secret
// scanners find one that got lost.
#pragma once

#include <string>
#include <string_view>

namespace neo::host::api {

// Throws std::runtime_error when the system has no random numbers.
std::string make_token(const std::string& id);

// What a token says to everybody: "neo_" and its id; empty for one that this host did not make.
std::string_view public_part(std::string_view token);

// How it begins and ends, so that its owner knows it in a list: "neo_0123456789abcdef_…89ab".
std::string hint_of(std::string_view made_token);

}  // namespace neo::host::api
