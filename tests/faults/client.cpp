#include "client.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <httplib.h>

namespace neo::faults {

namespace {

namespace json = boost::json;

constexpr int patience_seconds = 30;

std::string text_at(const json::object& object, const char* name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Answer read(const httplib::Result& result) {
    Answer answer;
    if (!result) return answer;
    answer.status = result->status;
    answer.body = result->body;
    answer.retry_after = result->get_header_value("retry-after");
    json::error_code error;
    const json::value document = json::parse(result->body, error);
    if (error || !document.is_object()) return answer;
    const json::object& object = document.get_object();
    const bool is_problem = result->status >= 400;
    answer.promotion = text_at(object, is_problem ? "promotion" : "id");
    answer.key = text_at(object, "key");
    answer.state = text_at(object, is_problem ? "code" : "status");
    return answer;
}

}  // namespace

Client::Client(int port, const std::string& user) : http_(std::make_unique<httplib::Client>("127.0.0.1", port)) {
    http_->set_keep_alive(true);
    http_->set_tcp_nodelay(true);
    http_->set_connection_timeout(patience_seconds);
    http_->set_read_timeout(patience_seconds);
    http_->set_bearer_token_auth("token-of-" + user);
}

Client::~Client() = default;

Answer Client::promote(const std::string& dataflow, int version, const std::string& application,
                       const std::string& idempotency_key) {
    httplib::Headers headers;
    if (!idempotency_key.empty()) headers.emplace("Idempotency-Key", idempotency_key);
    const std::string target = application.empty() ? "" : fmt::format(R"(, "application": "{}")", application);
    return read(http_->Post(
        "/extensions/neo/api/v1/promotions", headers,
        fmt::format(
            R"({{"source": {{"organization": "dev", "dataflow": "{}", "version": {}}}, "target": {{"organization": "uat"{}}}}})",
            dataflow, version, target),
        "application/json"));
}

Answer Client::promotion(const std::string& id) {
    return get("/extensions/neo/api/v1/promotions/" + id);
}

Answer Client::get(const std::string& path) {
    return read(http_->Get(path));
}

}  // namespace neo::faults
