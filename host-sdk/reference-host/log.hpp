// Log lines on stderr, one line each: time, level, component, message. Never a secret or the content of a dataflow.
#pragma once

#include <string_view>

namespace neo::host {

enum class LogLevel { debug, info, warning, error };

// Any thread. What would end the line is written as a space, other characters that are not seen as \uXXXX.
void log(LogLevel level, std::string_view component, std::string_view message) noexcept;

}  // namespace neo::host
