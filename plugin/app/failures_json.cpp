#include "failures_json.hpp"

#include <boost/json.hpp>

namespace neo::app {

namespace json = boost::json;

namespace {

json::value fact_json(const domain::Failure::Fact& fact) {
    if (const auto* text = std::get_if<std::string>(&fact)) return json::string(*text);
    const auto& texts = std::get<std::vector<std::string>>(fact);
    return json::array(texts.begin(), texts.end());
}

domain::Failure::Fact fact_from(const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    return json::value_to<std::vector<std::string>>(value);
}

}  // namespace

std::string failures_json(const std::vector<domain::Failure>& failures) {
    json::array list;
    for (const domain::Failure& failure : failures) {
        json::object entry{{"code", failure.code}, {"message", failure.message}, {"remedy", failure.remedy}};
        for (const auto& [name, fact] : failure.facts)
            entry[name] = fact_json(fact);
        list.push_back(std::move(entry));
    }
    return json::serialize(list);
}

std::vector<domain::Failure> failures_from_json(std::string_view text) {
    std::vector<domain::Failure> failures;
    const json::value document = json::parse(text);
    for (const json::value& entry : document.as_array()) {
        domain::Failure failure;
        for (const auto& [name, value] : entry.as_object()) {
            if (name == "code") {
                failure.code = std::string(value.as_string());
            } else if (name == "message") {
                failure.message = std::string(value.as_string());
            } else if (name == "remedy") {
                failure.remedy = std::string(value.as_string());
            } else {
                failure.facts.emplace_back(std::string(name), fact_from(value));
            }
        }
        failures.push_back(std::move(failure));
    }
    return failures;
}

}  // namespace neo::app
