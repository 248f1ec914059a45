#include "server.hpp"

#include "../log.hpp"
#include "connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <set>
#include <thread>
#include <vector>

namespace neo::host::http {

namespace net = boost::asio;
using tcp = net::ip::tcp;

namespace {

// The acceptor, the set of connections and the signals live on one strand.
class BeastServer : public Server {
public:
    explicit BeastServer(ServerSettings settings)
        : settings_(std::move(settings)), strand_(net::make_strand(io_)), acceptor_(strand_), signals_(strand_) {}

    boost::system::error_code open(const net::ip::address& address) {
        const tcp::endpoint endpoint(address, settings_.port);
        boost::system::error_code error;
        acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(net::socket_base::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
        if (!error) endpoint_ = acceptor_.local_endpoint(error);
        return error;
    }

    std::string address() const override {
        const std::string host = endpoint_.address().to_string();
        return (endpoint_.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint_.port());
    }

    void run(Handler handler, bool stop_on_signals) override {
        handler_ = std::move(handler);
        if (stop_on_signals) {
            signals_.add(SIGTERM);
            signals_.add(SIGINT);
            signals_.async_wait([this](const boost::system::error_code& error, int) {
                if (!error) stop_on_strand();
            });
        }
        net::co_spawn(strand_, accept(), net::detached);
        std::vector<std::thread> threads;
        for (int i = 1; i < settings_.threads; ++i)
            threads.emplace_back([this] { io_.run(); });
        io_.run();
        for (std::thread& thread : threads)
            thread.join();
    }

    void stop() override {
        net::post(strand_, [this] { stop_on_strand(); });
    }

private:
    net::awaitable<void> accept() {
        while (!stopping_) {
            auto [error, socket] = co_await acceptor_.async_accept(net::any_io_executor(net::make_strand(io_)),
                                                                   net::as_tuple(net::use_awaitable));
            if (stopping_) break;
            if (error) {
                log(LogLevel::warning, "http", "cannot accept a connection: " + error.message());
                net::steady_timer pause(strand_, std::chrono::milliseconds(50));  // out of descriptors, say
                co_await pause.async_wait(net::as_tuple(net::use_awaitable));
                continue;
            }
            boost::system::error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            const auto connection = std::make_shared<Connection>(std::move(socket), settings_, handler_, stopping_);
            connections_.insert(connection);
            const auto executor = connection->executor();
            net::co_spawn(executor, connection->serve(), [this, connection](const std::exception_ptr&) {
                net::post(strand_, [this, connection] { connections_.erase(connection); });
            });
        }
    }

    void stop_on_strand() {
        if (stopping_.exchange(true)) return;
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        signals_.cancel(ignored);
        for (const auto& connection : connections_)
            connection->stop_if_idle();
    }

    ServerSettings settings_;
    Handler handler_;
    net::io_context io_;
    net::strand<net::io_context::executor_type> strand_;
    tcp::acceptor acceptor_;
    net::signal_set signals_;
    tcp::endpoint endpoint_;
    std::set<std::shared_ptr<Connection>> connections_;
    std::atomic<bool> stopping_{false};
};

}  // namespace

result<std::unique_ptr<Server>> Server::listen(ServerSettings settings) {
    boost::system::error_code error;
    const auto address = net::ip::make_address(settings.address, error);
    if (error) return Error{ErrorCode::invalid, "\"" + settings.address + "\" is not an IP address"};
    const std::string where = settings.address + ":" + std::to_string(settings.port);
    auto server = std::make_unique<BeastServer>(std::move(settings));
    error = server->open(address);
    if (error) return Error{ErrorCode::unavailable, "cannot listen on " + where + ": " + error.message()};
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace neo::host::http
