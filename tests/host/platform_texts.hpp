// Small platform files.
#pragma once

#include <string>

namespace neo::test {

// Of a user of small_platform.
inline std::string token_of(const std::string& user) {
    return "token-of-" + user + "-0123456789";
}

// dev and uat with the applications default, middleware and crm; ana may do everything in both, ben in dev only; dev
// has the dataflow "welcome" with the approved version 1 at POST /welcome.
inline constexpr const char* small_platform = R"({
  "organizations": [
    {"id": "dev", "neo_enabled": true, "modules": ["loyalty"], "applications": [
      {"id": "default", "kind": "default"}, {"id": "middleware", "kind": "middleware"}, {"id": "crm", "kind": "custom"}]},
    {"id": "uat", "neo_enabled": true, "applications": [
      {"id": "default", "kind": "default"}, {"id": "middleware", "kind": "middleware"}, {"id": "crm", "kind": "custom"}]}],
  "users": [
    {"id": "ana", "token": "token-of-ana-0123456789", "grants": [
      {"organization": "dev", "permissions": ["neo.view", "neo.edit", "neo.admin", "neo.promote"]},
      {"organization": "uat", "permissions": ["neo.view", "neo.edit", "neo.admin", "neo.promote"]}]},
    {"id": "ben", "token": "token-of-ben-0123456789", "grants": [
      {"organization": "dev", "permissions": ["neo.view", "neo.promote"]}]},
    {"id": "olga", "token": "token-of-olga-0123456789", "grants": [{"organization": "*", "permissions": ["host.admin"]}]}],
  "dataflows": [
    {"organization": "dev", "id": "welcome", "name": "Welcome", "application": "crm", "versions": [
      {"version": 1, "state": "approved", "trigger": {"url": "/welcome", "method": "POST"}, "tags": ["mail"],
       "blocks": [{"id": "b1", "type": "script"}], "connections": []}]}]
})";

// A platform with one dataflow, whose one version is `version`.
inline std::string with_version(const std::string& version) {
    return R"({"organizations": [{"id": "o", "applications": [{"id": "a", "kind": "custom"}]}],
        "dataflows": [{"organization": "o", "id": "d", "application": "a", "versions": [)" +
           version + "]}]}";
}
inline std::string with_blocks(const std::string& blocks) {
    return with_version(R"({"version": 1, "state": "draft", "trigger": {"url": "/u", "method": "GET"}, "blocks": )" +
                        blocks + "}");
}

}  // namespace neo::test
