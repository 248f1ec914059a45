// Between the clients of a database server and the server, on loopback: passes whole protocol messages on, and cuts a
// connection at one of them.
#pragma once

#include "server.hpp"

#include <atomic>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace neo::test {

enum class Direction { to_server, to_client };

// Where to cut: at the message of this number in one direction, the first being 1, counted over all connections.
struct Cut {
    Direction direction = Direction::to_server;
    int message = 1;
    bool behind = false;  // pass the message on before cutting
};

struct Break {
    std::string message;
    std::string request;  // the client's last message on that connection; `message` itself when that is the client's
};

// Any thread, one at a time.
class Proxy {
public:
    explicit Proxy(const Server& server);
    ~Proxy();
    Proxy(const Proxy&) = delete;

    int port() const noexcept { return port_; }
    // Counts from here.
    void arm(const Cut& cut);
    // Passes everything on again. What was cut since; nothing: the message did not come.
    std::optional<Break> disarm();
    // Breaks every connection.
    void drop();

private:
    class Connection;

    void run(const std::stop_token& stop);
    void accept();
    bool pump(Connection& connection, Direction direction);
    enum class Step { pass, cut_before, cut_behind };
    Step next_step(Direction direction, const std::string& message, const std::string& request);

    const std::string backend_;
    const int server_port_;
    int listener_ = -1;
    int port_ = 0;
    std::list<Connection> connections_;  // of the thread
    std::mutex mutex_;
    std::optional<Cut> armed_;
    int messages_left_ = 0;
    std::optional<Break> break_;
    std::atomic<bool> dropping_ = false;
    std::jthread thread_;
};

}  // namespace neo::test
