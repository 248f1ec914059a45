// Log lines on stderr, one line each: time, level, component, message. Never a secret or the content of a dataflow.
#pragma once

#include <string_view>

namespace neo::host {

enum class LogLevel { debug, info, warning, error };

// Any thread. Control characters in a message are written as spaces, so that one message stays one line.
void log(LogLevel level, std::string_view component, std::string_view message) noexcept;

}  // namespace neo::host
