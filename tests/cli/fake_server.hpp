// A server that answers what a test says, whatever is asked: for what a good one never does.
#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace neo::clitest {

struct FakeAnswer {
    static constexpr int hang_up = 0;   // the connection is closed without a word
    static constexpr int silence = -1;  // nothing comes until the client goes

    int status = 200;
    std::string body = "{}";
    std::string headers = "";  // whole lines with their ends
};

struct Received {
    std::string head;  // with its empty line
    std::string body;

    // Empty when there is none.
    std::string header(const std::string& name) const;
};

class FakeServer {
public:
    // The last answer is given again and again.
    explicit FakeServer(std::deque<FakeAnswer> answers);
    ~FakeServer();
    FakeServer(const FakeServer&) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::vector<Received> received() const;

private:
    void run();
    void answer(int connection);

    int listener_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::deque<FakeAnswer> answers_;
    std::vector<Received> received_;
    std::jthread thread_;
};

}  // namespace neo::clitest
