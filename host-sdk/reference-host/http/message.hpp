// An HTTP request as it was sent, and the answer to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace neo::host::http {

struct Header {
    std::string name;  // lower case in a request
    std::string value;
};

struct Request {
    std::string method;  // upper case
    std::string target;  // path and query, still percent-encoded
    std::vector<Header> headers;
    std::string body;                 // empty while only the head is known
    std::string remote_address = {};  // "192.0.2.1", of who holds the connection

    // The first value of a header, by its lower-case name; empty when there is none.
    std::string_view header(std::string_view name) const {
        for (const Header& header : headers) {
            if (header.name == name) return header.value;
        }
        return {};
    }
};

struct Response {
    int status = 200;
    std::vector<Header> headers;
    std::string body;
};

}  // namespace neo::host::http
