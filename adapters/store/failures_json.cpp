#include "failures_json.hpp"

#include <adapters/sql/failure.hpp>

#include <boost/json.hpp>

#include <algorithm>

namespace neo::sql {

namespace json = boost::json;

namespace {

struct FactJson {
    json::value operator()(const std::string& text) const { return json::string(text); }
    json::value operator()(const std::vector<std::string>& texts) const {
        return json::array(texts.begin(), texts.end());
    }
    json::value operator()(long long number) const { return number; }
    json::value operator()(const domain::Trigger& trigger) const {
        return json::object{{"url", trigger.url}, {"method", trigger.method}};
    }
};

const json::string* text_in(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_string();
}

domain::Fact fact_from(const json::value& value) {
    if (const json::string* text = value.if_string()) return std::string(*text);
    if (const std::int64_t* number = value.if_int64()) return static_cast<long long>(*number);
    if (const json::object* trigger = value.if_object()) {
        const json::string* url = text_in(*trigger, "url");
        const json::string* method = text_in(*trigger, "method");
        if (url != nullptr && method != nullptr) return domain::Trigger{std::string(*url), std::string(*method)};
    }
    const json::array* texts = value.if_array();
    if (texts != nullptr && std::ranges::all_of(*texts, &json::value::is_string))
        return json::value_to<std::vector<std::string>>(value);
    return json::serialize(value);
}

domain::Failure failure_from(const json::object& entry) {
    domain::Failure failure;
    for (const auto& [name, value] : entry) {
        const json::string* text = value.if_string();
        if (name == "code" && text != nullptr) {
            failure.code = *text;
        } else if (name == "message" && text != nullptr) {
            failure.message = *text;
        } else if (name == "remedy" && text != nullptr) {
            failure.remedy = *text;
        } else {
            failure.facts.emplace_back(std::string(name), fact_from(value));
        }
    }
    return failure;
}

}  // namespace

std::string failures_json(const std::vector<domain::Failure>& failures) {
    json::array list;
    for (const domain::Failure& failure : failures) {
        json::object entry{{"code", failure.code}, {"message", failure.message}, {"remedy", failure.remedy}};
        for (const auto& [name, fact] : failure.facts)
            entry[name] = std::visit(FactJson(), fact);
        list.push_back(std::move(entry));
    }
    return json::serialize(list);
}

std::vector<domain::Failure> failures_from_json(std::string_view text) {
    json::parse_options options;
    options.allow_invalid_utf8 = true;  // a failure can repeat what a host wrote
    json::error_code error;
    const json::value document = json::parse(text, error, {}, options);
    const json::array* list = error ? nullptr : document.if_array();
    if (list == nullptr || !std::ranges::all_of(*list, &json::value::is_object))
        throw DatabaseError(Failure::other, "the failures of a promotion are no JSON array of objects");
    std::vector<domain::Failure> failures;
    for (const json::value& entry : *list)
        failures.push_back(failure_from(entry.get_object()));
    return failures;
}

}  // namespace neo::sql
