// A client that sends what a test says, to the byte, over one connection.
#pragma once

#include <string>
#include <vector>

namespace neo::test {

struct HttpAnswer {
    int status = 0;       // 0: the server closed the connection without an answer
    std::string headers;  // as they came, lower case
    std::string body;

    // The value of a header; empty when there is none.
    std::string header(const std::string& lower_case_name) const;
};

class HttpClient {
public:
    // "127.0.0.1:8080". Throws when it cannot connect.
    explicit HttpClient(const std::string& address);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;

    void send(const std::string& bytes);
    // The next answer; `head` when the request was HEAD.
    HttpAnswer receive(bool head = false);
    HttpAnswer ask(const std::string& method, const std::string& target, const std::vector<std::string>& headers = {},
                   const std::string& body = {});

private:
    bool fill();

    int socket_ = -1;
    std::string received_;
};

}  // namespace neo::test
