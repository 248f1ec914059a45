// The body of a promotion, as a person writes it.
#pragma once

#include <string>

namespace neo::e2e {

struct Source {
    std::string organization = "acme-dev";
    std::string dataflow = "welcome";
    int version = 1;
};

// `application` empty: left out.
std::string promotion_of(const Source& source, const std::string& target, const std::string& application = "crm");

}  // namespace neo::e2e
