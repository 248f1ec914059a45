#include "request.hpp"

#include "failure.hpp"
#include "server/url.hpp"
#include "text/promotion_text.hpp"
#include "text/view.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <charconv>

namespace neo::cli {
namespace json = boost::json;

Reference read_reference(const std::string& text) {
    Reference read;
    const auto slash = text.find('/');
    const auto at = text.rfind('@');
    const bool has_version = at != std::string::npos && slash != std::string::npos && at > slash;
    if (slash != std::string::npos) {
        read.organization = decoded(text.substr(0, slash));
        read.dataflow = decoded(text.substr(slash + 1, has_version ? at - slash - 1 : std::string::npos));
    }
    bool is_read = !read.organization.empty() && !read.dataflow.empty();
    if (has_version) {
        std::int64_t version = 0;
        const char* const end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data() + at + 1, end, version);
        is_read = is_read && error == std::errc() && stopped == end && version > 0;
        read.version = version;
    }
    if (!is_read)
        throw Failure(wrong_usage, fmt::format("'{}' does not name a version as ORGANIZATION/DATAFLOW@VERSION does",
                                               printable(text)));
    return read;
}

Reference read_version(const std::string& option, const std::string& text) {
    Reference read = read_reference(text);
    if (!read.version)
        throw Failure(wrong_usage, fmt::format("{} {} lacks its version: @1, for example", option, printable(text)));
    return read;
}

Request read_request(const std::string& from, const std::string& to, const std::string& application) {
    return {read_version("--from", from), to, application};
}

json::object body_of(const Request& request) {
    json::object target{{"organization", request.target}};
    if (!request.application.empty()) target["application"] = request.application;
    return {{"source",
             {{"organization", request.source.organization},
              {"dataflow", request.source.dataflow},
              {"version", request.source.version.value_or(0)}}},
            {"target", std::move(target)}};
}

std::string title_of(const json::object& body) {
    const json::value whole(body);
    return version_text(member(whole, "source")) + " to " + said(member(member(whole, "target"), "organization"));
}

}  // namespace neo::cli
