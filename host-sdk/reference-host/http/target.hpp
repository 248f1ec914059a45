// Taking a request target apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host::http {

// Why a target is refused, for a person; unset for a good one. A path has one spelling: what needs no escape must not
// be escaped (RFC 3986, 6.2.2.2), and no segment is "." or "..", so that a rule of a front server on a path cannot be
// passed by.
std::optional<std::string> fault_of(std::string_view target);

// The path of a target without its query.
std::string_view path_of(std::string_view target);

// The segments of a path, percent-decoded one by one, so that an id may hold a slash; a trailing slash gives no
// segment. Unset when an escape is broken or the text is not UTF-8.
std::optional<std::vector<std::string>> segments_of(std::string_view path);

// What follows `mount` in a target ("" becomes "/"), still encoded; unset when the target is not under it.
std::optional<std::string> below(std::string_view mount, std::string_view target);

}  // namespace neo::host::http
