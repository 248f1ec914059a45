// Compresses a text as it comes.
#pragma once

#include "accepted_coding.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace neo::host::http {

// One text; one thread at a time.
class Encoder {
public:
    // For a coding other than identity. Throws std::runtime_error when the library fails, as for want of memory; so
    // does take().
    static std::unique_ptr<Encoder> of(Coding coding);
    virtual ~Encoder() = default;

    // What goes out after this part of the text: nothing, while it is small. Nothing follows the last part.
    virtual std::string take(std::string_view part, bool is_last) = 0;
};

}  // namespace neo::host::http
