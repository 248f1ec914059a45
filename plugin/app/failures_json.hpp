// Failures as the JSON array that the history stores and the API answers: [{"code", "message", "remedy", …facts}]; and
// warnings, which have no remedy.
#pragma once

#include <plugin/domain/failure.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace neo::app {

std::string failures_json(const std::vector<domain::Failure>& failures);

std::string warnings_json(const std::vector<domain::Warning>& warnings);

// Reads what failures_json wrote.
std::vector<domain::Failure> failures_from_json(std::string_view text);

}  // namespace neo::app
