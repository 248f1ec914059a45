#include "delaying_proxy.hpp"

#include <algorithm>
#include <array>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <tests/support/loopback.hpp>
#include <unistd.h>
#include <vector>

namespace neo::bench {

namespace {

constexpr std::chrono::milliseconds longest_wait{5};

void do_not_delay(int socket) {
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

DelayingProxy::DelayingProxy(int server_port) : server_port_(server_port) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = test::loopback(0);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 128) != 0 ||
        ::getsockname(listener_, generic, &size) != 0) {
        ::close(listener_);
        throw std::runtime_error("the proxy cannot listen");
    }
    port_ = ::ntohs(address.sin_port);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

DelayingProxy::~DelayingProxy() {
    thread_.request_stop();
    thread_.join();
    ::close(listener_);
}

void DelayingProxy::run(const std::stop_token& stop) {
    ::prctl(PR_SET_TIMERSLACK, 1);  // waits end when they are over, not 50 microseconds later
    std::vector<pollfd> watched;
    while (!stop.stop_requested()) {
        watched.assign(1, {listener_, POLLIN, 0});
        for (const Connection& connection : connections_) {
            watched.push_back({connection.client, POLLIN, 0});
            watched.push_back({connection.server, POLLIN, 0});
        }
        const auto wait = until_next(Clock::now());
        const timespec limit{wait.count() / 1'000'000'000, wait.count() % 1'000'000'000};
        ::ppoll(watched.data(), watched.size(), &limit, nullptr);
        std::size_t at = 0;
        connections_.remove_if([&](Connection& connection) {
            const bool from_client = watched[++at].revents != 0;
            const bool from_server = watched[++at].revents != 0;
            const bool open = (!from_client || receive(connection, true)) &&
                              (!from_server || receive(connection, false)) &&
                              deliver(connection.server, connection.to_server, Clock::now()) &&
                              deliver(connection.client, connection.to_client, Clock::now());
            if (open) return false;
            ::close(connection.client);
            ::close(connection.server);
            return true;
        });
        if (watched.front().revents != 0) accept();
    }
    for (const Connection& connection : connections_) {
        ::close(connection.client);
        ::close(connection.server);
    }
}

void DelayingProxy::accept() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = test::loopback(server_port_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(client);
        ::close(server);
        return;
    }
    do_not_delay(client);
    do_not_delay(server);
    connections_.push_back({client, server});
}

bool DelayingProxy::receive(Connection& connection, bool from_client) {
    std::array<char, 262144> bytes;
    const auto got = ::recv(from_client ? connection.client : connection.server, bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    if (from_client && connection.server_spoke) ++round_trips_;
    connection.server_spoke = !from_client;
    auto& parcels = from_client ? connection.to_server : connection.to_client;
    parcels.push_back({Clock::now() + one_way_.load(), std::string(bytes.data(), static_cast<std::size_t>(got))});
    return true;
}

bool DelayingProxy::deliver(int socket, std::deque<Parcel>& parcels, Clock::time_point now) {
    for (; !parcels.empty() && parcels.front().due <= now; parcels.pop_front()) {
        std::string_view bytes = parcels.front().bytes;
        while (!bytes.empty()) {
            const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    return true;
}

std::chrono::nanoseconds DelayingProxy::until_next(Clock::time_point now) const {
    std::chrono::nanoseconds wait = longest_wait;
    for (const Connection& connection : connections_) {
        for (const auto* parcels : {&connection.to_server, &connection.to_client}) {
            if (!parcels->empty()) wait = std::min<std::chrono::nanoseconds>(wait, parcels->front().due - now);
        }
    }
    return std::max(wait, std::chrono::nanoseconds(0));
}

}  // namespace neo::bench
