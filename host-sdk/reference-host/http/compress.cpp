#include "compress.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <zlib.h>
#include <zstd.h>

namespace neo::host::http {

namespace {

using boost::beast::iequals;

constexpr int level = 1;  // of either library: the next ones take much longer for little

constexpr std::array<std::string_view, 2> suffixes{"-gzip", "-zstd"};

std::string_view name_of(Coding coding) {
    return coding == Coding::gzip ? "gzip" : "zstd";
}

Header* find(Response& response, std::string_view name) {
    const auto found =
        std::ranges::find_if(response.headers, [&](const Header& header) { return iequals(header.name, name); });
    return found == response.headers.end() ? nullptr : &*found;
}

bool is_text(std::string_view type) {
    const std::string_view media = type.substr(0, std::min(type.find(';'), type.size()));
    return media == "application/json" || media.ends_with("+json") || media.starts_with("text/");
}

// A page that this host does not serve cannot have it compress what the page guesses beside what it may not read
// (BREACH). Browsers name the site; other clients are not led by pages.
bool is_of_a_foreign_page(const Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    return site == "cross-site" || site == "same-site";
}

// By so much what is encoded grows at a time: documents come down to less.
std::size_t part_of(std::string_view text) {
    return text.size() / 8 + 512;
}

struct EndDeflate {
    void operator()(z_stream* stream) const { deflateEnd(stream); }
};

std::string gzipped(std::string_view text) {
    constexpr int gzip_window = 15 + 16;
    constexpr int memory_level = 8;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("an answer cannot be compressed: zlib does not begin");
    const std::unique_ptr<z_stream, EndDeflate> ends(&stream);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    std::string out;
    int result = Z_OK;
    while (result == Z_OK) {
        const std::size_t done = out.size();
        out.resize(done + part_of(text));
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
        stream.avail_out = static_cast<uInt>(out.size() - done);
        result = deflate(&stream, Z_FINISH);
        out.resize(out.size() - stream.avail_out);
    }
    if (result != Z_STREAM_END) throw std::runtime_error("an answer cannot be compressed: zlib gives up");
    return out;
}

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

std::string zstandard(std::string_view text) {
    const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    if (!context) throw std::runtime_error("an answer cannot be compressed: zstd does not begin");
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    std::string out;
    std::size_t left = 1;
    while (left != 0) {
        const std::size_t done = out.size();
        out.resize(done + part_of(text));
        ZSTD_outBuffer part{out.data() + done, out.size() - done, 0};
        left = ZSTD_compressStream2(context.get(), &part, &in, ZSTD_e_end);
        if (ZSTD_isError(left) != 0)
            throw std::runtime_error(std::string("an answer cannot be compressed: ") + ZSTD_getErrorName(left));
        out.resize(done + part.pos);
    }
    return out;
}

void tell_coding(Response& response, Coding coding) {
    response.headers.push_back({"Content-Encoding", std::string(name_of(coding))});
    Header* etag = find(response, "ETag");
    if (etag == nullptr || etag->value.size() < 2 || !etag->value.starts_with('"')) return;
    etag->value.pop_back();
    etag->value.append("-").append(name_of(coding)).append("\"");
}

}  // namespace

void compress(Response& response, const Request& request) {
    const Header* type = find(response, "Content-Type");
    const bool encodes = response.status != 304 && type != nullptr && is_text(type->value) &&
                         find(response, "Content-Encoding") == nullptr && !response.body.empty();
    if (response.status != 304 && !encodes) return;
    const AcceptedCoding accepted = accepted_coding(request);
    const bool is_small = response.body.size() < smallest_compressed_bytes;
    if (encodes && is_small && accepted.takes_identity) return;
    if (find(response, "Vary") == nullptr) response.headers.push_back({"Vary", "Accept-Encoding"});
    if (!encodes || accepted.coding == Coding::identity || is_of_a_foreign_page(request)) return;
    response.body = encoded(accepted.coding, response.body);
    tell_coding(response, accepted.coding);
}

std::string encoded(Coding coding, std::string_view text) {
    return coding == Coding::gzip ? gzipped(text) : zstandard(text);
}

std::string_view without_coding(std::string_view etag) {
    for (const std::string_view suffix : suffixes) {
        if (etag.ends_with(suffix)) return etag.substr(0, etag.size() - suffix.size());
    }
    return etag;
}

}  // namespace neo::host::http
