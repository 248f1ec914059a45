// Text for logs, which people read on terminals.
#pragma once

#include <string>
#include <string_view>

namespace neo::host {

// `text` with every character that is not seen, or that moves what is seen, as \uXXXX: controls from U+007F to U+009F,
// those of writing direction, zero widths, line and paragraph separators. A byte that is no UTF-8 becomes \ufffd. What
// stands below U+0020 stays as it is.
std::string visible(std::string_view text);

}  // namespace neo::host
