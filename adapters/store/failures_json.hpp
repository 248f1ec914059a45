// Failures and warnings as the store keeps them: a JSON array of {"code", "message", "remedy", …facts}, of warnings
// without a remedy; and lists of texts.
#pragma once

#include <plugin/domain/failure.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace neo::sql {

std::string failures_json(const std::vector<domain::Failure>& failures);

// Reads what failures_json wrote, in whatever release: a fact of a shape that is not known here becomes its JSON text.
// Throws DatabaseError on what is none.
std::vector<domain::Failure> failures_from_json(std::string_view text);

// The same for warnings.
std::string warnings_json(const std::vector<domain::Warning>& warnings);
std::vector<domain::Warning> warnings_from_json(std::string_view text);

std::string texts_json(const std::vector<std::string>& texts);
std::vector<std::string> texts_from_json(std::string_view text);

}  // namespace neo::sql
