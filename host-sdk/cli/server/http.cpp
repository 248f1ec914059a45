#include "http.hpp"

#include <host-sdk/cli/text/terminal.hpp>

#include <curl/curl.h>
#include <utility>

namespace neo::cli {
namespace {

constexpr long connect_seconds = 15;
constexpr std::size_t largest_answer = 256 << 20;  // a preflight holds a large dataflow several times

struct FreeList {
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* into) {
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size * count > largest_answer) return 0;  // ends the request
    body.append(bytes, size * count);
    return size * count;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    if (::curl_easy_setopt(handle, option, value) != CURLE_OK)
        throw std::runtime_error("this libcurl lacks option " + std::to_string(option));
}

}  // namespace

void Http::Close::operator()(void* handle) const {
    ::curl_easy_cleanup(handle);
}

Http::Http(Connection connection) : connection_(std::move(connection)) {
    static const CURLcode started = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    handle_.reset(started == CURLE_OK ? ::curl_easy_init() : nullptr);
    if (!handle_) throw std::runtime_error("libcurl does not start");
}

Answer Http::get(const std::string& path) {
    ::curl_easy_reset(handle_.get());
    return ask(path, {});
}

Answer Http::post(const std::string& path, const std::string& body, const std::vector<std::string>& headers) {
    ::curl_easy_reset(handle_.get());
    set(handle_.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    set(handle_.get(), CURLOPT_POSTFIELDS, body.c_str());
    std::vector<std::string> all = headers;
    all.insert(all.end(), {"Content-Type: application/json", "Expect:"});
    return ask(path, std::move(all));
}

Answer Http::ask(const std::string& path, std::vector<std::string> headers) {
    CURL* const handle = handle_.get();
    headers.push_back("Authorization: Bearer " + connection_.token);
    std::unique_ptr<curl_slist, FreeList> list;
    for (const std::string& header : headers) {
        curl_slist* const longer = ::curl_slist_append(list.get(), header.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        static_cast<void>(list.release());
        list.reset(longer);
    }
    Answer answer;
    char message[CURL_ERROR_SIZE] = "";
    const std::string url = connection_.url + path;
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_HTTPHEADER, list.get());
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_USERAGENT, "neo/" NEO_VERSION);
    set(handle, CURLOPT_ACCEPT_ENCODING, "");  // whatever this libcurl can unpack
    set(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    set(handle, CURLOPT_TIMEOUT, static_cast<long>(connection_.timeout_seconds));
    set(handle, CURLOPT_ERRORBUFFER, message);
    set(handle, CURLOPT_WRITEFUNCTION, receive);
    set(handle, CURLOPT_WRITEDATA, &answer.body);
    if (!connection_.ca_file.empty()) set(handle, CURLOPT_CAINFO, connection_.ca_file.c_str());

    const CURLcode ended = ::curl_easy_perform(handle);
    if (ended != CURLE_OK) {
        long sent = 0;
        ::curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &sent);
        const std::string why = ended == CURLE_WRITE_ERROR ? "the answer is too large"
                                : message[0] != '\0'       ? message
                                                           : ::curl_easy_strerror(ended);
        throw NoAnswer(printable(why), sent > 0);  // a certificate's name may be in it
    }
    curl_off_t retry_after = 0;
    ::curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
    ::curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &retry_after);
    answer.retry_after_seconds = static_cast<long>(retry_after);
    return answer;
}

}  // namespace neo::cli
