#include "terminal.hpp"

#include <host-sdk/cli/failure.hpp>

#include <fmt/format.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cwchar>
#include <unistd.h>

namespace neo::cli {
namespace {

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
    int columns = -1;  // -1: it is not to be seen
    bool is_read = false;
};

// What changes the direction of the characters after it.
bool turns_text(char32_t code) {
    return code == 0x61c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

Character first_of(std::string_view text) {
    Character first;
    std::mbstate_t state{};
    wchar_t read = 0;
    const std::size_t bytes = std::mbrtowc(&read, text.data(), text.size(), &state);
    if (bytes == static_cast<std::size_t>(-1) || bytes == static_cast<std::size_t>(-2)) return first;
    first.is_read = true;
    first.code = static_cast<char32_t>(read);
    first.bytes = bytes == 0 ? 1 : bytes;
    if (first.code != 0 && !turns_text(first.code)) first.columns = ::wcwidth(read);
    return first;
}

std::string escape(const Character& character, unsigned char byte) {
    if (!character.is_read) return fmt::format("\\x{:02x}", byte);
    const unsigned code = character.code;
    if (code < 0x10000) return fmt::format("\\u{:04x}", code);
    const unsigned rest = code - 0x10000;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));  // as in JSON
}

std::string without_controls(std::string_view text, std::string_view kept) {
    std::string out;
    while (!text.empty()) {
        const Character first = first_of(text);
        if (first.columns >= 0 || kept.find(text.front()) != std::string_view::npos)
            out += text.substr(0, first.bytes);
        else
            out += escape(first, static_cast<unsigned char>(text.front()));
        text.remove_prefix(first.bytes);
    }
    return out;
}

}  // namespace

void prepare_terminal() {
    std::setlocale(LC_CTYPE, "C.UTF-8");
}

std::string printable(std::string_view text) {
    return without_controls(text, "");
}

std::size_t columns(std::string_view text) {
    std::size_t all = 0;
    while (!text.empty()) {
        const Character first = first_of(text);
        if (first.columns > 0) all += static_cast<std::size_t>(first.columns);
        text.remove_prefix(first.bytes);
    }
    return all;
}

Paint::Paint(int descriptor) {
    const char* const no_colour = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    colours_ = ::isatty(descriptor) == 1 && (no_colour == nullptr || *no_colour == '\0') && terminal != nullptr &&
               std::string_view(terminal) != "dumb";
}

std::string Paint::in(std::string_view code, std::string_view text) const {
    return colours_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

void print(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw Failure(wrong_usage, "cannot write to standard output");
}

void print_json(std::string_view json) {
    if (::isatty(STDOUT_FILENO) == 1)
        print(without_controls(json, "\t\n\r") + "\n");
    else
        print(json);
}

}  // namespace neo::cli
