// One connection of a client: reads requests one after another and answers them.
#pragma once

#include "server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <atomic>
#include <memory>

namespace neo::host::http {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    // `settings`, `handler` and `stopping` outlive it.
    Connection(boost::asio::ip::tcp::socket socket, const ServerSettings& settings, const Handler& handler,
               const std::atomic<bool>& stopping);

    // Ends when the client does, after a malformed request, after a time-out, or after the request in flight once the
    // server is stopping. Runs on the connection's own strand.
    boost::asio::awaitable<void> serve();

    boost::asio::any_io_executor executor() { return stream_.get_executor(); }

    // Ends it if it waits for a request. Any thread; `stopping` is true before.
    void stop_if_idle();

private:
    using Answer = boost::beast::http::response<boost::beast::http::string_body>;

    boost::asio::awaitable<bool> serve_one();
    boost::asio::awaitable<bool> send(Answer answer, bool head_only);
    boost::asio::awaitable<void> refuse(const Response& response);

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    const ServerSettings& settings_;
    const Handler& handler_;
    const std::atomic<bool>& stopping_;
    bool idle_ = false;  // waits for a request; only on the strand
};

}  // namespace neo::host::http
