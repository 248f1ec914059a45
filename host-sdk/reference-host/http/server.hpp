// The HTTP/1.1 server: Boost.Beast over coroutines. Connections cost no thread; each request is handled on one of the
// worker threads, so that a slow one holds up nobody else, and vital ones have threads of their own. A whole answer
// leaves its thread; one that is streamed (Outlet) holds it until all of it is sent.
#pragma once

#include "site.hpp"

#include <plugin/base/result.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace neo::host::http {

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: a free one
    int threads = 64;        // that handle requests
    std::size_t header_limit_bytes = 64 * 1024;
    std::chrono::seconds header_timeout{10};  // for the whole head of a request
    bool secure = false;                      // browsers reach it over TLS: a proxy stands before it

    // Beyond these a connection is answered 503 or 429, but for vital requests.
    int connections = 1024;
    int connections_per_address = 256;
    // Of bodies that are being received or handled, and of answers larger than small_bytes that wait to be taken.
    std::size_t bytes_in_flight = 256 * 1024 * 1024;
    // Bodies larger than this are handled by few threads: handling takes a multiple of their size.
    std::size_t small_bytes = 1024 * 1024;
    int threads_for_large = 2;
    // A streamed answer holds a thread for as long as its client takes: one in so many threads may.
    int threads_per_stream = 4;
    std::chrono::seconds stream_grace{10};  // for the answers that are being streamed at a stop()
};

class Server {
public:
    // Listens, but answers nobody before run(). invalid: the address is none; unavailable: it cannot be listened on.
    static result<std::unique_ptr<Server>> listen(ServerSettings settings);
    virtual ~Server() = default;

    // "127.0.0.1:8080", with the real port; an IPv6 address stands in brackets.
    virtual std::string address() const = 0;

    // From now on SIGTERM and SIGINT are a stop(), also before run().
    virtual void stop_on_signals() = 0;

    // Serves until stop(); returns when the requests in flight are answered, or their streams cut off. Once only.
    virtual void run(Site& site) = 0;

    // Any thread; may be called before, during and after run().
    virtual void stop() = 0;
};

}  // namespace neo::host::http
