#include "promotion.hpp"

#include "platform.hpp"

#include <fmt/format.h>

namespace neo::e2e {

std::string promotion_of(const Source& source, const std::string& target, const std::string& application) {
    return fmt::format(
        R"({{"source": {{"organization": {}, "dataflow": {}, "version": {}}}, "target": {{"organization": {}{}}}}})",
        json_string(source.organization), json_string(source.dataflow), source.version, json_string(target),
        application.empty() ? "" : R"(, "application": )" + json_string(application));
}

}  // namespace neo::e2e
