// What goes to a terminal. A text of a server could hold control sequences that move the cursor, rename the window or
// show something else than what is there: none reaches a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace neo::cli {

// Call once, before anything here: characters are read as UTF-8, whatever the locale is.
void prepare_terminal();

// The text with everything that is not to be seen written as an escape (\u001b), and bytes that are no UTF-8 as \xff.
std::string printable(std::string_view text);

// The columns that a printable text takes.
std::size_t columns(std::string_view text);

// Colours for a terminal that has them, unless NO_COLOR is set (no-color.org).
class Paint {
public:
    explicit Paint(int descriptor);

    std::string heading(std::string_view text) const { return in("1", text); }
    std::string good(std::string_view text) const { return in("32", text); }
    std::string bad(std::string_view text) const { return in("31", text); }
    std::string careful(std::string_view text) const { return in("33", text); }

private:
    std::string in(std::string_view code, std::string_view text) const;

    bool colours_;
};

// Prints JSON byte for byte, except to a terminal: there, with a line's end, and characters that would control it are
// written as JSON's escapes, which mean the same. Throws Failure when it cannot be written, as `print` does.
void print_json(std::string_view json);
void print(std::string_view text);

}  // namespace neo::cli
