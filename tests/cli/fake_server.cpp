#include "fake_server.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <strings.h>
#include <sys/socket.h>
#include <tests/support/loopback.hpp>
#include <unistd.h>

namespace neo::clitest {
namespace {

// Until the bytes hold what ends them; false: the client closed before.
template <class IsWhole>
bool receive(int connection, std::string& bytes, IsWhole is_whole) {
    while (!is_whole()) {
        char buffer[4096];
        const auto count = ::recv(connection, buffer, sizeof buffer, 0);
        if (count <= 0) return false;
        bytes.append(buffer, static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace

std::string Received::header(const std::string& name) const {
    for (std::size_t at = head.find("\r\n"); at + 4 < head.size(); at = head.find("\r\n", at + 2)) {
        const std::string line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        if (::strncasecmp(line.c_str(), (name + ": ").c_str(), name.size() + 2) == 0)
            return line.substr(name.size() + 2);
    }
    return {};
}

FakeServer::FakeServer(std::deque<FakeAnswer> answers) : answers_(std::move(answers)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = test::loopback(0);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, any, size) != 0 || ::listen(listener_, 16) != 0 || ::getsockname(listener_, any, &size) != 0)
        throw std::runtime_error("the fake server cannot listen");
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { run(); });
}

FakeServer::~FakeServer() {
    ::shutdown(listener_, SHUT_RDWR);  // wakes accept
    thread_.join();
    ::close(listener_);
}

std::vector<Received> FakeServer::received() const {
    const std::lock_guard lock(mutex_);
    return received_;
}

void FakeServer::run() {
    for (int connection = 0; (connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
        answer(connection);
        ::close(connection);
    }
}

void FakeServer::answer(int connection) {
    std::string bytes;
    if (!receive(connection, bytes, [&] { return bytes.find("\r\n\r\n") != std::string::npos; })) return;
    const std::size_t end = bytes.find("\r\n\r\n") + 4;
    Received request{bytes.substr(0, end), bytes.substr(end)};
    const std::string length = request.header("Content-Length");
    const std::size_t size = length.empty() ? 0 : std::stoul(length);
    if (!receive(connection, request.body, [&] { return request.body.size() >= size; })) return;

    FakeAnswer next;
    {
        const std::lock_guard lock(mutex_);
        received_.push_back(std::move(request));
        next = answers_.front();
        if (answers_.size() > 1) answers_.pop_front();
    }
    if (next.status == FakeAnswer::silence) receive(connection, bytes, [] { return false; });
    if (next.status <= 0) return;
    const std::string answer = fmt::format(
        "HTTP/1.1 {} Status\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}Connection: "
        "close\r\n\r\n{}",
        next.status, next.body.size(), next.headers, next.body);
    ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
}

}  // namespace neo::clitest
