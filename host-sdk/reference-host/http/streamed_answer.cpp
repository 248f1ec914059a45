#include "streamed_answer.hpp"

#include "../log.hpp"
#include "answer_headers.hpp"
#include "compress.hpp"
#include "problem.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/format.h>

#include <exception>
#include <future>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>

namespace neo::host::http {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

StreamedAnswer::StreamedAnswer(beast::tcp_stream& stream, Workshop& workshop, const Head& asked, bool may_stay)
    : stream_(stream),
      workshop_(workshop),
      asked_(asked),
      keep_alive_(may_stay && asked.keep_alive && asked.is_1_1),
      outlet_{[this](Response head) { guarded([&] { begin(std::move(head)); }); },
              [this](std::string_view piece) { return write(piece); },
              [this] {
                  if (state_ == State::open || state_ == State::bodiless) state_ = State::broken;
              }} {}

// What a library throws breaks off what was begun.
template <class Step>
void StreamedAnswer::guarded(Step step) {
    try {
        step();
    } catch (const std::exception& error) {
        log(LogLevel::error, "http", std::string("an answer was cut off: ") + error.what());
        state_ = State::broken;
    }
}

void StreamedAnswer::begin(Response head) {
    if (state_ != State::ahead) return;
    place_ = workshop_.streams.take(1);
    if (place_) return open(std::move(head));
    workshop_.full.tell("an answer was given up: as many as may be are being streamed");
    Response refusal = too_busy();
    const std::string said = std::exchange(refusal.body, {});
    open(std::move(refusal));
    write(said);
    end();
}

void StreamedAnswer::open(Response head) {
    add_missing_headers(head, workshop_.settings.secure);
    encoder_ = encoder_for(head, asked_.request);
    const bool has_body = head.status != 204 && head.status != 304;
    keep_alive_ = keep_alive_ && !workshop_.stopping;
    bhttp::response<bhttp::empty_body> message(head_of(head, asked_.is_1_1));
    message.keep_alive(keep_alive_);
    if (has_body && asked_.is_1_1) message.chunked(true);
    std::ostringstream text;
    text << message.base();
    state_ = has_body && asked_.request.method != "HEAD" ? State::open : State::bodiless;
    if (!is_done(reset_when_closed(true))) state_ = State::broken;
    send(text.str(), {}, {});
}

bool StreamedAnswer::write(std::string_view piece) {
    if (state_ == State::open && !piece.empty()) guarded([&] { send_piece(piece, false); });
    return state_ == State::open;
}

void StreamedAnswer::end() {
    guarded([&] {
        if (state_ == State::open) send_piece({}, true);
        if ((state_ == State::open || state_ == State::bodiless) && is_done(reset_when_closed(false)))
            state_ = State::whole;
    });
}

void StreamedAnswer::send_piece(std::string_view piece, bool is_last) {
    std::optional<Budget::Share> share;
    if (piece.size() > workshop_.settings.small_bytes) {
        share = workshop_.bytes_in_flight.take(piece.size());
        if (!share) {
            workshop_.full.tell("an answer was cut off: limits.bytes_in_flight are in use");
            state_ = State::broken;
            return;
        }
    }
    std::string encoded;
    if (encoder_) piece = encoded = encoder_->take(piece, is_last);
    if (!asked_.is_1_1)
        send({}, piece, {});
    else if (!piece.empty())
        send(fmt::format("{:x}\r\n", piece.size()), piece, is_last ? "\r\n0\r\n\r\n" : "\r\n");
    else if (is_last)
        send("0\r\n\r\n", {}, {});
}

void StreamedAnswer::send(std::string_view before, std::string_view text, std::string_view behind) {
    if (state_ == State::broken || before.size() + text.size() == 0) return;
    if (is_overdue() || !is_done(write_all({net::buffer(before), net::buffer(text), net::buffer(behind)})))
        state_ = State::broken;
}

bool StreamedAnswer::is_done(net::awaitable<beast::error_code> work) {
    constexpr std::chrono::milliseconds patience{100};  // before it looks whether the server stops
    auto outcome = net::co_spawn(stream_.get_executor(), std::move(work), net::use_future);
    while (outcome.wait_for(patience) != std::future_status::ready) {
        if (is_overdue()) net::post(stream_.get_executor(), [&stream = stream_] { stream.cancel(); });
    }
    return !outcome.get();
}

net::awaitable<beast::error_code> StreamedAnswer::write_all(std::array<net::const_buffer, 3> bytes) {
    stream_.expires_after(transfer_timeout);
    beast::error_code error;
    std::size_t written = 0;
    std::tie(error, written) = co_await net::async_write(stream_, bytes, net::as_tuple(net::use_awaitable));
    co_return error;
}

net::awaitable<beast::error_code> StreamedAnswer::reset_when_closed(bool reset) {
    beast::error_code error;
    stream_.socket().set_option(net::socket_base::linger(reset, 0), error);
    co_return error;
}

bool StreamedAnswer::is_overdue() {
    if (!workshop_.stopping) return false;
    const auto now = std::chrono::steady_clock::now();
    if (!ends_by_) ends_by_ = now + workshop_.settings.stream_grace;
    return now >= *ends_by_;
}

}  // namespace neo::host::http
