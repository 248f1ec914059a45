#include "made_token.hpp"

#include <plugin/base/digest.hpp>

#include <algorithm>

namespace neo::host::api {

namespace {

constexpr std::string_view prefix = "neo_";
constexpr std::size_t id_length = 16;

bool is_hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

}  // namespace

std::string make_token(const std::string& id) {
    return std::string(prefix) + id + "_" + random_secret();
}

std::string_view public_part(std::string_view token) {
    if (!token.starts_with(prefix) || token.size() <= prefix.size() + id_length) return {};
    const std::string_view id = token.substr(prefix.size(), id_length);
    if (token[prefix.size() + id_length] != '_' || !std::all_of(id.begin(), id.end(), is_hexadecimal)) return {};
    return token.substr(0, prefix.size() + id_length);
}

std::string hint_of(std::string_view made_token) {
    constexpr std::size_t shown_at_the_end = 4;
    return std::string(public_part(made_token)) + "_…" +
           std::string(made_token.substr(made_token.size() - shown_at_the_end));
}

}  // namespace neo::host::api
