#include <neo/testing/answer.hpp>

#include <boost/json.hpp>

#include <stdexcept>

namespace neo::testing {

namespace {

namespace json = boost::json;

json::value parse(const std::string& text) {
    json::error_code failed;
    json::parse_options options;
    options.max_depth = 100;
    json::value value = json::parse(text, failed, {}, options);
    if (failed) throw std::runtime_error("the plugin's answer is no JSON: " + text);
    return value;
}

json::value walk(json::value value, std::string_view path) {
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string_view name = path.substr(0, dot);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        const json::object* object = value.if_object();
        const json::value* member = object ? object->if_contains(json::string_view(name.data(), name.size())) : nullptr;
        if (member == nullptr) return nullptr;
        value = json::value(*member);
    }
    return value;
}

void add_code(std::vector<std::string>& codes, const json::value& problem) {
    const json::value code = walk(problem, "code");
    if (code.is_string()) codes.emplace_back(code.as_string());
}

std::vector<std::string> codes_of(const std::string& text) {
    json::error_code failed;
    const json::value problem = json::parse(text, failed);
    std::vector<std::string> codes;
    if (failed) return codes;
    add_code(codes, problem);
    const json::value failures = walk(problem, "failures");
    if (failures.is_array()) {
        for (const json::value& failure : failures.as_array())
            add_code(codes, failure);
    }
    return codes;
}

}  // namespace

json::value Answer::json() const {
    return parse(text);
}

json::value Answer::at(std::string_view path) const {
    return walk(json(), path);
}

std::vector<std::string> Answer::problem_codes() const {
    return status == NEO_OK ? std::vector<std::string>{} : codes_of(text);
}

json::value HttpAnswer::json() const {
    return parse(body);
}

json::value HttpAnswer::at(std::string_view path) const {
    return walk(json(), path);
}

std::vector<std::string> HttpAnswer::problem_codes() const {
    return status < 400 ? std::vector<std::string>{} : codes_of(body);
}

std::string HttpAnswer::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace neo::testing
