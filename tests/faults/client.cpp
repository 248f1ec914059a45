#include "client.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <system_error>

namespace neo::faults {

namespace {

namespace json = boost::json;

std::string text_at(const json::object& object, const char* name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Answer read(const test::Answer& told) {
    Answer answer;
    answer.status = told.status;
    answer.body = told.body;
    answer.retry_after = told.header("Retry-After");
    if (!told.is_json() || !told.json().is_object()) return answer;
    const json::object& object = told.json().get_object();
    const bool is_problem = told.status >= 400;
    answer.promotion = text_at(object, is_problem ? "promotion" : "id");
    answer.state = text_at(object, is_problem ? "code" : "status");
    return answer;
}

}  // namespace

Client::Client(int port, const std::string& user)
    : token_("token-of-" + user + "-0123456789"), http_(fmt::format("127.0.0.1:{}", port), 30) {}

Answer Client::ask(const std::string& method, const std::string& path, test::Headers headers, const std::string& body) {
    headers.emplace("Authorization", "Bearer " + token_);
    if (!body.empty()) headers.emplace("Content-Type", "application/json");
    try {
        return read(http_.ask(method, path, headers, body));
    } catch (const std::system_error&) {
        return {};  // no host is there
    }
}

Answer Client::promote(const std::string& dataflow, int version, const std::string& application,
                       const std::string& idempotency_key) {
    test::Headers headers;
    if (!idempotency_key.empty()) headers.emplace("Idempotency-Key", idempotency_key);
    const std::string target = application.empty() ? "" : fmt::format(R"(, "application": "{}")", application);
    return ask(
        "POST", "/extensions/neo/api/v1/promotions", headers,
        fmt::format(
            R"({{"source": {{"organization": "dev", "dataflow": "{}", "version": {}}}, "target": {{"organization": "uat"{}}}}})",
            dataflow, version, target));
}

}  // namespace neo::faults
