#include "function_names.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace neo::testing {

namespace {

constexpr std::array<std::string_view, 18> names = {"directory.get_organization",
                                                    "directory.list_organizations",
                                                    "directory.get_user",
                                                    "access.check",
                                                    "access.list_grants",
                                                    "applications.list",
                                                    "dataflows.get_dataflow",
                                                    "dataflows.list_dataflows",
                                                    "dataflows.get_version",
                                                    "dataflows.find_by_trigger",
                                                    "dataflows.apply",
                                                    "dataflows.find",
                                                    "dataflows.abort",
                                                    "dataflows.list_applied",
                                                    "dataflows.get_case",
                                                    "dataflows.list_heads",
                                                    "needs.find_missing",
                                                    "people.list_holders"};

}  // namespace

void check_function_name(std::string_view name) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    std::string message = "mock host: no service function \"" + std::string(name) + "\"; there are";
    for (const std::string_view known : names) {
        message += ' ';
        message += known;
    }
    throw std::invalid_argument(message);
}

}  // namespace neo::testing
