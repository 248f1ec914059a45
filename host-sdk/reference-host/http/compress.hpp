// Compresses answers for clients that take it.
#pragma once

#include "accepted_coding.hpp"
#include "encoder.hpp"
#include "message.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace neo::host::http {

// Smaller bodies go out as they are: they fill one packet anyway.
inline constexpr std::size_t smallest_compressed_bytes = 1400;

// Encodes the body of an answer to `request` where its client takes that, its type is a text, and no page of another
// site asked; tells caches where it depends on that. A strong entity tag gets the coding as a suffix, as two
// representations need two (RFC 9110, 8.8.3.3).
void compress(Response& response, const Request& request);

// The same for an answer to `request` of which only the head is known, however large its body becomes: what encodes the
// body; null where that goes out as it is. Throws std::runtime_error when the library fails.
std::unique_ptr<Encoder> encoder_for(Response& head, const Request& request);

// `text` in a coding other than identity. Throws std::runtime_error when the library fails, as for want of memory.
std::string encoded(Coding coding, std::string_view text);

// An entity tag, without its quotes, as it was before compress() told the coding in it.
std::string_view without_coding(std::string_view etag);

}  // namespace neo::host::http
