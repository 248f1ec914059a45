#include "compress.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <array>

namespace neo::host::http {

namespace {

using boost::beast::iequals;

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

void tell_coding(Response& response, Coding coding) {
    response.headers.push_back({"Content-Encoding", std::string(name_of(coding))});
    Header* etag = find(response, "ETag");
    if (etag == nullptr || etag->value.size() < 2 || !etag->value.starts_with('"')) return;
    etag->value.pop_back();
    etag->value.append("-").append(name_of(coding)).append("\"");
}

// Whether what an answer tells may be encoded: a text that nobody encoded yet.
bool is_plain_text(Response& response) {
    const Header* type = find(response, "Content-Type");
    return response.status != 304 && type != nullptr && is_text(type->value) &&
           find(response, "Content-Encoding") == nullptr;
}

void tell_that_it_depends(Response& response) {
    if (find(response, "Vary") == nullptr) response.headers.push_back({"Vary", "Accept-Encoding"});
}

// In which coding a text goes out, told in its headers.
Coding told(Response& response, Coding accepted, const Request& request) {
    tell_that_it_depends(response);
    if (accepted == Coding::identity || is_of_a_foreign_page(request)) return Coding::identity;
    tell_coding(response, accepted);
    return accepted;
}

}  // namespace

void compress(Response& response, const Request& request) {
    if (response.status == 304) return tell_that_it_depends(response);
    if (!is_plain_text(response) || response.body.empty()) return;
    const AcceptedCoding accepted = accepted_coding(request);
    if (response.body.size() < smallest_compressed_bytes && accepted.takes_identity) return;
    const Coding coding = told(response, accepted.coding, request);
    if (coding != Coding::identity) response.body = encoded(coding, response.body);
}

std::unique_ptr<Encoder> encoder_for(Response& head, const Request& request) {
    if (head.status == 304) tell_that_it_depends(head);
    if (!is_plain_text(head)) return nullptr;
    const Coding coding = told(head, accepted_coding(request).coding, request);
    return coding == Coding::identity ? nullptr : Encoder::of(coding);
}

std::string encoded(Coding coding, std::string_view text) {
    return Encoder::of(coding)->take(text, true);
}

std::string_view without_coding(std::string_view etag) {
    for (const std::string_view suffix : suffixes) {
        if (etag.ends_with(suffix)) return etag.substr(0, etag.size() - suffix.size());
    }
    return etag;
}

}  // namespace neo::host::http
