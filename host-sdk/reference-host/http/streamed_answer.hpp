// An answer that goes out while it is made: the thread that makes it waits until the connection has taken each piece.
#pragma once

#include "encoder.hpp"
#include "head.hpp"
#include "site.hpp"
#include "workshop.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

namespace neo::host::http {

// Made by a connection, which then leaves its stream to the thread that answers `asked` until that is done. Nothing is
// held but the piece that is being written: in chunks to HTTP/1.1, to HTTP/1.0 up to the end of the connection, encoded
// where the client takes that. From its beginning until it is whole, whatever closes the socket resets the connection.
class StreamedAnswer {
public:
    // All must outlive it. `may_stay`: the connection, as far as the server is concerned.
    StreamedAnswer(boost::beast::tcp_stream& stream, Workshop& workshop, const Head& asked, bool may_stay);
    StreamedAnswer(const StreamedAnswer&) = delete;

    // ---- For the thread that answers; none of it throws.
    const Outlet& outlet() const { return outlet_; }
    // What was begun, if anything was, is whole.
    void end();

    // ---- For that thread, and behind it for the connection.
    bool has_begun() const { return state_ != State::ahead; }
    bool is_whole() const { return state_ == State::whole; }
    bool keeps_alive() const { return keep_alive_; }

private:
    enum class State {
        ahead,
        open,
        bodiless,  // to HEAD, 204, 304: its pieces go nowhere
        broken,    // the client is gone, or it was cut
        whole,
    };

    void begin(Response head);
    void open(Response head);
    bool write(std::string_view piece);
    void send_piece(std::string_view piece, bool is_last);
    // Sends it, or breaks the answer off.
    void send(std::string_view before, std::string_view text, std::string_view behind);
    // Does `work` where the connection lives, and waits for it. False: it failed, or took too long.
    bool is_done(boost::asio::awaitable<boost::beast::error_code> work);
    boost::asio::awaitable<boost::beast::error_code> write_all(std::array<boost::asio::const_buffer, 3> bytes);
    boost::asio::awaitable<boost::beast::error_code> reset_when_closed(bool reset);
    template <class Step>
    void guarded(Step step);
    // The server stops, and has waited long enough for this.
    bool is_overdue();

    boost::beast::tcp_stream& stream_;
    Workshop& workshop_;
    const Head& asked_;
    bool keep_alive_;
    State state_ = State::ahead;
    std::optional<Budget::Share> place_;
    std::unique_ptr<Encoder> encoder_;  // null: it goes out as it is
    std::optional<std::chrono::steady_clock::time_point> ends_by_;
    const Outlet outlet_;
};

}  // namespace neo::host::http
