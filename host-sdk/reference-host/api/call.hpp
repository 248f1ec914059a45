// What the routes of the host's own API have in common: the call, who may make it, and how errors are answered.
#pragma once

#include "../http/problem.hpp"
#include "../json/object_reader.hpp"
#include "../platform/model.hpp"
#include "../security_log.hpp"
#include "../store/fault.hpp"
#include "authentication.hpp"
#include "log_in_limiter.hpp"

#include <adapters/sql/pool.hpp>

#include <boost/json/value.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host::api {

inline constexpr std::string_view edit_permission = "neo.edit";

// What lasts longer than a call. Any thread.
struct Shared {
    // All outlive it.
    Shared(sql::Pool& pool_, const Config& config_, SecurityLog& security_log_)
        : pool(pool_),
          config(config_),
          security_log(security_log_),
          authenticator(pool_, config_),
          log_ins(config_.limits.log_ins_per_minute) {}

    sql::Pool& pool;
    const Config& config;
    SecurityLog& security_log;
    Authenticator authenticator;
    LogInLimiter log_ins;
};

struct Call {
    const http::Request& request;
    const Caller& caller;
    std::vector<std::string> ids;  // from the path
    sql::Pool& pool;
    const std::string& cluster;  // of an organization that names none
    Shared& shared;
    Visit& visit;
};

// Tells the security log what came of a call, `user` being who made it, or tried to.
void tell(const Call& call, std::string_view event, const std::string& user, boost::json::object details);
// The same of one that failed; the detail "code" says why.
void tell_failure(const Call& call, std::string_view event, const std::string& user, boost::json::object details);

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
// Unset when the caller is this user, or a host admin and there is such a user.
std::optional<http::Response> refuse_unless_own_or_host_admin(const Call& call, const std::string& user);

}  // namespace neo::host::api
