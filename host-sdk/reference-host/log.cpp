#include "log.hpp"

#include "time.hpp"
#include "visible.hpp"

#include <fmt/format.h>

#include <unistd.h>

namespace neo::host {

namespace {

constexpr std::string_view names[] = {"DEBUG", "INFO", "WARNING", "ERROR"};

void append_line_safe(fmt::memory_buffer& out, std::string_view text) {
    for (const char c : visible(text))
        out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
}

}  // namespace

void log(LogLevel level, std::string_view component, std::string_view message) noexcept {
    try {
        fmt::memory_buffer line;
        fmt::format_to(fmt::appender(line), "{} {} ", rfc3339(time_now()), names[static_cast<int>(level)]);
        append_line_safe(line, component);
        line.push_back(' ');
        append_line_safe(line, message);
        line.push_back('\n');
        // One write keeps lines of several threads and processes apart.
        if (::write(STDERR_FILENO, line.data(), line.size()) < 0) return;
    } catch (...) {
        return;  // what cannot be written is dropped
    }
}

}  // namespace neo::host
