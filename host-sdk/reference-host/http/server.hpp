// The HTTP/1.1 server: Boost.Beast over coroutines. Idle connections cost no thread; each request is handled on one of
// the threads, so that a slow one holds up nobody else.
#pragma once

#include "message.hpp"

#include <plugin/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace neo::host::http {

// Called on any of the server's threads, at the same time as others. What it throws becomes a problem document.
using Handler = std::function<Response(const Request&)>;

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: a free one
    int threads = 64;
    std::size_t body_limit_bytes = 9 * 1024 * 1024;
    std::size_t header_limit_bytes = 64 * 1024;
};

class Server {
public:
    // Listens, but answers nobody before run(). invalid: the address is none; unavailable: it cannot be listened on.
    static result<std::unique_ptr<Server>> listen(ServerSettings settings);
    virtual ~Server() = default;

    // "127.0.0.1:8080", with the real port; an IPv6 address stands in brackets.
    virtual std::string address() const = 0;

    // Serves until stop(), or until SIGTERM or SIGINT when `stop_on_signals`; returns when the requests in flight are
    // answered. Once only.
    virtual void run(Handler handler, bool stop_on_signals) = 0;

    // Any thread; may be called before, during and after run().
    virtual void stop() = 0;
};

}  // namespace neo::host::http
