#include "load.hpp"

#include "figures.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <memory>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <tests/support/loopback.hpp>
#include <unistd.h>

namespace neo::bench {

namespace {

constexpr std::string_view head_end = "\r\n\r\n";

std::size_t number_after(std::string_view text, std::string_view name) {
    std::size_t number = 0;
    const auto at = text.find(name);
    if (at == std::string_view::npos) throw std::runtime_error("an answer without " + std::string(name));
    const std::string_view digits = text.substr(at + name.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

}  // namespace

std::string written_request(std::string_view method, std::string_view path, std::string_view token,
                            std::string_view body) {
    std::string request = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\n", method, path);
    if (!token.empty()) request += fmt::format("Authorization: Bearer {}\r\n", token);
    if (!body.empty()) request += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size());
    return request.append("\r\n").append(body);
}

LoadClient::LoadClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const sockaddr_in server = test::loopback(port);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) == 0) return;
    ::close(socket_);
    throw std::runtime_error(fmt::format("cannot connect to port {}", port));
}

LoadClient::~LoadClient() {
    ::close(socket_);
}

Reply LoadClient::ask(std::string_view request) {
    while (!request.empty()) {
        const auto sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("the host has closed the connection");
        request.remove_prefix(static_cast<std::size_t>(sent));
    }
    received_.clear();
    std::array<char, 65536> buffer;
    std::size_t body_at = std::string::npos;
    std::size_t size = std::string::npos;
    while (size == std::string::npos || received_.size() < size) {
        const auto got = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (got <= 0) throw std::runtime_error("the host has closed the connection");
        received_.append(buffer.data(), static_cast<std::size_t>(got));
        if (size != std::string::npos) continue;
        const auto end = received_.find(head_end);
        if (end == std::string::npos) continue;
        body_at = end + head_end.size();
        size = body_at + number_after(std::string_view(received_).substr(0, end), "\r\nContent-Length: ");
    }
    return {static_cast<int>(number_after(received_, "HTTP/1.1 ")), received_.substr(body_at)};
}

std::string LoadClient::expect(int status, std::string_view request) {
    Reply reply = ask(request);
    if (reply.status != status)
        throw std::runtime_error(fmt::format("status {} for {}: {}", reply.status,
                                             request.substr(0, request.find('\r')), reply.body.substr(0, 1000)));
    return std::move(reply.body);
}

Load run_load(int port, const std::vector<std::vector<std::string>>& requests_of_clients, int status) {
    std::vector<Client> clients;
    for (const auto& requests : requests_of_clients) {
        clients.emplace_back([client = std::make_shared<LoadClient>(port), &requests, status] {
            std::vector<double> took;
            took.reserve(requests.size());
            for (const std::string& request : requests) {
                const Stopwatch watch;
                client->expect(status, request);
                took.push_back(watch.milliseconds());
            }
            return took;
        });
    }
    return run_clients(clients);
}

}  // namespace neo::bench
