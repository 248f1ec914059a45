// One connection of a client: reads requests one after another and answers them.
#pragma once

#include "head.hpp"
#include "occupancy.hpp"
#include "streamed_answer.hpp"
#include "workshop.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace neo::host::http {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    // `workshop` outlives it. Without a place `within` the limits one vital request is answered, any other refused.
    Connection(boost::asio::ip::tcp::socket socket, Workshop& workshop, std::string remote_address, Place place);

    // Ends when the client does, after a malformed request, after a time-out, or after the request in flight once the
    // server is stopping. Runs on the connection's own strand.
    boost::asio::awaitable<void> serve();

    boost::asio::any_io_executor executor() { return stream_.get_executor(); }

    // Ends it if it waits for a request. Any thread; `stopping` is true before.
    void stop_if_idle();
    // Ends it in the middle of what it receives or sends. Any thread.
    void cut_off();

private:
    using Arrival = std::variant<Head, Response>;

    boost::asio::awaitable<bool> serve_one();
    // Unset: nobody is there to be answered.
    boost::asio::awaitable<std::optional<Arrival>> receive_head();
    // Unset: the body is in `head.request`. Otherwise the refusal, with status 0 when nobody is there to be told.
    boost::asio::awaitable<std::optional<Response>> receive_body(Head& head, std::size_t limit_bytes);
    // The answer to a request whose body is wanted, and its share of the bytes in flight, unless it was streamed; unset
    // when the connection is over without one.
    boost::asio::awaitable<std::optional<Response>> receive_and_answer(Head& head, const Admitted& admitted,
                                                                       StreamedAnswer& streamed,
                                                                       Budget::Share& share_of_answer);
    // Whether the connection stays; it is broken off behind an answer that is not whole.
    bool keep_after(const StreamedAnswer& streamed);
    // Whether the connection stays.
    boost::asio::awaitable<bool> send(Response response, const Head* asked, bool keep_alive);
    boost::asio::awaitable<void> refuse(Response response);

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    Workshop& workshop_;
    const std::string remote_address_;
    const Place place_;
    bool idle_ = false;    // waits for a request; only on the strand
    bool served_ = false;  // a request was answered
};

}  // namespace neo::host::http
