// A person or program at the host's HTTP interface.
#pragma once

#include <string>
#include <tests/support/http_client.hpp>

namespace neo::e2e {

using test::Answer;
using test::encoded;
using test::Headers;
using test::raw_exchange;

// One keep-alive connection; not thread-safe. A call without an answer fails the running test.
class Client {
public:
    // `token` empty: no credentials are sent.
    Client(int port, std::string token);

    // A call of the promotion API, `path` below /extensions/neo/api/v1. Every answer is held against the API's
    // description; a deviation fails the running test.
    Answer api(const std::string& method, const std::string& path, const std::string& body = "",
               const Headers& headers = {});

    // Any call, `path` from the root.
    Answer call(const std::string& method, const std::string& path, const std::string& body = "",
                const Headers& headers = {});

private:
    const std::string token_;
    test::HttpClient http_;
};

}  // namespace neo::e2e
