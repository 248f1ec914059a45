#include "connection.hpp"

#include "../log.hpp"
#include "problem.hpp"

#include <plugin/base/kill_point.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http.hpp>
#include <boost/optional/optional.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>

namespace neo::host::http {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

namespace {

using namespace std::chrono_literals;

constexpr auto idle_timeout = 60s;
constexpr auto transfer_timeout = 60s;  // for the rest of a request, and for an answer
constexpr auto linger_timeout = 2s;
constexpr auto answered = net::as_tuple(net::use_awaitable);

std::string upper_case(beast::string_view text) {
    std::string out(text.data(), text.size());
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c); });
    return out;
}

std::string lower_case(beast::string_view text) {
    std::string out(text.data(), text.size());
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); });
    return out;
}

Request to_request(bhttp::request<bhttp::string_body>&& message) {
    Request request;
    request.method = upper_case(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message)
        request.headers.push_back({lower_case(field.name_string()), std::string(field.value())});
    request.body = std::move(message.body());
    return request;
}

bool is_header_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 || c == '\t'; });
}

// The server itself says how long a message is and whether the connection stays.
bool belongs_to_server(const std::string& lower_case_name) {
    return lower_case_name == "content-length" || lower_case_name == "transfer-encoding" ||
           lower_case_name == "connection" || lower_case_name == "keep-alive";
}

bhttp::response<bhttp::string_body> to_message(Response response, unsigned version, bool keep_alive) {
    bhttp::response<bhttp::string_body> message;
    message.version(version);
    message.result(static_cast<unsigned>(response.status));
    for (const Header& header : response.headers) {
        if (header.name.empty() || !is_header_text(header.name) || !is_header_text(header.value)) continue;
        if (!belongs_to_server(lower_case(header.name))) message.insert(header.name, header.value);
    }
    message.keep_alive(keep_alive);
    if (response.status == 204 || response.status == 304) return message;  // neither has a body or a length
    message.body() = std::move(response.body);
    message.prepare_payload();
    return message;
}

Response answer_to(const Handler& handler, const Request& request) {
    try {
        if (request.target.empty() || request.target.front() != '/')
            return problem(400, "bad_request", "the request target must be a path");
        Response response = handler(request);
        if (response.status >= 200 && response.status <= 599) return response;
        log(LogLevel::error, "http", "a handler answered the status " + std::to_string(response.status));
    } catch (const std::exception& error) {
        log(LogLevel::error, "http", std::string("a handler failed: ") + error.what());
    } catch (...) {
        log(LogLevel::error, "http", "a handler failed with an exception of unknown type");
    }
    return problem(500, "internal", "the request could not be handled; the host's log has more");
}

Response refusal_of(const beast::error_code& error, std::size_t body_limit_bytes) {
    if (error == bhttp::error::body_limit)
        return problem(413, "body_too_large",
                       "the body must have at most " + std::to_string(body_limit_bytes) + " bytes");
    if (error == bhttp::error::header_limit || error == bhttp::error::buffer_overflow)
        return problem(431, "headers_too_large", "the request line and headers are too large");
    return problem(400, "bad_request", "this is not an HTTP request: " + error.message());
}

// The client is gone or silent, or the host stops: nobody is there to be told.
bool nobody_listens(const beast::error_code& error) {
    return error.category() != bhttp::make_error_code(bhttp::error::bad_method).category() ||
           error == bhttp::error::end_of_stream || error == bhttp::error::partial_message;
}

}  // namespace

Connection::Connection(net::ip::tcp::socket socket, const ServerSettings& settings, const Handler& handler,
                       const std::atomic<bool>& stopping)
    : stream_(std::move(socket)), settings_(settings), handler_(handler), stopping_(stopping) {}

void Connection::stop_if_idle() {
    net::post(stream_.get_executor(), [self = shared_from_this()] {
        if (self->idle_) self->stream_.cancel();
    });
}

net::awaitable<void> Connection::serve() {
    const auto self = shared_from_this();
    while (!stopping_ && co_await serve_one()) {
    }
    beast::error_code ignored;
    stream_.socket().shutdown(net::ip::tcp::socket::shutdown_both, ignored);
    stream_.close();
}

net::awaitable<bool> Connection::serve_one() {
    bhttp::request_parser<bhttp::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(settings_.header_limit_bytes));
    parser.body_limit(settings_.body_limit_bytes);

    stream_.expires_after(idle_timeout);
    idle_ = true;
    auto [error, read] = co_await bhttp::async_read_header(stream_, buffer_, parser, answered);
    idle_ = false;

    if (!error && !parser.is_done()) {
        stream_.expires_after(transfer_timeout);
        if (beast::iequals(parser.get()[bhttp::field::expect], "100-continue")) {
            bhttp::response<bhttp::empty_body> go_on(bhttp::status::continue_, 11);
            std::tie(error, read) = co_await bhttp::async_write(stream_, go_on, answered);
            if (error) co_return false;
        }
        std::tie(error, read) = co_await bhttp::async_read(stream_, buffer_, parser, answered);
    }
    if (error) {
        if (!nobody_listens(error)) co_await refuse(refusal_of(error, settings_.body_limit_bytes));
        co_return false;
    }

    const unsigned version = parser.get().version();
    const bool keep_alive = parser.get().keep_alive();
    Request request = to_request(parser.release());
    beast::error_code gone;
    request.address = stream_.socket().remote_endpoint(gone).address().to_string();
    const bool head_only = request.method == "HEAD";
    Response response = answer_to(handler_, request);
    co_return co_await send(to_message(std::move(response), version, keep_alive && !stopping_), head_only);
}

net::awaitable<bool> Connection::send(Answer answer, bool head_only) {
    NEO_KILL_POINT("http.reply.before");
    stream_.expires_after(transfer_timeout);
    bhttp::response_serializer<bhttp::string_body> serializer(answer);
    beast::error_code error;
    std::size_t written = 0;
    if (head_only)
        std::tie(error, written) = co_await bhttp::async_write_header(stream_, serializer, answered);
    else
        std::tie(error, written) = co_await bhttp::async_write(stream_, serializer, answered);
    NEO_KILL_POINT("http.reply.after");
    co_return !error && answer.keep_alive();
}

// Closing while the client still sends would reset the connection before it reads the answer: take what comes, briefly.
net::awaitable<void> Connection::refuse(const Response& response) {
    co_await send(to_message(response, 11, false), false);
    beast::error_code error;
    stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, error);
    stream_.expires_after(linger_timeout);
    std::array<char, 65536> discarded;
    while (!error) {
        std::size_t read = 0;
        std::tie(error, read) = co_await stream_.async_read_some(net::buffer(discarded), answered);
    }
}

}  // namespace neo::host::http
