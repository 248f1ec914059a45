// One server over HTTP, by libcurl: keeps its connection, follows no redirects, and tells the token to nobody else. Not
// thread-safe.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace neo::cli {

struct Connection {
    std::string url;  // of the host, see checked_url
    std::string token;
    std::string ca_file;  // empty: the system's authorities
    int timeout_seconds = 60;
};

struct Answer {
    long status = 0;
    std::string body;
    long retry_after_seconds = 0;  // 0: the server says nothing of it
};

class NoAnswer : public std::runtime_error {
public:
    NoAnswer(const std::string& message, bool was_sent) : std::runtime_error(message), was_sent_(was_sent) {}
    // Whether the server may have got the request.
    bool was_sent() const noexcept { return was_sent_; }

private:
    bool was_sent_;
};

class Http {
public:
    explicit Http(Connection connection);

    const std::string& url() const noexcept { return connection_.url; }

    // `path` starts at the host's address; `headers` are whole lines. Throws NoAnswer.
    Answer get(const std::string& path);
    Answer post(const std::string& path, const std::string& body, const std::vector<std::string>& headers = {});

private:
    struct Close {
        void operator()(void* handle) const;
    };

    Answer ask(const std::string& path, std::vector<std::string> headers);

    const Connection connection_;
    std::unique_ptr<void, Close> handle_;
};

}  // namespace neo::cli
