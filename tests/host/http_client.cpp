#include "http_client.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace neo::test {

std::string HttpAnswer::header(const std::string& lower_case_name) const {
    const auto start = headers.find("\r\n" + lower_case_name + ": ");
    if (start == std::string::npos) return {};
    const auto value = start + lower_case_name.size() + 4;
    return headers.substr(value, headers.find("\r\n", value) - value);
}

HttpClient::HttpClient(const std::string& address) {
    const auto colon = address.rfind(':');
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
    ::inet_pton(AF_INET, address.substr(0, colon).c_str(), &server.sin_addr);
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    const timeval patience{30, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof(server)) != 0)
        throw std::runtime_error("cannot connect to " + address);
}

HttpClient::~HttpClient() {
    ::close(socket_);
}

void HttpClient::send(const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const auto more = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (more <= 0) return;  // the server has had enough: its answer says why
        sent += static_cast<std::size_t>(more);
    }
}

bool HttpClient::fill() {
    char buffer[65536];
    const auto read = ::recv(socket_, buffer, sizeof(buffer), 0);
    if (read > 0) received_.append(buffer, static_cast<std::size_t>(read));
    return read > 0;
}

HttpAnswer HttpClient::receive(bool head) {
    HttpAnswer answer;
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) return answer;
    }
    answer.headers = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    answer.status = std::stoi(answer.headers.substr(answer.headers.find(' ') + 1, 3));
    for (std::size_t at = 0; at < answer.headers.size(); at = answer.headers.find("\r\n", at) + 2) {
        for (std::size_t i = at; i < answer.headers.find("\r\n", at) && answer.headers[i] != ':'; ++i)
            answer.headers[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(answer.headers[i])));
    }
    const std::string length = answer.header("content-length");
    const std::size_t size = head || length.empty() ? 0 : std::stoul(length);
    while (received_.size() < size && fill()) {
    }
    answer.body = received_.substr(0, size);
    received_.erase(0, std::min(size, received_.size()));
    return answer;
}

HttpAnswer HttpClient::ask(const std::string& method, const std::string& target,
                           const std::vector<std::string>& headers, const std::string& body) {
    std::string request = method + " " + target + " HTTP/1.1\r\nHost: test\r\n";
    for (const std::string& header : headers)
        request += header + "\r\n";
    if (!body.empty() || method == "POST" || method == "PUT")
        request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    send(request + "\r\n" + body);
    return receive(method == "HEAD");
}

}  // namespace neo::test
