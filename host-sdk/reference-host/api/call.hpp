// What the routes of the host's own API have in common: the call, who may make it, and how errors are answered.
#pragma once

#include "../http/problem.hpp"
#include "../json/object_reader.hpp"
#include "../platform/model.hpp"
#include "../store/fault.hpp"
#include "authentication.hpp"

#include <adapters/sql/pool.hpp>

#include <boost/json/value.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host::api {

inline constexpr std::string_view edit_permission = "neo.edit";

struct Call {
    const http::Request& request;
    const Caller& caller;
    std::vector<std::string> ids;  // from the path
    sql::Pool& pool;
    const std::string& cluster;  // of an organization that names none
    const SessionCookie& cookie;
};

// The body as JSON. Throws json::Malformed.
boost::json::value body_of(const Call& call);
// That of a dataflow or version, without its blocks and connections (json/parse.hpp). Throws json::Malformed.
boost::json::value body_around_content(const Call& call);
// A body that is written as a platform file's part may say what the path says; nothing else. Throws json::Malformed.
void check_says(json::ObjectReader& reader, std::string_view key, const std::string& id);

http::Response answer_fault(const Fault& fault);

// Unset when the caller has one of the permissions in an organization that is there. Otherwise the answer: an
// organization in which the caller has no permission at all is answered as one that does not exist.
std::optional<http::Response> refuse_unless(const Call& call, const std::string& organization,
                                            std::initializer_list<std::string_view> permissions);
std::optional<http::Response> refuse_unless_host_admin(const Call& call);

}  // namespace neo::host::api
