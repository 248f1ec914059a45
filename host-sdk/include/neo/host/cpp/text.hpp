// Between the C ABI's text and sinks, and std::string_view and std::string. Header-only, no state; any thread.
#pragma once

#include <neo/host/abi.h>

#include <exception>
#include <string>
#include <string_view>

namespace neo::sdk {

// Borrows: valid as long as what `text` points to.
inline neo_text borrow(std::string_view text) noexcept {
    return {text.data(), text.size()};
}
inline std::string_view view(neo_text text) noexcept {
    return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}

// A sink that appends to `out`, which must outlive the call that it is given to. Running out of memory ends the
// process.
inline neo_sink append_to(std::string& out) noexcept {
    return {&out, [](void* context, const char* data, size_t size) noexcept {
                static_cast<std::string*>(context)->append(data, size);
            }};
}

inline void write(neo_sink sink, std::string_view text) noexcept {
    if (sink.write != nullptr && !text.empty()) sink.write(sink.context, text.data(), text.size());
}

// Runs `body`, which answers a neo_status, and turns whatever it throws into NEO_INTERNAL with the reason in `reply`:
// the last line of defence of every function that is called across the ABI.
template <class Body>
neo_status guarded(neo_sink reply, Body&& body) noexcept {
    try {
        return body();
    } catch (const std::exception& error) {
        write(reply, error.what());
    } catch (...) {
        write(reply, "an exception of unknown type");
    }
    return NEO_INTERNAL;
}

}  // namespace neo::sdk
