#include "description.hpp"

#include "schema.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cctype>
#include <tests/support/files.hpp>

namespace neo::e2e {

namespace json = boost::json;

namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    path = path.substr(0, path.find('?'));
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const auto end = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

bool fits(std::string_view pattern, std::string_view path) {
    return std::ranges::equal(parts_of(pattern), parts_of(path), [](std::string_view expected, std::string_view part) {
        return expected.starts_with('{') ? !part.empty() : expected == part;
    });
}

// The route of a path that knows the method, before all the one that is written as the path is; else any route of the
// path: GET /promotions/preflight is one of /promotions/{id}.
const json::object* route_of(std::string_view path, const std::string& method) {
    const json::object* found = nullptr;
    for (const auto& [pattern, route] : api_description().at("paths").as_object()) {
        if (!fits(pattern, path)) continue;
        if (parts_of(pattern) == parts_of(path) && route.as_object().contains(method)) return &route.as_object();
        if (found == nullptr || route.as_object().contains(method)) found = &route.as_object();
    }
    return found;
}

const json::value& resolved(const json::value& value) {
    const json::value* reference = value.as_object().if_contains("$ref");
    return reference == nullptr ? value : api_description().at_pointer(reference->as_string().subview(1));
}

std::vector<std::string> problem_violations(const Answer& answer) {
    std::vector<std::string> violations;
    const std::string type = answer.header("Content-Type");
    if (!type.starts_with("application/problem+json"))
        violations.push_back("an error is application/problem+json, not '" + type + "'");
    if (!answer.is_json()) return {"the problem document is no JSON: " + answer.body.substr(0, 200)};
    violations = schema_violations(api_description(), api_description().at_pointer("/components/schemas/Problem"),
                                   answer.json());
    if (violations.empty() && answer.json().at("status").as_int64() != answer.status)
        violations.emplace_back("the problem document tells another status than the answer");
    return violations;
}

std::vector<std::string> success_violations(const json::value& response, const Answer& answer) {
    const json::value* content = response.as_object().if_contains("content");
    if (content == nullptr)
        return answer.body.empty() ? std::vector<std::string>{} : std::vector<std::string>{"a body where none belongs"};
    const std::string type = answer.header("Content-Type");
    const json::value* media = content->as_object().if_contains(type.substr(0, type.find(';')));
    if (media == nullptr) return {"the media type '" + type + "' is not described"};
    if (!answer.is_json()) return {"the answer is no JSON: " + answer.body.substr(0, 200)};
    return schema_violations(api_description(), media->at("schema"), answer.json());
}

}  // namespace

const json::value& api_description() {
    static const json::value description = json::parse(test::read_file(NEO_API_DESCRIPTION));
    return description;
}

std::set<std::string> described_operations() {
    std::set<std::string> operations;
    for (const auto& [pattern, route] : api_description().at("paths").as_object())
        for (const auto& [method, operation] : route.as_object()) {
            std::string name(method);
            std::ranges::transform(name, name.begin(),
                                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
            operations.insert(name + " " + std::string(pattern));
        }
    return operations;
}

std::vector<std::string> violations_of(const std::string& method, const std::string& path, const Answer& answer) {
    const json::object* route = route_of(path, lower(method));
    if (route == nullptr) {
        if (answer.status != 404 && answer.status != 401) return {"an unknown route must answer 404"};
        return problem_violations(answer);
    }
    const json::value* operation = route->if_contains(lower(method));
    if (operation == nullptr) {
        if (answer.status != 405 && answer.status != 401) return {"a method that is not allowed must answer 405"};
        return problem_violations(answer);
    }
    const json::value* response = operation->at("responses").as_object().if_contains(std::to_string(answer.status));
    if (response == nullptr) return {"the status " + std::to_string(answer.status) + " is not described"};
    return answer.status >= 400 ? problem_violations(answer) : success_violations(resolved(*response), answer);
}

}  // namespace neo::e2e
