// What a plugin's hook answered, ready to be looked into. Plain values.
#pragma once

#include <neo/host/abi.h>

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::testing {

struct Answer {
    neo_status status = NEO_OK;
    std::string text;
    bool created = false;  // register_organization and recall only: it was not so before

    bool ok() const noexcept { return status == NEO_OK; }
    // The document. Throws std::runtime_error that shows the text when it is no JSON.
    boost::json::value json() const;
    // One member of the document, deeper with dots: "target.approved_version". null when there is none.
    boost::json::value at(std::string_view path) const;
    // The codes of a problem document: its own, then those of its failures. Empty for anything else.
    std::vector<std::string> problem_codes() const;
};

struct HttpAnswer {
    std::int32_t status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    // What the body is made of when the plugin streamed it; unset: it answered at once.
    std::optional<std::vector<std::string>> pieces;
    bool is_cut = false;  // the plugin broke the stream off

    boost::json::value json() const;
    boost::json::value at(std::string_view path) const;
    std::vector<std::string> problem_codes() const;
    // The value of the first header of this name (lower case), empty if there is none.
    std::string header(std::string_view name) const;
};

}  // namespace neo::testing
