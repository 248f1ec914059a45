#include "platform.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace neo::e2e {

namespace {

template <class Range, class Text>
std::string array_of(const Range& range, Text text) {
    std::vector<std::string> items;
    std::transform(range.begin(), range.end(), std::back_inserter(items), text);
    return fmt::format("[{}]", fmt::join(items, ",\n"));
}

std::string text_of(const TestOrganization& organization) {
    const std::string custom = array_of(organization.custom_applications, [](const std::string& id) {
        return fmt::format(R"({{"id": {0}, "name": {0}, "kind": "custom"}})", json_string(id));
    });
    return fmt::format(
        R"({{"id": {0}, "name": {0}, "cluster": {1}, "neo_enabled": {2}, "modules": {3}, "applications": [
           {{"id": "default", "name": "Default", "kind": "default"}},
           {{"id": "middleware", "name": "Middleware", "kind": "middleware"}}{4}{5}]}})",
        json_string(organization.id), json_string(organization.cluster), organization.neo_enabled,
        array_of(organization.modules, json_string), organization.custom_applications.empty() ? "" : ",",
        std::string_view(custom).substr(1, custom.size() - 2));
}

std::string text_of(const TestUser& user) {
    return fmt::format(
        R"({{"id": {}, "name": {}, "token": {}, "grants": {}}})", json_string(user.id), json_string(user.name),
        json_string(token_of(user.id)), array_of(user.grants, [](const TestGrant& grant) {
            return fmt::format(R"({{"organization": {}, "permissions": {}}})", json_string(grant.organization),
                               array_of(grant.permissions, json_string));
        }));
}

std::string text_of(const TestVersion& version) {
    return fmt::format(
        R"({{"version": {}, "state": {}, "trigger": {{"url": {}, "method": {}}}, "tags": {}, "blocks": {}, "connections": {}}})",
        version.number, json_string(version.state), json_string(version.url), json_string(version.method), version.tags,
        version.blocks, version.connections);
}

std::string text_of(const TestDataflow& dataflow) {
    return fmt::format(
        R"({{"organization": {}, "id": {}, "name": {}, "application": {}, "global": {}, "module": {}, "versions": {}}})",
        json_string(dataflow.organization), json_string(dataflow.id), json_string(dataflow.name),
        json_string(dataflow.application), dataflow.global,
        dataflow.module.empty() ? "null" : json_string(dataflow.module),
        array_of(dataflow.versions, [](const TestVersion& version) { return text_of(version); }));
}

}  // namespace

std::string json_string(std::string_view text) {
    return boost::json::serialize(boost::json::string(text));
}

std::string token_of(std::string_view user) {
    return "token-of-" + std::string(user) + "-0123456789";
}

std::string Platform::json() const {
    const auto write = [](const auto& item) { return text_of(item); };
    return fmt::format("{{\"organizations\": {},\n\"users\": {},\n\"dataflows\": {}}}\n",
                       array_of(organizations, write), array_of(users, write), array_of(dataflows, write));
}

}  // namespace neo::e2e
