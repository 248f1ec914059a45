// A client that sends what a test says, to the byte, over one connection.
#pragma once

#include <boost/json/value.hpp>

#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <strings.h>
#include <vector>

namespace neo::test {

struct WithoutCase {
    bool operator()(const std::string& a, const std::string& b) const { return ::strcasecmp(a.c_str(), b.c_str()) < 0; }
};
using Headers = std::multimap<std::string, std::string, WithoutCase>;

struct Answer {
    int status = 0;  // 0: the server closed the connection before the end of an answer
    Headers headers;
    std::string body;

    // The value of a header; empty when there is none.
    std::string header(const std::string& name) const;
    bool is_json() const;
    const boost::json::value& json() const;  // throws if the body is no JSON

    // Of a problem document: its `code`, and the codes of its `failures` in their order.
    std::string code() const;
    std::vector<std::string> failures() const;

    friend void PrintTo(const Answer& answer, std::ostream* out);

private:
    mutable std::optional<boost::json::value> parsed_;
};

class HttpClient {
public:
    // "127.0.0.1:8080", always of this machine. It connects when it first sends, and waits that long for each part of
    // an answer.
    explicit HttpClient(std::string address, int patience_seconds = 60);
    ~HttpClient() { disconnect(); }
    HttpClient(const HttpClient&) = delete;

    // Throws std::system_error when it cannot connect.
    void send(std::string_view bytes);
    // The next answer; `head` when the request was HEAD. Its body goes to `sink`, as it arrives, where there is one.
    // Throws when it is none of HTTP.
    using Sink = std::function<void(std::string_view)>;
    Answer receive(bool head = false, const Sink& sink = {});
    // Sends no more, and answers all that comes until the server closes the connection.
    std::string receive_all();
    // One request and its answer, on a new connection when the server has closed the last one. Host and Content-Length
    // are added to the headers.
    Answer ask(const std::string& method, const std::string& target, const Headers& headers = {},
               const std::string& body = {});

private:
    void connect();
    void disconnect();
    bool is_open() const;
    bool fill();
    // These answer false when the server closes the connection before.
    bool take(std::size_t size, const Sink& sink);
    bool take_line(std::string& line);
    bool take_chunks(const Sink& sink);

    const std::string address_;
    const int patience_seconds_;
    int socket_ = -1;
    std::string received_;
};

// Sends bytes as they are to the port and answers what comes back until the connection closes.
std::string raw_exchange(int port, std::string_view bytes);

// Percent-encodes everything but unreserved characters: for parts of a path and values of a query.
std::string encoded(std::string_view text);

}  // namespace neo::test
