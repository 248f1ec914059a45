// What a server serves: decides from the head of a request whether its body is wanted at all.
#pragma once

#include "message.hpp"

#include <cstddef>
#include <functional>
#include <string_view>
#include <variant>

namespace neo::host::http {

// Where an answer goes piece by piece, while it is made and on the thread that makes it. Nothing is thrown.
struct Outlet {
    // Status and headers, which go out at once; the first time only.
    std::function<void(Response)> begin;
    // Returns when the client has room for what follows. False: nobody takes that any more.
    std::function<bool(std::string_view)> write;
    // The answer will not be whole: its connection is broken off.
    std::function<void()> cut;
};

// A request whose body may come.
struct Admitted {
    std::size_t body_limit_bytes = 0;  // larger: 413
    // What was begun through the outlet went out that way, and of what this returns only the status counts. Without an
    // outlet (null) it returns all of it.
    std::function<Response(const Request&, const Outlet*)> answer;
};

// What is said already from the head, or how it goes on.
using Admission = std::variant<Response, Admitted>;

// Called on any thread, at the same time as others. What it throws becomes a problem document.
class Site {
public:
    virtual ~Site() = default;

    // Whether this request is answered however full the server is. Waits for nothing.
    virtual bool is_vital(const Request& head) const = 0;

    // Who asks, for what, and may they? May wait for a database.
    virtual Admission admit(const Request& head) = 0;
};

}  // namespace neo::host::http
