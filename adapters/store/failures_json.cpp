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

// The elements of a list that this program wrote: objects, or texts.
json::array list_from(std::string_view text, bool (*is_element)(const json::value&)) {
    json::parse_options options;
    options.allow_invalid_utf8 = true;  // a failure can repeat what a host wrote
    json::error_code error;
    json::value document = json::parse(text, error, {}, options);
    json::array* list = error ? nullptr : document.if_array();
    if (list == nullptr || !std::ranges::all_of(*list, is_element))
        throw DatabaseError(Failure::other, "failures, warnings or codes of a promotion are no JSON array of theirs");
    return std::move(*list);
}

bool is_object(const json::value& value) {
    return value.is_object();
}

bool is_text(const json::value& value) {
    return value.is_string();
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

std::vector<domain::Failure> failures_from_json(std::string_view text) {
    std::vector<domain::Failure> failures;
    for (const json::value& entry : list_from(text, is_object))
        failures.push_back(failure_from(entry.get_object()));
    return failures;
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

std::vector<domain::Warning> warnings_from_json(std::string_view text) {
    std::vector<domain::Warning> warnings;
    for (domain::Failure& read : failures_from_json(text)) {
        domain::Warning& warning = warnings.emplace_back();
        warning.code = std::move(read.code);
        warning.message = std::move(read.message);
        warning.facts = std::move(read.facts);
    }
    return warnings;
}

std::string texts_json(const std::vector<std::string>& texts) {
    return json::serialize(json::array(texts.begin(), texts.end()));
}

std::vector<std::string> texts_from_json(std::string_view text) {
    std::vector<std::string> texts;
    for (const json::value& item : list_from(text, is_text))
        texts.emplace_back(item.get_string());
    return texts;
}

}  // namespace neo::sql
