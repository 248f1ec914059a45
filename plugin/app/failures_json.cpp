#include "failures_json.hpp"

#include <boost/json.hpp>

namespace neo::app {

namespace json = boost::json;

namespace {

struct FactJson {
    json::value operator()(const std::string& text) const { return json::string(text); }
    json::value operator()(const std::vector<std::string>& texts) const {
        return json::array(texts.begin(), texts.end());
    }
    json::value operator()(std::int64_t number) const { return number; }
    json::value operator()(const domain::Trigger& trigger) const {
        return json::object{{"url", trigger.url}, {"method", trigger.method}};
    }
};

domain::Fact fact_from(const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_int64()) return static_cast<std::int64_t>(value.get_int64());
    if (value.is_object()) {
        const json::object& trigger = value.get_object();
        return domain::Trigger{json::value_to<std::string>(trigger.at("url")),
                               json::value_to<std::string>(trigger.at("method"))};
    }
    return json::value_to<std::vector<std::string>>(value);
}

void add_facts(json::object& entry, const domain::Facts& facts) {
    for (const auto& [name, fact] : facts)
        entry[name] = std::visit(FactJson(), fact);
}

}  // namespace

std::string failures_json(const std::vector<domain::Failure>& failures) {
    json::array list;
    for (const domain::Failure& failure : failures) {
        json::object entry{{"code", failure.code}, {"message", failure.message}, {"remedy", failure.remedy}};
        add_facts(entry, failure.facts);
        list.push_back(std::move(entry));
    }
    return json::serialize(list);
}

std::string warnings_json(const std::vector<domain::Warning>& warnings) {
    json::array list;
    for (const domain::Warning& warning : warnings) {
        json::object entry{{"code", warning.code}, {"message", warning.message}};
        add_facts(entry, warning.facts);
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
