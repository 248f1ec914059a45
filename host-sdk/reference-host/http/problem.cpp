#include "problem.hpp"

#include <boost/beast/http/status.hpp>
#include <boost/json/serialize.hpp>

namespace neo::host::http {

namespace {

Response document(int status, const char* type, const boost::json::value& body) {
    return {status,
            {{"Content-Type", type}, {"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}},
            boost::json::serialize(body)};
}

}  // namespace

Response json_response(int status, const boost::json::value& body) {
    return document(status, "application/json", body);
}

Response no_content() {
    return {204, {{"Cache-Control", "no-store"}}, {}};
}

Response problem(int status, std::string_view code, std::string_view detail, const boost::json::object& facts) {
    boost::json::object body{
        {"type", "about:blank"}, {"title", title_of(status)}, {"status", status}, {"code", code}, {"detail", detail}};
    for (const auto& fact : facts)
        body.insert(fact);
    Response response = document(status, "application/problem+json", body);
    if (status == 503) response.headers.push_back({"Retry-After", "2"});
    return response;
}

Response too_busy() {
    return problem(503, "too_busy", "the host holds as much as it takes; try again later");
}

Response unauthenticated(std::string_view detail) {
    Response response = problem(401, "unauthenticated", detail);
    response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"neo\""});
    return response;
}

Response method_not_allowed(const std::string& allowed) {
    Response response = problem(405, "method_not_allowed", "this path knows " + allowed);
    response.headers.push_back({"Allow", allowed});
    return response;
}

std::string_view title_of(int status) {
    const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    return {reason.data(), reason.size()};
}

}  // namespace neo::host::http
