// A client of the REST API who remembers what it was told.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace httplib {
class Client;
}

namespace neo::faults {

struct Answer {
    int status = 0;         // 0: no answer came
    std::string promotion;  // the attempt that the answer is, or names; empty: none
    std::string key;        // of a promotion that was answered
    std::string state;      // status of that promotion, else the code of the problem
    std::string retry_after;
    std::string body;
};

// One thread.
class Client {
public:
    explicit Client(int port, const std::string& user = "ana");
    ~Client();

    Answer promote(const std::string& dataflow, int version, const std::string& application = "crm",
                   const std::string& idempotency_key = {});
    Answer promotion(const std::string& id);
    Answer get(const std::string& path);

private:
    std::unique_ptr<httplib::Client> http_;
};

}  // namespace neo::faults
