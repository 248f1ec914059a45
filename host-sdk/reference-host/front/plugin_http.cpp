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

// What comes of a request while the plugin answers it.
struct Exchange {
    const http::Outlet* outlet;
    std::optional<http::Response> answer = {};
    bool is_streamed = false;
};

Exchange& exchange(void* context) {
    return *static_cast<Exchange*>(context);
}

// Of respond and begin the first counts.
bool keep_head(Exchange& of, int32_t status, const neo_http_header* headers, size_t header_count) {
    if (of.answer) return false;
    of.answer.emplace();
    of.answer->status = status;
    for (size_t i = 0; i < header_count; ++i)
        of.answer->headers.push_back(
            {std::string(sdk::view(headers[i].name)), std::string(sdk::view(headers[i].value))});
    return true;
}

void respond(void* context, int32_t status, const neo_http_header* headers, size_t header_count,
             neo_text body) noexcept {
    Exchange& of = exchange(context);
    if (keep_head(of, status, headers, header_count)) of.answer->body = sdk::view(body);
}

void begin(void* context, int32_t status, const neo_http_header* headers, size_t header_count) noexcept {
    Exchange& of = exchange(context);
    if (!keep_head(of, status, headers, header_count)) return;
    of.is_streamed = status >= 200 && status <= 599;  // any other is answered as a whole: it is a defect
    if (of.is_streamed) of.outlet->begin(*of.answer);
}

int32_t write(void* context, neo_text piece) noexcept {
    const Exchange& of = exchange(context);
    return of.is_streamed && of.outlet->write(sdk::view(piece)) ? 1 : 0;
}

void cut(void* context) noexcept {
    const Exchange& of = exchange(context);
    if (of.is_streamed) of.outlet->cut();
}

}  // namespace

http::Response ask_plugin(const sdk::Bound<neo_http_1>& hook, const http::Request& request, const std::string& target,
                          const std::string& user, const http::Outlet* outlet) {
    std::vector<neo_http_header> headers;
    for (const http::Header& header : request.headers) {
        if (!is_credential(header.name)) headers.push_back({sdk::borrow(header.name), sdk::borrow(header.value)});
    }
    Exchange exchanged{outlet};
    const neo_http_stream stream{sizeof(stream), &exchanged, begin, write, cut};
    neo_http_request passed{};
    passed.struct_size = sizeof(passed);
    passed.method = sdk::borrow(request.method);
    passed.target = sdk::borrow(target);
    passed.user = sdk::borrow(user);
    passed.headers = headers.data();
    passed.header_count = headers.size();
    passed.body = sdk::borrow(request.body);
    passed.stream = outlet == nullptr ? nullptr : &stream;

    hook->handle(hook.context, &passed, {&exchanged, respond});
    if (exchanged.answer) return *std::move(exchanged.answer);
    log(LogLevel::error, "http", "a plugin gave no answer to a request");
    return http::problem(500, "internal", "the plugin gave no answer");
}

}  // namespace neo::host
