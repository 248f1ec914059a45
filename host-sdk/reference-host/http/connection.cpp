#include "connection.hpp"

#include "../log.hpp"
#include "answer_headers.hpp"
#include "body_reader.hpp"
#include "compress.hpp"
#include "problem.hpp"

#include <plugin/base/kill_point.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <chrono>
#include <exception>
#include <malloc.h>
#include <string_view>

namespace neo::host::http {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

namespace {

using namespace std::chrono_literals;

constexpr auto idle_timeout = 60s;
constexpr auto linger_timeout = 2s;
constexpr std::size_t read_bytes = 4096;
constexpr std::size_t body_read_bytes = 16 * 1024;
constexpr auto answered = net::as_tuple(net::use_awaitable);

using Message = bhttp::response<bhttp::string_body>;

Message to_message(Response response, bool is_1_1, bool keep_alive) {
    Message message(head_of(response, is_1_1));
    message.keep_alive(keep_alive);
    if (response.status == 204 || response.status == 304) return message;  // neither has a body or a length
    message.body() = std::move(response.body);
    message.prepare_payload();
    return message;
}

// What comes of a site's work, whatever it throws.
template <class Work>
std::invoke_result_t<Work&> guarded(Work work) {
    try {
        return work();
    } catch (const std::exception& error) {
        log(LogLevel::error, "http", std::string("a handler failed: ") + error.what());
    } catch (...) {
        log(LogLevel::error, "http", "a handler failed with an exception of unknown type");
    }
    return problem(500, "internal", "the request could not be handled; the host's log has more");
}

Response with_good_status(Response response) {
    if (response.status >= 200 && response.status <= 599) return response;
    log(LogLevel::error, "http", "a handler answered the status " + std::to_string(response.status));
    return problem(500, "internal", "the request could not be handled; the host's log has more");
}

// Whole, or through `streamed`: what throws on the way leaves that broken off.
Response answer_of(const Admitted& admitted, const Request& request, StreamedAnswer& streamed) {
    return guarded([&] {
        Response answer = with_good_status(admitted.answer(request, &streamed.outlet()));
        streamed.end();
        return answer;
    });
}

// A request without a body is answered at once.
Admission admission_of(Site& site, const Head& head, StreamedAnswer& streamed) {
    Admission admission = guarded([&] { return site.admit(head.request); });
    if (auto* said = std::get_if<Response>(&admission)) return with_good_status(std::move(*said));
    if (head.has_body()) return admission;
    return answer_of(std::get<Admitted>(admission), head.request, streamed);
}

Response too_large(std::size_t limit_bytes) {
    return problem(413, "body_too_large", "the body must have at most " + std::to_string(limit_bytes) + " bytes");
}

Response headers_too_large() {
    return problem(431, "headers_too_large", "the request line and headers are too large");
}

Response refusal_of(Place place) {
    if (place == Place::beyond_address) {
        Response response =
            problem(429, "too_many_connections", "there are too many connections from this address; close some");
        response.headers.push_back({"Retry-After", "2"});
        return response;
    }
    return problem(503, "too_many_connections", "the host has as many connections as it takes; try again later");
}

// An answer as it goes out to who asked, and what it takes of the bytes in flight: those of its whole text while that
// is being compressed. Without room for it the answer is another one.
Budget::Share make_ready(Response& response, const Request& asked, Workshop& workshop) {
    const std::size_t small_bytes = workshop.settings.small_bytes;
    Budget::Share share;
    if (response.body.size() > small_bytes) {
        auto taken = workshop.bytes_in_flight.take(response.body.size());
        if (!taken) {
            workshop.full.tell("an answer was given up: limits.bytes_in_flight are in use");
            response = too_busy();
            return share;
        }
        share = *std::move(taken);
    }
    response = guarded([&] {
        compress(response, asked);
        return std::move(response);
    });
    share.shrink_to(response.body.size() > small_bytes ? response.body.size() : 0);
    return share;
}

std::string_view text_of(const beast::flat_buffer& buffer) {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

// How much of a head was looked at, and what was found.
struct Scan {
    std::size_t at = 0;
    bool is_whole = false;
    bool is_broken = false;  // no head of a request can begin like this

    void go_on(std::string_view text) {
        constexpr std::string_view end = "\r\n\r\n";
        for (; at < text.size() && !is_whole && !is_broken; ++at) {
            const char c = text[at];
            is_broken = (at == 0 && (c < 'A' || c > 'Z')) || (c == '\n' && text[at - 1] != '\r');
            is_whole = c == '\n' && text.substr(0, at + 1).ends_with(end);
        }
    }
};

}  // namespace

Connection::Connection(net::ip::tcp::socket socket, Workshop& workshop, std::string remote_address, Place place)
    : stream_(std::move(socket)),
      buffer_(workshop.settings.header_limit_bytes + 64 * 1024),
      workshop_(workshop),
      remote_address_(std::move(remote_address)),
      place_(place) {}

void Connection::stop_if_idle() {
    net::post(stream_.get_executor(), [self = shared_from_this()] {
        if (self->idle_) self->stream_.cancel();
    });
}

void Connection::cut_off() {
    net::post(stream_.get_executor(), [self = shared_from_this()] { self->stream_.cancel(); });
}

net::awaitable<void> Connection::serve() {
    const auto self = shared_from_this();
    while (!workshop_.stopping && co_await serve_one())
        served_ = true;
    beast::error_code ignored;
    stream_.socket().shutdown(net::ip::tcp::socket::shutdown_both, ignored);
    stream_.close();
}

net::awaitable<bool> Connection::serve_one() {
    auto arrival = co_await receive_head();
    if (!arrival) co_return false;
    if (auto* refusal = std::get_if<Response>(&*arrival)) {
        co_await refuse(std::move(*refusal));
        co_return false;
    }
    Head& head = std::get<Head>(*arrival);
    head.request.remote_address = remote_address_;
    const bool is_vital = workshop_.site.is_vital(head.request);
    if (!is_vital && place_ != Place::within) {
        co_await refuse(refusal_of(place_));
        co_return false;
    }
    Budget::Share share;  // of the answer
    StreamedAnswer streamed(stream_, workshop_, head, place_ == Place::within);
    Admission admission = co_await done_by(is_vital ? workshop_.workers_for_vital : workshop_.workers, [&] {
        Admission made = admission_of(workshop_.site, head, streamed);
        auto* said = std::get_if<Response>(&made);
        if (said != nullptr && !streamed.has_begun()) share = make_ready(*said, head.request, workshop_);
        return made;
    });
    if (streamed.has_begun()) co_return keep_after(streamed);
    if (auto* said = std::get_if<Response>(&admission)) {
        if (head.has_body()) {  // and nobody wants it
            co_await refuse(std::move(*said));
            co_return false;
        }
        co_return co_await send(std::move(*said), &head, head.keep_alive);
    }
    auto response = co_await receive_and_answer(head, std::get<Admitted>(admission), streamed, share);
    if (streamed.has_begun()) co_return keep_after(streamed);
    if (!response) co_return false;
    co_return co_await send(*std::move(response), &head, head.keep_alive);
}

net::awaitable<std::optional<Connection::Arrival>> Connection::receive_head() {
    const ServerSettings& settings = workshop_.settings;
    if (buffer_.size() == 0) buffer_.shrink_to_fit();
    bool waits = served_ && buffer_.size() == 0;
    if (waits)
        stream_.expires_after(idle_timeout);
    else
        stream_.expires_after(settings.header_timeout);
    idle_ = true;
    Scan scan;
    for (scan.go_on(text_of(buffer_)); !scan.is_whole && !scan.is_broken && scan.at < settings.header_limit_bytes;
         scan.go_on(text_of(buffer_))) {
        const auto [error, read] = co_await stream_.async_read_some(buffer_.prepare(read_bytes), answered);
        if (error) co_return std::nullopt;
        buffer_.commit(read);
        if (waits) stream_.expires_after(settings.header_timeout);
        waits = false;
    }
    idle_ = false;
    if (scan.is_broken)
        co_return problem(400, "bad_request",
                          "this is not an HTTP request: it must begin with METHOD PATH HTTP/1.1, and "
                          "its lines must end with CR LF");
    if (!scan.is_whole || scan.at > settings.header_limit_bytes) co_return headers_too_large();
    Arrival head = read_head(text_of(buffer_).substr(0, scan.at));
    buffer_.consume(scan.at);
    co_return head;
}

net::awaitable<std::optional<Response>> Connection::receive_body(Head& head, std::size_t limit_bytes) {
    const Response gone{0, {}, {}};
    stream_.expires_after(transfer_timeout);
    beast::error_code error;
    if (head.expects_continue) {
        constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        std::size_t written = 0;
        std::tie(error, written) = co_await net::async_write(stream_, net::buffer(go_on), answered);
        if (error) co_return gone;
    }
    BodyReader reader(head, limit_bytes);
    buffer_.consume(reader.take(text_of(buffer_)));
    while (reader.progress() == BodyReader::Progress::more) {
        std::size_t read = 0;
        std::tie(error, read) = co_await stream_.async_read_some(buffer_.prepare(body_read_bytes), answered);
        if (error) co_return gone;
        buffer_.commit(read);
        buffer_.consume(reader.take(text_of(buffer_)));
    }
    if (reader.progress() == BodyReader::Progress::too_large) co_return too_large(limit_bytes);
    if (reader.progress() == BodyReader::Progress::broken)
        co_return problem(400, "bad_request", "the chunks of the body are not framed as HTTP wants it");
    head.request.body = std::move(reader.body());
    co_return std::nullopt;
}

net::awaitable<std::optional<Response>> Connection::receive_and_answer(Head& head, const Admitted& admitted,
                                                                       StreamedAnswer& streamed,
                                                                       Budget::Share& share_of_answer) {
    const std::size_t limit_bytes = admitted.body_limit_bytes;
    if (head.content_length > limit_bytes) {
        co_await refuse(too_large(limit_bytes));
        co_return std::nullopt;
    }
    const std::size_t most = head.is_chunked ? limit_bytes : static_cast<std::size_t>(head.content_length);
    const auto share = workshop_.bytes_in_flight.take(most);
    if (!share) {
        workshop_.full.tell("requests are refused: limits.bytes_in_flight are in use");
        co_await refuse(too_busy());
        co_return std::nullopt;
    }
    if (auto refusal = co_await receive_body(head, limit_bytes)) {
        if (refusal->status != 0) co_await refuse(*std::move(refusal));
        co_return std::nullopt;
    }
    const bool is_large = head.request.body.size() > workshop_.settings.small_bytes;
    Response response = co_await done_by(is_large ? workshop_.workers_for_large : workshop_.workers, [&] {
        Response answer = answer_of(admitted, head.request, streamed);
        std::string().swap(head.request.body);
        if (!streamed.has_begun()) share_of_answer = make_ready(answer, head.request, workshop_);
        if (is_large) ::malloc_trim(0);  // what it was handled with goes back to the system
        return answer;
    });
    co_return response;
}

bool Connection::keep_after(const StreamedAnswer& streamed) {
    // Not shut down first: an orderly end would make a whole answer of what an HTTP/1.0 client has.
    if (!streamed.is_whole()) stream_.close();
    return streamed.is_whole() && streamed.keeps_alive();
}

net::awaitable<bool> Connection::send(Response response, const Head* asked, bool keep_alive) {
    add_missing_headers(response, workshop_.settings.secure);
    keep_alive = keep_alive && !workshop_.stopping && place_ == Place::within;
    Message message = to_message(std::move(response), asked == nullptr || asked->is_1_1, keep_alive);
    NEO_KILL_POINT("http.reply.before");
    stream_.expires_after(transfer_timeout);
    bhttp::response_serializer<bhttp::string_body> serializer(message);
    beast::error_code error;
    std::size_t written = 0;
    if (asked != nullptr && asked->request.method == "HEAD")
        std::tie(error, written) = co_await bhttp::async_write_header(stream_, serializer, answered);
    else
        std::tie(error, written) = co_await bhttp::async_write(stream_, serializer, answered);
    NEO_KILL_POINT("http.reply.after");
    co_return !error && message.keep_alive();
}

// Closing while the client still sends would reset the connection before it reads the answer: take what comes, briefly.
net::awaitable<void> Connection::refuse(Response response) {
    co_await send(std::move(response), nullptr, false);
    if (place_ != Place::within) co_return;
    beast::error_code error;
    stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, error);
    stream_.expires_after(linger_timeout);
    buffer_.clear();
    buffer_.shrink_to_fit();
    std::array<char, read_bytes> discarded;
    while (!error) {
        std::size_t read = 0;
        std::tie(error, read) = co_await stream_.async_read_some(net::buffer(discarded), answered);
    }
}

}  // namespace neo::host::http
