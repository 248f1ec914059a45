#include "http_client.hpp"

#include "loopback.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <cctype>
#include <cerrno>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace neo::test {

namespace {

constexpr std::string_view line_end = "\r\n";

// From the status line to the empty line, without it.
Answer read_head(std::string_view head) {
    if (!head.starts_with("HTTP/1.1 ")) throw std::runtime_error("no answer of HTTP/1.1: " + std::string(head));
    Answer answer;
    answer.status = std::stoi(std::string(head.substr(head.find(' ') + 1, 3)));
    for (auto at = head.find(line_end); at != std::string_view::npos; at = head.find(line_end)) {
        head.remove_prefix(at + line_end.size());
        const std::string_view line = head.substr(0, head.find(line_end));
        const auto colon = line.find(": ");
        if (colon == std::string_view::npos) throw std::runtime_error("no header: " + std::string(line));
        answer.headers.emplace(line.substr(0, colon), line.substr(colon + 2));
    }
    return answer;
}

}  // namespace

std::string Answer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

bool Answer::is_json() const {
    boost::json::error_code error;
    if (!parsed_) {
        boost::json::value value = boost::json::parse(body, error, {}, {.max_depth = 200});
        if (!error) parsed_ = std::move(value);
    }
    return parsed_.has_value();
}

const boost::json::value& Answer::json() const {
    if (!is_json()) throw std::runtime_error(fmt::format("status {}, no JSON: {}", status, body.substr(0, 300)));
    return *parsed_;
}

std::string Answer::code() const {
    return json().at("code").as_string().c_str();
}

std::vector<std::string> Answer::failures() const {
    std::vector<std::string> codes;
    for (const auto& failure : json().at("failures").as_array())
        codes.emplace_back(failure.at("code").as_string().c_str());
    return codes;
}

void PrintTo(const Answer& answer, std::ostream* out) {
    *out << answer.status << " " << answer.header("Content-Type") << "\n" << answer.body.substr(0, 1000);
}

HttpClient::HttpClient(std::string address, int patience_seconds)
    : address_(std::move(address)), patience_seconds_(patience_seconds) {}

void HttpClient::connect() {
    const sockaddr_in server = loopback(std::stoi(address_.substr(address_.rfind(':') + 1)));
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{patience_seconds_, 0};
    const int on = 1;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) == 0) return;
    const std::system_error refused(errno, std::generic_category(), "cannot connect to " + address_);
    disconnect();
    throw refused;
}

void HttpClient::disconnect() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    received_.clear();
}

bool HttpClient::is_open() const {
    char next = 0;
    return socket_ >= 0 && (::recv(socket_, &next, 1, MSG_PEEK | MSG_DONTWAIT) > 0 || errno == EAGAIN);
}

void HttpClient::send(std::string_view bytes) {
    if (socket_ < 0) connect();
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // the server has had enough: its answer says why
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool HttpClient::fill() {
    char buffer[65536];
    const auto read = ::recv(socket_, buffer, sizeof buffer, 0);
    if (read > 0) received_.append(buffer, static_cast<std::size_t>(read));
    return read > 0;
}

bool HttpClient::take(std::size_t size, const Sink& sink) {
    while (size > 0) {
        if (received_.empty() && !fill()) return false;
        const std::string_view part = std::string_view(received_).substr(0, size);
        sink(part);
        size -= part.size();
        received_.erase(0, part.size());
    }
    return true;
}

bool HttpClient::take_line(std::string& line) {
    std::size_t end = 0;
    while ((end = received_.find(line_end)) == std::string::npos) {
        if (!fill()) return false;
    }
    line = received_.substr(0, end);
    received_.erase(0, end + line_end.size());
    return true;
}

bool HttpClient::take_chunks(const Sink& sink) {
    std::string line;
    for (std::size_t size = 1; size != 0;) {
        if (!take_line(line)) return false;
        size = std::stoul(line, nullptr, 16);
        if (!take(size, sink) || !take_line(line)) return false;
        if (!line.empty()) throw std::runtime_error("no end of a chunk: " + line);
    }
    return true;
}

Answer HttpClient::receive(bool head, const Sink& sink) {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) return {};
    }
    Answer answer = read_head(std::string_view(received_).substr(0, end));
    received_.erase(0, end + 4);
    if (head || answer.status < 200 || answer.status == 204 || answer.status == 304) return answer;
    const Sink to = sink ? sink : [&answer](std::string_view part) { answer.body += part; };
    const std::string length = answer.header("Content-Length");
    const bool is_chunked = answer.header("Transfer-Encoding") == "chunked";
    if (length.empty() != is_chunked) throw std::runtime_error("an answer of no length, or of two, is not expected");
    const bool is_whole = is_chunked ? take_chunks(to) : take(std::stoul(length), to);
    return is_whole ? answer : Answer();
}

std::string HttpClient::receive_all() {
    ::shutdown(socket_, SHUT_WR);
    while (fill()) {
    }
    return std::exchange(received_, {});
}

Answer HttpClient::ask(const std::string& method, const std::string& target, const Headers& headers,
                       const std::string& body) {
    if (!is_open()) disconnect();
    Headers all = headers;
    if (!all.contains("Host")) all.emplace("Host", address_);
    if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH")
        all.emplace("Content-Length", std::to_string(body.size()));
    std::string request = method + " " + target + " HTTP/1.1\r\n";
    for (const auto& [name, value] : all)
        request += name + ": " + value + "\r\n";
    send(request + "\r\n" + body);
    Answer answer = receive(method == "HEAD");
    if (answer.status == 0 || answer.header("Connection") == "close") disconnect();
    return answer;
}

std::string raw_exchange(int port, std::string_view bytes) {
    HttpClient client(fmt::format("127.0.0.1:{}", port), 10);
    client.send(bytes);
    return client.receive_all();
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const unsigned char c : text) {
        if (std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '~')
            out.push_back(static_cast<char>(c));
        else
            out += fmt::format("%{:02X}", c);
    }
    return out;
}

}  // namespace neo::test
