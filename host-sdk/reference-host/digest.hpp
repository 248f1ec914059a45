// SHA-256 in hexadecimal: tokens and sessions are kept as their digests only, triggers are found by theirs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace neo::host {

std::string sha256(std::string_view text);

// Over several texts, each preceded by its length, so that no two lists have the same digest.
std::string sha256(const std::vector<std::string_view>& parts);

// 256 random bits in hexadecimal, from the system's generator.
std::string random_secret();

}  // namespace neo::host
