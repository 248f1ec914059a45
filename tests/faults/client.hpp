// A client of the REST API who remembers what it was told, also by a host that was killed.
#pragma once

#include <string>
#include <tests/support/http_client.hpp>

namespace neo::faults {

struct Answer {
    int status = 0;         // 0: no answer came
    std::string promotion;  // the attempt that the answer is, or names; empty: none
    std::string state;      // status of that promotion, else the code of the problem
    std::string retry_after;
    std::string body;
};

// One thread.
class Client {
public:
    explicit Client(int port, const std::string& user = "ana");

    Answer promote(const std::string& dataflow, int version, const std::string& application = "crm",
                   const std::string& idempotency_key = {});
    Answer get(const std::string& path) { return ask("GET", path, {}, {}); }

private:
    Answer ask(const std::string& method, const std::string& path, test::Headers headers, const std::string& body);

    const std::string token_;
    test::HttpClient http_;
};

}  // namespace neo::faults
