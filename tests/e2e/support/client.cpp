#include "client.hpp"

#include "description.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace neo::e2e {

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

std::string Answer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
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
    *out << answer.status << " " << answer.type << "\n" << answer.body.substr(0, 1000);
}

Client::Client(int port, std::string token)
    : token_(std::move(token)), http_(std::make_unique<httplib::Client>("127.0.0.1", port)) {
    http_->set_keep_alive(true);
    http_->set_tcp_nodelay(true);
    http_->set_url_encode(false);
    http_->set_read_timeout(60);
    http_->set_write_timeout(60);
}

Client::Client(Client&&) noexcept = default;
Client::~Client() = default;

Answer Client::call(const std::string& method, const std::string& path, const std::string& body,
                    const Headers& headers) {
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    if (!body.empty()) request.set_header("Content-Type", "application/json");
    if (!token_.empty()) request.set_header("Authorization", "Bearer " + token_);
    for (const auto& [name, value] : headers) {
        request.headers.erase(name);
        request.set_header(name, value);
    }
    Answer answer;
    const auto result = http_->send(request);
    if (!result) {
        ADD_FAILURE() << method << " " << path.substr(0, 200) << ": " << httplib::to_string(result.error());
        return answer;
    }
    answer.status = result->status;
    answer.body = result->body;
    answer.type = result->get_header_value("Content-Type");
    for (const auto& [name, value] : result->headers) {
        std::string key = name;
        std::ranges::transform(key, key.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        answer.headers.emplace(key, value);
    }
    return answer;
}

Answer Client::api(const std::string& method, const std::string& path, const std::string& body,
                   const Headers& headers) {
    Answer answer = call(method, "/extensions/neo/api/v1" + path, body, headers);
    for (const auto& violation : violations_of(method, path, answer))
        ADD_FAILURE() << method << " " << path.substr(0, 200) << " answered " << answer.status << ": " << violation;
    return answer;
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

std::string raw_exchange(int port, std::string_view bytes, int seconds) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{seconds, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        ::shutdown(socket, SHUT_WR);
        char chunk[65536];
        for (ssize_t count = 0; (count = ::recv(socket, chunk, sizeof chunk, 0)) > 0;)
            answer.append(chunk, static_cast<std::size_t>(count));
    }
    ::close(socket);
    return answer;
}

}  // namespace neo::e2e
