#include "telling.hpp"

#include "hook_call.hpp"

#include <neo/host/cpp/text.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace neo::hooks {

namespace {

std::vector<neo_http_header> headers_of(const Reply& reply) {
    std::vector<neo_http_header> headers;
    if (!reply.body.empty() || reply.more)
        headers.push_back({sdk::borrow("content-type"), sdk::borrow(reply.content_type)});
    for (const auto& [name, value] : reply.headers)
        headers.push_back({sdk::borrow(name), sdk::borrow(value)});
    return headers;
}

const neo_http_stream* stream_of(const neo_http_request& request) noexcept {
    // NOLINTNEXTLINE(bugprone-sizeof-expression): the member is a pointer, and no longer than one.
    if (!NEO_HAS(neo_http_request, &request, stream) || request.stream == nullptr) return nullptr;
    return NEO_HAS(neo_http_stream, request.stream, cut) ? request.stream : nullptr;
}

// With the next of its pieces in the body: they are all there when none is left.
app::outcome<Reply> with_next_piece(Reply reply) {
    NEO_TRY(piece, reply.more());
    if (piece)
        reply.body += *piece;
    else
        reply.more = nullptr;
    return reply;
}

void stream(Reply reply, const neo_http_stream& stream, std::string_view asked, ports::Log& log) {
    const std::vector<neo_http_header> headers = headers_of(reply);
    stream.begin(stream.context, reply.status, headers.data(), headers.size());
    std::optional<std::string> piece = std::move(reply.body);
    while (piece && stream.write(stream.context, sdk::borrow(*piece)) != 0) {
        auto next = outcome_of(asked, log, reply.more);
        if (!next) {
            log.write(ports::LogLevel::warning, "hooks",
                      std::string(asked) + ": the answer was cut off: " + next.error().detail);
            stream.cut(stream.context);
            return;
        }
        piece = *std::move(next);
    }
}

}  // namespace

void respond(const Reply& reply, neo_http_responder responder) noexcept {
    const std::vector<neo_http_header> headers = headers_of(reply);
    responder.respond(responder.context, reply.status, headers.data(), headers.size(), sdk::borrow(reply.body));
}

void tell(const neo_http_request& request, neo_http_responder responder, std::string_view asked, ports::Log& log,
          const std::function<app::outcome<Reply>()>& serve) noexcept {
    const neo_http_stream* const to = stream_of(request);
    auto reply = outcome_of(asked, log, [&]() -> app::outcome<Reply> {
        auto made = serve();
        if (made && made->more) made = with_next_piece(*std::move(made));
        while (made && made->more && to == nullptr)
            made = with_next_piece(*std::move(made));
        return made;
    });
    if (!reply)
        respond(reply_with(reply.error()), responder);
    else if (reply->more)
        stream(*std::move(reply), *to, asked, log);
    else
        respond(*reply, responder);
}

}  // namespace neo::hooks
