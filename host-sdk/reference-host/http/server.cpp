#include "server.hpp"

#include "../complaint.hpp"
#include "../log.hpp"
#include "connection.hpp"
#include "occupancy.hpp"
#include "workshop.hpp"

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
#include <list>
#include <optional>
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
        : settings_(std::move(settings)),
          strand_(net::make_strand(io_)),
          acceptor_(strand_),
          signals_(strand_),
          occupancy_(settings_.connections, settings_.connections_per_address) {}

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

    void stop_on_signals() override {
        signals_.add(SIGTERM);
        signals_.add(SIGINT);
        signals_.async_wait([this](const boost::system::error_code& error, int) {
            if (!error) stop_on_strand();
        });
    }

    void run(Site& site) override {
        workshop_.emplace(settings_, site, stopping_);
        net::co_spawn(strand_, accept(), net::detached);
        std::vector<std::thread> threads;
        for (int i = 1; i < threads_for_io; ++i)
            threads.emplace_back([this] { run_io(); });
        run_io();
        for (std::thread& thread : threads)
            thread.join();
    }

    void stop() override {
        net::post(strand_, [this] { stop_on_strand(); });
    }

private:
    // What a library throws past a connection ends that connection, not the host.
    void run_io() {
        while (true) {
            try {
                io_.run();
                return;
            } catch (const std::exception& error) {
                log(LogLevel::error, "http", std::string("a connection failed: ") + error.what());
            }
        }
    }

    net::awaitable<void> accept() {
        while (!stopping_) {
            auto [error, socket] = co_await acceptor_.async_accept(net::any_io_executor(net::make_strand(io_)),
                                                                   net::as_tuple(net::use_awaitable));
            if (stopping_) break;
            if (error) {
                cannot_accept_.tell("cannot accept a connection: " + error.message());
                net::steady_timer pause(strand_, std::chrono::milliseconds(50));  // out of descriptors, say
                co_await pause.async_wait(net::as_tuple(net::use_awaitable));
                continue;
            }
            boost::system::error_code gone;
            const auto remote = socket.remote_endpoint(gone).address();
            if (!gone) take(std::move(socket), remote);
        }
    }

    void take(tcp::socket socket, const net::ip::address& remote) {
        const Place place = occupancy_.enter(remote);
        if (place != Place::within) {
            tell_beyond(place, remote);
            if (extra_.size() >= most_extra) {
                extra_.front()->cut_off();
                extra_.pop_front();
            }
            // Those cut off are still ending: more come than can be answered.
            if (connections_.size() >= static_cast<std::size_t>(settings_.connections) + 2 * most_extra) return;
        }
        boost::system::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        const auto connection = std::make_shared<Connection>(std::move(socket), *workshop_, remote.to_string(), place);
        connections_.insert(connection);
        if (place != Place::within) extra_.push_back(connection);
        const auto executor = connection->executor();
        net::co_spawn(executor, connection->serve(), [this, connection, remote, place](const std::exception_ptr&) {
            net::post(strand_, [this, connection, remote, place] {
                connections_.erase(connection);
                if (place == Place::within)
                    occupancy_.leave(remote);
                else
                    extra_.remove(connection);
            });
        });
    }

    void tell_beyond(Place place, const net::ip::address& remote) {
        if (place == Place::beyond_all)
            beyond_all_.tell("connections are refused: the " + std::to_string(settings_.connections) +
                             " of limits.connections are open");
        else
            beyond_address_.tell("connections from " + remote.to_string() + " are refused: the " +
                                 std::to_string(settings_.connections_per_address) +
                                 " of limits.connections_per_address are open");
    }

    void stop_on_strand() {
        if (stopping_.exchange(true)) return;
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        signals_.cancel(ignored);
        for (const auto& connection : connections_)
            connection->stop_if_idle();
    }

    // Beyond the limits: for requests about the health. A new one takes the place of the oldest.
    static constexpr std::size_t most_extra = 16;
    // They read, write and wait; handling is for the workers.
    static constexpr int threads_for_io = 2;

    const ServerSettings settings_;
    net::io_context io_;
    net::strand<net::io_context::executor_type> strand_;
    tcp::acceptor acceptor_;
    net::signal_set signals_;
    tcp::endpoint endpoint_;
    std::atomic<bool> stopping_{false};
    Occupancy occupancy_;
    std::set<std::shared_ptr<Connection>> connections_;
    std::list<std::shared_ptr<Connection>> extra_;
    Complaint cannot_accept_{"http"};
    Complaint beyond_all_{"http"};
    Complaint beyond_address_{"http"};
    std::optional<Workshop> workshop_;  // last: its threads end first
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
