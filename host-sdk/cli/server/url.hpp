// URLs, as libcurl reads and writes them.
#pragma once

#include <string>
#include <string_view>

namespace neo::cli {

// A host's address without slashes at its end. Throws Failure unless it is http or https with neither credentials, nor
// a query or fragment; what it says then holds nothing of the text, which may have a password in it.
std::string checked_url(const std::string& url);

// Percent-encodes all but unreserved characters: for a part of a path or a value of a query.
std::string encoded(std::string_view text);
std::string decoded(std::string_view text);

}  // namespace neo::cli
