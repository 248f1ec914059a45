// Takes the body of a request off its connection as it arrives, in chunks or of a known length. What is framed in a way
// that two readers could understand in two ways is broken; trailers are read over.
#pragma once

#include "head.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace neo::host::http {

class BodyReader {
public:
    enum class Progress { more, whole, too_large, broken };

    // A body of more than `limit_bytes` is too large.
    BodyReader(const Head& head, std::size_t limit_bytes);

    // Takes what belongs to the body off the beginning of `bytes`; answers how many bytes those were.
    std::size_t take(std::string_view bytes);

    Progress progress() const noexcept { return progress_; }
    std::string& body() noexcept { return body_; }

private:
    enum class Part { data, data_end, size_line, trailer_line };

    std::size_t take_data(std::string_view bytes);
    std::size_t take_line(std::string_view bytes);
    void end_line(std::string_view line);
    void read_size(std::string_view line);

    const bool is_chunked_;
    const std::size_t limit_bytes_;
    Progress progress_ = Progress::more;
    Part part_;
    std::uint64_t left_;  // of the data, or of the chunk
    std::string line_;    // the beginning of one
    std::size_t trailer_bytes_ = 0;
    std::string body_;
};

}  // namespace neo::host::http
