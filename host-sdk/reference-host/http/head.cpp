#include "head.hpp"

#include "grammar.hpp"
#include "problem.hpp"
#include "target.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace neo::host::http {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::array<std::string_view, 9> methods{"GET",    "HEAD",    "POST",  "PUT",    "PATCH",
                                                  "DELETE", "OPTIONS", "TRACE", "CONNECT"};
// Two of one of these would leave it to each reader which counts.
constexpr std::array<std::string_view, 8> once_at_most{"authorization",     "content-encoding", "content-length",
                                                       "content-type",      "expect",           "host",
                                                       "transfer-encoding", "idempotency-key"};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t";
    text.remove_prefix(std::min(text.find_first_not_of(blank), text.size()));
    return text.substr(0, text.find_last_not_of(blank) + 1);
}

// "neo.example", "[::1]", each also with ":8080".
bool is_authority(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos ||
            text.substr(1, end - 1).find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos)
            return false;
        text.remove_prefix(end + 1);
    } else {
        const std::size_t end = std::min(text.find(':'), text.size());
        const std::string_view name = text.substr(0, end);
        const bool well = std::all_of(name.begin(), name.end(), [](char c) {
            return is_digit(c) || is_upper(c) || is_lower(c) || c == '-' || c == '.' || c == '_';
        });
        if (name.empty() || !well) return false;
        text.remove_prefix(end);
    }
    return text.empty() || (text.starts_with(':') && std::all_of(text.begin() + 1, text.end(), is_digit));
}

// Throws the refusal: a head has many ways to be none.
class HeadReader {
public:
    explicit HeadReader(std::string_view text) : rest_(text) {}

    Head read() {
        read_request_line(next_line());
        for (std::string_view line = next_line(); !line.empty(); line = next_line())
            read_field(line);
        for (const std::string_view name : once_at_most) {
            if (count(name) > 1) refuse("the header " + std::string(name) + " stands there more than once");
        }
        read_host();
        read_framing();
        read_connection();
        read_expectation();
        return std::move(head_);
    }

private:
    [[noreturn]] static void refuse(const std::string& why) { throw problem(400, "bad_request", why); }

    std::string_view next_line() {
        const std::size_t end = rest_.find(line_end);
        if (end == std::string_view::npos) refuse("the head of the request does not end with an empty line");
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end + line_end.size());
        return line;
    }

    void read_request_line(std::string_view line) {
        const std::size_t first = line.find(' ');
        const std::size_t last = line.rfind(' ');
        if (first == last) refuse("this is not an HTTP request: its first line must be METHOD PATH HTTP/1.1");
        const std::string_view method = line.substr(0, first);
        const std::string_view version = line.substr(last + 1);
        if (version != "HTTP/1.1" && version != "HTTP/1.0") refuse("only HTTP/1.1 and HTTP/1.0 are spoken here");
        if (!is_token(method)) refuse("the method is none of HTTP");
        if (std::any_of(method.begin(), method.end(), is_lower)) refuse("a method is written in upper case");
        if (std::find(methods.begin(), methods.end(), method) == methods.end())
            throw problem(501, "method_unknown", "the method " + std::string(method) + " is not known here");
        head_.is_1_1 = version == "HTTP/1.1";
        head_.request.method = method;
        head_.request.target = line.substr(first + 1, last - first - 1);
        if (const auto fault = fault_of(head_.request.target)) refuse(*fault);
    }

    void read_field(std::string_view line) {
        if (line.starts_with(' ') || line.starts_with('\t')) refuse("a header must not be folded over lines");
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        if (colon == std::string_view::npos || !is_token(name)) refuse("a header must be NAME: VALUE");
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!is_field_value(value)) refuse("a header holds control characters");
        auto& headers = head_.request.headers;
        if (headers.size() == most_headers)
            throw problem(431, "headers_too_large",
                          "there must be at most " + std::to_string(most_headers) + " headers");
        headers.push_back({std::string(name), std::string(value)});
        for (char& c : headers.back().name)
            c = static_cast<char>(is_upper(c) ? c + ('a' - 'A') : c);
    }

    std::size_t count(std::string_view name) const {
        const auto& headers = head_.request.headers;
        return static_cast<std::size_t>(
            std::count_if(headers.begin(), headers.end(), [&](const Header& header) { return header.name == name; }));
    }

    std::optional<std::string_view> find(std::string_view name) const {
        if (count(name) == 0) return std::nullopt;
        return head_.request.header(name);
    }

    void read_host() const {
        const auto host = find("host");
        if (!host && head_.is_1_1) refuse("a request of HTTP/1.1 must have the header Host");
        if (host && !is_authority(*host))
            refuse("the header Host must be a name or an address, with a port or without");
    }

    // RFC 9112, 6.1 to 6.3.
    void read_framing() {
        const auto coding = find("transfer-encoding");
        const auto length = find("content-length");
        if (coding) {
            if (length) refuse("Transfer-Encoding and Content-Length must not stand together");
            if (!head_.is_1_1) refuse("HTTP/1.0 has no Transfer-Encoding");
            if (!boost::beast::iequals(*coding, "chunked")) {
                if (!is_token(*coding)) refuse("Transfer-Encoding must be \"chunked\"");
                throw problem(501, "transfer_coding_unknown",
                              "the only transfer coding that is known here is \"chunked\"");
            }
            head_.is_chunked = true;
        }
        if (length) {
            const auto [end, error] =
                std::from_chars(length->data(), length->data() + length->size(), head_.content_length);
            if (length->empty() || !is_digit(length->front()) || error != std::errc{} ||
                end != length->data() + length->size())
                refuse("Content-Length must be one number");
        }
    }

    void read_connection() {
        bool close = false;
        bool keep = false;
        for (const Header& header : head_.request.headers) {
            if (header.name != "connection") continue;
            for (std::string_view list = header.value; !list.empty();) {
                const std::size_t comma = std::min(list.find(','), list.size());
                const std::string_view option = trimmed(list.substr(0, comma));
                close = close || boost::beast::iequals(option, "close");
                keep = keep || boost::beast::iequals(option, "keep-alive");
                list.remove_prefix(std::min(comma + 1, list.size()));
            }
        }
        head_.keep_alive = !close && (head_.is_1_1 || keep);
    }

    void read_expectation() {
        const auto expectation = find("expect");
        if (!expectation || !head_.is_1_1) return;
        if (!boost::beast::iequals(*expectation, "100-continue"))
            throw problem(417, "expectation_unknown", "the only expectation that is known here is \"100-continue\"");
        head_.expects_continue = head_.has_body();
    }

    std::string_view rest_;
    Head head_;
};

}  // namespace

std::variant<Head, Response> read_head(std::string_view text) {
    try {
        return HeadReader(text).read();
    } catch (Response& refusal) {
        return std::move(refusal);
    }
}

}  // namespace neo::host::http
