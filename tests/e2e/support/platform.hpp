// Writes platform files. Contents are JSON text and go into the file as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace neo::e2e {

std::string json_string(std::string_view text);  // as a JSON string

struct TestOrganization {
    std::string id;
    bool neo_enabled = true;
    std::string cluster = "eu";
    std::vector<std::string> modules = {"loyalty"};
    std::vector<std::string> custom_applications = {"crm", "sales"};  // beside default and middleware
};

struct TestGrant {
    std::string organization;
    std::vector<std::string> permissions = {"neo.view", "neo.edit", "neo.admin", "neo.promote"};
};

// The token of a test's user is "token-of-", the id, and "-0123456789".
struct TestUser {
    std::string id;
    std::vector<TestGrant> grants;
    std::string name = id;
};
std::string token_of(std::string_view user);

struct TestVersion {
    int number = 1;
    std::string state = "approved";
    std::string url = "/welcome";
    std::string method = "POST";
    std::string blocks = R"([{"id": "b1", "type": "script", "name": "Map", "config": {}}])";
    std::string connections = "[]";
    std::string tags = "[]";
};

struct TestDataflow {
    std::string organization;
    std::string id;
    std::vector<TestVersion> versions;
    std::string application = "crm";
    std::string module = {};  // empty: none
    bool global = false;
    std::string name = id;
};

struct Platform {
    std::vector<TestOrganization> organizations;
    std::vector<TestUser> users;
    std::vector<TestDataflow> dataflows;

    std::string json() const;
};

}  // namespace neo::e2e
