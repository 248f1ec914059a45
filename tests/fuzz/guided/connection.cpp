// What a connection brings: request after request, as the host takes head and body off it, however they arrive.
#include "fuzz.hpp"

#include <host-sdk/reference-host/http/body_reader.hpp>

#include <algorithm>
#include <string>
#include <variant>

namespace neo::fuzz {

namespace {

using namespace host::http;
using Progress = BodyReader::Progress;

constexpr std::size_t limit_bytes = 512;

// Gives the reader all of `text`, so many bytes at a time; answers how many it took.
std::size_t feed(BodyReader& reader, std::string_view text, std::size_t bytes_at_once) {
    std::size_t taken = 0;
    while (reader.progress() == Progress::more && taken < text.size()) {
        const std::size_t now = reader.take(text.substr(taken, bytes_at_once));
        expect(now > 0 || reader.progress() != Progress::more, "a reader goes on");
        taken += now;
    }
    return taken;
}

// Takes one request off the text. False: the connection ends here.
bool take_request(std::string_view& text) {
    constexpr std::string_view end_of_head = "\r\n\r\n";
    const std::size_t end = text.find(end_of_head);
    if (end == std::string_view::npos) return false;
    auto read = read_head(text.substr(0, end + end_of_head.size()));
    text.remove_prefix(end + end_of_head.size());
    if (const auto* refusal = std::get_if<Response>(&read)) {
        expect(refusal->status >= 400 && !refusal->body.empty(), "a refusal says why");
        return false;
    }
    const Head& head = std::get<Head>(read);
    expect(head.request.headers.size() <= most_headers, "headers are counted");
    if (!head.has_body()) return head.keep_alive;

    BodyReader at_once(head, limit_bytes);
    BodyReader in_pieces(head, limit_bytes);
    const std::size_t taken = feed(at_once, text, text.size());
    expect(feed(in_pieces, text, 3) == taken && in_pieces.progress() == at_once.progress() &&
               in_pieces.body() == at_once.body(),
           "a body is the same however it arrives");
    expect(at_once.body().size() <= limit_bytes, "a body keeps its limit");
    text.remove_prefix(taken);
    return at_once.progress() == Progress::whole && head.keep_alive;
}

}  // namespace

void judge(std::string_view text) {
    while (take_request(text)) {
    }
}

}  // namespace neo::fuzz
