// What is to be promoted where, as people write it.
#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace neo::cli {

// ORGANIZATION/DATAFLOW@VERSION. An id that holds "/", "@" or "%" is written with %2F, %40 or %25.
struct Reference {
    std::string organization;
    std::string dataflow;
    std::optional<std::int64_t> version;
};

// Throws Failure. The version may be left out.
Reference read_reference(const std::string& text);
// The same with its version, which this option asks for.
Reference read_version(const std::string& option, const std::string& text);

struct Request {
    Reference source;  // with its version
    std::string target;
    std::string application;  // empty: left out
};

// `from` with its version. Throws Failure.
Request read_request(const std::string& from, const std::string& to, const std::string& application);

// The members `source` and `target` of a request's body, or of a plan file.
boost::json::object body_of(const Request& request);

// "acme-dev/welcome@2 to acme-uat", printable.
std::string title_of(const boost::json::object& body);

}  // namespace neo::cli
