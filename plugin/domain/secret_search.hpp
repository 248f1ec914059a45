// The secrets that are written into one text of a content (R5). Any thread.
#pragma once

#include "content_patterns.hpp"

#include <string_view>
#include <vector>

namespace neo::domain {

// Whether what has this name, decoded, should hold a secret.
bool is_secret_name(std::string_view name, const ContentPatterns& patterns);

// Adds the secrets in `text`, which is decoded, to `found`: parts of it, none within another, without the words around
// them. `candidates` are the patterns that may match in it; `secret_name` is the name of a secret that the text stands
// under, else empty.
void find_secrets(std::string_view text, std::string_view secret_name, const std::vector<int>& candidates,
                  const ContentPatterns& patterns, std::vector<std::string_view>& found);

}  // namespace neo::domain
