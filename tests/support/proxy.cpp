#include "proxy.hpp"

#include "loopback.hpp"
#include "protocol_framing.hpp"

#include <array>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace neo::test {

namespace {

constexpr int poll_milliseconds = 5;

void do_not_delay(int socket) {
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

class Proxy::Connection {
public:
    Connection(int client, int server, const std::string& backend)
        : client_(client), server_(server), framing_(backend) {
        do_not_delay(client);
        do_not_delay(server);
    }
    ~Connection() {
        ::close(client_);
        ::close(server_);
    }
    Connection(const Connection&) = delete;

    int source(Direction direction) const { return direction == Direction::to_server ? client_ : server_; }
    int target(Direction direction) const { return direction == Direction::to_server ? server_ : client_; }

    // False: the other side has gone.
    bool receive(Direction direction) {
        std::array<char, 65536> bytes;
        const ssize_t size = ::recv(source(direction), bytes.data(), bytes.size(), 0);
        if (size <= 0) return false;
        buffer(direction).append(bytes.data(), static_cast<std::size_t>(size));
        return true;
    }

    // The next whole message; empty: there is none.
    std::string take(Direction direction) {
        std::string& bytes = buffer(direction);
        const bool from_client = direction == Direction::to_server;
        const std::size_t size =
            from_client ? framing_.size_of_client_message(bytes) : framing_.size_of_server_message(bytes);
        std::string message = bytes.substr(0, size);
        bytes.erase(0, size);
        if (from_client && size > 0) request = message;
        return message;
    }

    std::string request;  // the client's last message

private:
    std::string& buffer(Direction direction) { return buffers_[direction == Direction::to_server ? 0 : 1]; }

    const int client_;
    const int server_;
    ProtocolFraming framing_;
    std::array<std::string, 2> buffers_;
};

Proxy::Proxy(const Server& server) : backend_(server.backend()), server_port_(server.port()) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
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

Proxy::~Proxy() {
    thread_.request_stop();
    thread_.join();
    ::close(listener_);
}

void Proxy::arm(const Cut& cut) {
    const std::lock_guard lock(mutex_);
    armed_ = cut;
    messages_left_ = cut.message;
    break_.reset();
}

std::optional<Break> Proxy::disarm() {
    const std::lock_guard lock(mutex_);
    armed_.reset();
    outage_ = false;
    return break_;
}

void Proxy::drop() {
    dropping_ = true;
    dropping_.wait(true);
}

void Proxy::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::vector<pollfd> watched{{listener_, POLLIN, 0}};
        for (const Connection& connection : connections_) {
            watched.push_back({connection.source(Direction::to_server), POLLIN, 0});
            watched.push_back({connection.source(Direction::to_client), POLLIN, 0});
        }
        const int ready = ::poll(watched.data(), watched.size(), poll_milliseconds);
        if (dropping_) {
            connections_.clear();
            dropping_ = false;
            dropping_.notify_all();
            continue;
        }
        if (ready <= 0) continue;
        std::size_t at = 0;
        std::erase_if(connections_, [&](Connection& connection) {
            const bool from_client = watched[++at].revents != 0;
            const bool from_server = watched[++at].revents != 0;
            return (from_client && !pump(connection, Direction::to_server)) ||
                   (from_server && !pump(connection, Direction::to_client));
        });
        if (outage_) connections_.clear();
        if (watched.front().revents != 0) accept();
    }
    connections_.clear();
}

void Proxy::accept() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    if (outage_) {
        ::close(client);
        return;
    }
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(server_port_);
    connections_.emplace_back(client, server, backend_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) connections_.pop_back();
}

// False: the connection is to be closed.
bool Proxy::pump(Connection& connection, Direction direction) {
    if (!connection.receive(direction)) return false;
    std::string out;
    Step step = Step::pass;
    while (step == Step::pass) {
        const std::string message = connection.take(direction);
        if (message.empty()) break;
        step = next_step(direction, message, connection.request);
        if (step != Step::cut_before) out += message;
    }
    return send_all(connection.target(direction), out) && step == Step::pass;
}

Proxy::Step Proxy::next_step(Direction direction, const std::string& message, const std::string& request) {
    const std::lock_guard lock(mutex_);
    if (!armed_ || armed_->direction != direction || --messages_left_ > 0) return Step::pass;
    break_ = {message, request};
    outage_ = armed_->outage;
    const Step step = armed_->behind ? Step::cut_behind : Step::cut_before;
    armed_.reset();
    return step;
}

}  // namespace neo::test
