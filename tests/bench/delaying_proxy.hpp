// A network between the clients of a database server and the server: it passes bytes on after a while, and counts how
// often a client waited for an answer.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <list>
#include <string>
#include <thread>

namespace neo::bench {

// Any thread.
class DelayingProxy {
public:
    explicit DelayingProxy(int server_port);
    ~DelayingProxy();
    DelayingProxy(const DelayingProxy&) = delete;

    int port() const noexcept { return port_; }
    // What a round trip takes longer, half of it each way; of what arrives from now on.
    void set_round_trip(std::chrono::microseconds added) noexcept { one_way_ = added / 2; }
    // How often, over all connections, bytes of a client followed bytes of the server.
    std::uint64_t round_trips() const noexcept { return round_trips_; }

private:
    using Clock = std::chrono::steady_clock;
    struct Parcel {
        Clock::time_point due;
        std::string bytes;
    };
    struct Connection {
        int client = -1;
        int server = -1;
        std::deque<Parcel> to_server = {};
        std::deque<Parcel> to_client = {};
        bool server_spoke = true;
    };

    void run(const std::stop_token& stop);
    void accept();
    // False: that side has gone.
    bool receive(Connection& connection, bool from_client);
    // Sends what is due; false: that side has gone.
    static bool deliver(int socket, std::deque<Parcel>& parcels, Clock::time_point now);
    std::chrono::nanoseconds until_next(Clock::time_point now) const;

    const int server_port_;
    int listener_ = -1;
    int port_ = 0;
    std::list<Connection> connections_;  // of the thread
    std::atomic<std::chrono::microseconds> one_way_{std::chrono::microseconds(0)};
    std::atomic<std::uint64_t> round_trips_{0};
    std::jthread thread_;
};

}  // namespace neo::bench
