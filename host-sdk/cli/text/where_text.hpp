// Where versions are, for people: in the words of the portal.
#pragma once

#include <boost/json/value.hpp>

#include <set>
#include <string>
#include <vector>

namespace neo::cli {

// Words of the API; the types in the order of the pipeline.
inline const std::vector<std::string> organization_types{"dev", "sit", "uat", "automation", "demo", "prod"};
inline const std::vector<std::string> standings{"new", "unrelated", "current", "behind", "changed_there", "diverged"};

// "behind" of a standing; one that this program does not know as it is.
std::string standing_text(const boost::json::value& standing);

// "uat" of an organization's type, which is null where it is not registered.
std::string type_text(const boost::json::value& type);

// "ana (Ana Lopez)"; the id alone where no other name is told.
std::string person_text(const boost::json::value& id, const boost::json::value& name);

// Types in the order of the pipeline; those that this program does not know, and "none", come last.
struct InPipeline {
    bool operator()(const std::string& left, const std::string& right) const;
};
using Types = std::set<std::string, InPipeline>;

// The types that numbers by type tell of, {"uat": {…}}.
Types types_of(const boost::json::value& by_type);

// "3 up to date, 2 behind" of numbers by standing; what else they count is left out.
std::string counts_text(const boost::json::value& by_standing);

// "uat: 3 up to date, 2 behind; prod: 1 behind", a line; empty where there is nothing.
std::string summary_text(const boost::json::value& by_type);

}  // namespace neo::cli
