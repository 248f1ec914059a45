#include "schema.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <regex>
#include <set>
#include <string_view>

namespace neo::e2e {

namespace json = boost::json;

namespace {

bool has_type(const json::value& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_bool();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
}

class Checker {
public:
    explicit Checker(const json::value& document) : document_(document) {}

    void check(const json::value& schema, const json::value& value, const std::string& place) {
        for (const auto& [keyword, rule] : schema.as_object()) {
            if (keyword == "$ref") {
                check(document_.at_pointer(rule.as_string().subview(1)), value, place);
            } else if (keyword == "type") {
                check_type(rule, value, place);
            } else if (keyword == "enum") {
                if (std::ranges::find(rule.as_array(), value) == rule.as_array().end()) fail(place, keyword, value);
            } else if (keyword == "oneOf") {
                check_one_of(rule.as_array(), value, place);
            } else if (keyword == "pattern") {
                if (value.is_string() &&
                    !std::regex_search(value.as_string().c_str(), std::regex(rule.as_string().c_str())))
                    fail(place, keyword, value);
            } else if (keyword == "minimum" || keyword == "maximum") {
                if (!value.is_number()) continue;
                const auto number = value.to_number<double>();
                const auto bound = rule.to_number<double>();
                if (keyword == "minimum" ? number < bound : number > bound) fail(place, keyword, value);
            } else if (keyword == "maxLength") {
                if (value.is_string() && value.as_string().size() > rule.to_number<std::size_t>())
                    fail(place, keyword, value);
            } else if (keyword == "maxItems") {
                if (value.is_array() && value.as_array().size() > rule.to_number<std::size_t>())
                    fail(place, keyword, value);
            } else if (keyword == "items") {
                if (value.is_array()) check_items(rule, value.as_array(), place);
            } else if (keyword == "required") {
                if (value.is_object()) check_required(rule.as_array(), value.as_object(), place);
            } else if (keyword == "properties" || keyword == "additionalProperties") {
                if (value.is_object()) check_members(keyword, schema.as_object(), value.as_object(), place);
            } else if (!annotations().contains(std::string_view(keyword))) {
                violations.push_back(place + ": the checker does not know the keyword " + std::string(keyword));
            }
        }
    }

    std::vector<std::string> violations;

private:
    static const std::set<std::string, std::less<>>& annotations() {
        static const std::set<std::string, std::less<>> names{"description", "examples", "default", "format", "title"};
        return names;
    }

    void fail(const std::string& place, std::string_view keyword, const json::value& value) {
        violations.push_back(place + " breaks " + std::string(keyword) + ": " + json::serialize(value).substr(0, 200));
    }

    void check_type(const json::value& rule, const json::value& value, const std::string& place) {
        const bool right = rule.is_string() ? has_type(value, rule.as_string())
                                            : std::ranges::any_of(rule.as_array(), [&](const json::value& type) {
                                                  return has_type(value, type.as_string());
                                              });
        if (!right) fail(place, "type " + json::serialize(rule), value);
    }

    void check_one_of(const json::array& alternatives, const json::value& value, const std::string& place) {
        const auto fitting = std::ranges::count_if(alternatives, [&](const json::value& alternative) {
            Checker checker(document_);
            checker.check(alternative, value, place);
            return checker.violations.empty();
        });
        if (fitting != 1) fail(place, "oneOf", value);
    }

    void check_items(const json::value& rule, const json::array& items, const std::string& place) {
        for (std::size_t at = 0; at < items.size(); ++at)
            check(rule, items[at], place + "/" + std::to_string(at));
    }

    void check_required(const json::array& names, const json::object& object, const std::string& place) {
        for (const auto& name : names)
            if (!object.contains(name.as_string())) violations.push_back(place + " lacks " + name.as_string().c_str());
    }

    void check_members(std::string_view keyword, const json::object& schema, const json::object& object,
                       const std::string& place) {
        const json::value* properties = schema.if_contains("properties");
        for (const auto& [name, member] : object) {
            const json::value* known = properties != nullptr ? properties->as_object().if_contains(name) : nullptr;
            const std::string where = place + "/" + std::string(name);
            if (keyword == "properties") {
                if (known != nullptr) check(*known, member, where);
            } else if (known == nullptr && schema.at(keyword).is_object()) {
                check(schema.at(keyword), member, where);
            } else if (known == nullptr && !schema.at(keyword).as_bool()) {
                violations.push_back(where + " is a member that the description does not know");
            }
        }
    }

    const json::value& document_;
};

}  // namespace

std::vector<std::string> schema_violations(const json::value& document, const json::value& schema,
                                           const json::value& value) {
    Checker checker(document);
    checker.check(schema, value, "");
    return std::move(checker.violations);
}

}  // namespace neo::e2e
