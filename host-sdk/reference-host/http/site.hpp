// What a server serves: decides from the head of a request whether its body is wanted at all.
#pragma once

#include "message.hpp"

#include <cstddef>
#include <functional>
#include <variant>

namespace neo::host::http {

// A request whose body may come.
struct Admitted {
    std::size_t body_limit_bytes = 0;  // larger: 413
    std::function<Response(const Request&)> answer;
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
