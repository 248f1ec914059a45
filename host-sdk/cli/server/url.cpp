#include "url.hpp"

#include <host-sdk/cli/failure.hpp>

#include <curl/curl.h>
#include <memory>

namespace neo::cli {
namespace {

struct FreeText {
    void operator()(char* text) const { ::curl_free(text); }
};
using Text = std::unique_ptr<char, FreeText>;

struct FreeUrl {
    void operator()(CURLU* url) const { ::curl_url_cleanup(url); }
};

// Empty when the URL has no such part.
std::string part(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    if (::curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    return Text(text).get();
}

}  // namespace

std::string checked_url(const std::string& url) {
    const std::unique_ptr<CURLU, FreeUrl> parts(::curl_url());
    const bool is_read = ::curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
    const std::string scheme = part(parts.get(), CURLUPART_SCHEME);
    if (!is_read || (scheme != "http" && scheme != "https"))
        throw Failure(wrong_usage, "the host's address is no URL like https://neo.example/some/path");
    if (!part(parts.get(), CURLUPART_USER).empty() || !part(parts.get(), CURLUPART_PASSWORD).empty())
        throw Failure(wrong_usage, "the host's address holds a user or password: a token goes into a file instead");
    if (url.find_first_of("?#") != std::string::npos)
        throw Failure(wrong_usage, "the host's address holds a query or fragment: it ends before ? and #");
    std::string whole = part(parts.get(), CURLUPART_URL);
    whole.erase(whole.find_last_not_of('/') + 1);
    return whole;
}

std::string encoded(std::string_view text) {
    if (text.empty()) return {};  // of which libcurl would take the length itself
    return Text(::curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size()))).get();
}

std::string decoded(std::string_view text) {
    if (text.empty()) return {};
    int length = 0;
    const Text read(::curl_easy_unescape(nullptr, text.data(), static_cast<int>(text.size()), &length));
    return {read.get(), static_cast<std::size_t>(length)};
}

}  // namespace neo::cli
