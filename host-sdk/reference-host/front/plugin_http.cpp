#include "plugin_http.hpp"

#include "../http/problem.hpp"
#include "../log.hpp"

#include <neo/host/cpp/text.hpp>

#include <optional>
#include <vector>

namespace neo::host {

namespace {

bool is_credential(const std::string& lower_case_name) {
    return lower_case_name == "authorization" || lower_case_name == "cookie";
}

void keep_answer(void* context, int32_t status, const neo_http_header* headers, size_t header_count,
                 neo_text body) noexcept {
    auto& answer = *static_cast<std::optional<http::Response>*>(context);
    if (answer) return;  // the first counts
    answer.emplace();
    answer->status = status;
    for (size_t i = 0; i < header_count; ++i)
        answer->headers.push_back({std::string(sdk::view(headers[i].name)), std::string(sdk::view(headers[i].value))});
    answer->body = sdk::view(body);
}

}  // namespace

http::Response ask_plugin(const sdk::Bound<neo_http_1>& hook, const http::Request& request, const std::string& target,
                          const std::string& user) {
    std::vector<neo_http_header> headers;
    for (const http::Header& header : request.headers) {
        if (!is_credential(header.name)) headers.push_back({sdk::borrow(header.name), sdk::borrow(header.value)});
    }
    neo_http_request passed{};
    passed.struct_size = sizeof(passed);
    passed.method = sdk::borrow(request.method);
    passed.target = sdk::borrow(target);
    passed.user = sdk::borrow(user);
    passed.headers = headers.data();
    passed.header_count = headers.size();
    passed.body = sdk::borrow(request.body);

    std::optional<http::Response> answer;
    hook->handle(hook.context, &passed, {&answer, keep_answer});
    if (answer) return *std::move(answer);
    log(LogLevel::error, "http", "a plugin gave no answer to a request");
    return http::problem(500, "internal", "the plugin gave no answer");
}

}  // namespace neo::host
