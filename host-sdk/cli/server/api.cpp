#include "api.hpp"

#include "url.hpp"

#include <host-sdk/cli/text/terminal.hpp>
#include <host-sdk/cli/text/view.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <utility>

namespace neo::cli {
namespace json = boost::json;
namespace {

constexpr std::size_t deepest = 512;  // contents nest, and answers nest them
const std::string base = "/extensions/neo/api/v1";

Document read(Answer answer) {
    json::error_code error;
    json::value value = json::parse(answer.body, error, {}, {.max_depth = deepest});
    const bool is_answer = !error && value.is_object() && (answer.status / 100 == 2 || answer.status >= 400) &&
                           (answer.status < 400 || !said(member(value, "code")).empty());
    if (!is_answer) {
        // Of a proxy that gave up nobody knows what it had passed on.
        throw NoAnswer(
            fmt::format("what answers there (status {}) is not the API of Neo Promote: look at the URL", answer.status),
            answer.status >= 500);
    }
    return {answer.status, std::move(answer.body), std::move(value), answer.retry_after_seconds};
}

std::string organization_path(const std::string& organization) {
    return base + "/organizations/" + encoded(organization);
}

std::string dataflow_path(const std::string& organization, const std::string& dataflow) {
    return organization_path(organization) + "/dataflows/" + encoded(dataflow);
}

}  // namespace

Problem::Problem(Document document)
    : Failure(exit_code_of(document), said(member(document.value, "detail"))), document_(std::move(document)) {}

ExitCode exit_code_of(const Document& problem) {
    const std::string code = said(member(problem.value, "code"));
    if (problem.status == 401 || problem.status == 403) return not_allowed;
    if (problem.status == 429 || problem.status >= 500) return no_answer;
    return problem.status == 400 || code == "invalid_request" || code == "plan_invalid" ? wrong_usage : refused;
}

Document Api::preflight(const json::value& request) {
    return read(http_.post(base + "/promotions/preflight", json::serialize(request)));
}

Document Api::promote(const json::value& request, const std::string& idempotency_key) {
    return read(http_.post(base + "/promotions", json::serialize(request), {"Idempotency-Key: " + idempotency_key}));
}

Document Api::promotion(const std::string& id) {
    return read(http_.get(base + "/promotions/" + encoded(id)));
}

Document Api::promotions(const std::string& query) {
    return read(http_.get(base + "/promotions" + query));
}

Document Api::origin(const std::string& organization, const std::string& dataflow, std::int64_t version) {
    return read(http_.get(fmt::format("{}/versions/{}/origin", dataflow_path(organization, dataflow), version)));
}

Document Api::spread(const std::string& organization, const std::string& dataflow, const std::string& query) {
    return read(http_.get(dataflow_path(organization, dataflow) + "/spread" + query));
}

Document Api::board(const std::string& organization, const std::string& query) {
    return read(http_.get(organization_path(organization) + "/board" + query));
}

Document Api::people(const std::string& organization, const std::string& query) {
    return read(http_.get(organization_path(organization) + "/people" + query));
}

}  // namespace neo::cli
