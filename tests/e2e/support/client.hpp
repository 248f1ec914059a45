// A person or program at the host's HTTP interface.
#pragma once

#include <boost/json/value.hpp>

#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace httplib {
class Client;
}

namespace neo::e2e {

struct Answer {
    int status = 0;  // 0: no answer came
    std::string type;
    std::string body;
    std::multimap<std::string, std::string> headers;  // names in lower case

    bool is_json() const;
    const boost::json::value& json() const;  // throws if the body is no JSON
    std::string header(const std::string& name) const;

    // Of a problem document: its `code`, and the codes of its `failures` in their order.
    std::string code() const;
    std::vector<std::string> failures() const;

    friend void PrintTo(const Answer& answer, std::ostream* out);

private:
    mutable std::optional<boost::json::value> parsed_;
};

using Headers = std::multimap<std::string, std::string>;

// One keep-alive connection; not thread-safe.
class Client {
public:
    // `token` empty: no credentials are sent.
    Client(int port, std::string token);
    Client(Client&&) noexcept;
    ~Client();

    // A call of the promotion API, `path` below /extensions/neo/api/v1. Every answer is held against the API's
    // description; a deviation fails the running test.
    Answer api(const std::string& method, const std::string& path, const std::string& body = "",
               const Headers& headers = {});

    // Any call, `path` from the root.
    Answer call(const std::string& method, const std::string& path, const std::string& body = "",
                const Headers& headers = {});

private:
    std::string token_;
    std::unique_ptr<httplib::Client> http_;
};

// Percent-encodes everything but unreserved characters: for parts of a path and values of a query.
std::string encoded(std::string_view text);

// Sends bytes as they are to the port and answers what comes back until the connection closes or `seconds` pass.
std::string raw_exchange(int port, std::string_view bytes, int seconds = 10);

}  // namespace neo::e2e
