// What people do with the dataflows of one organization, in words: for tests about who holds a trigger.
#pragma once

#include "host_store.hpp"

#include <host-sdk/reference-host/store/lifecycle.hpp>

#include <functional>
#include <string>
#include <vector>

namespace neo::test {

// Every function answers "ok", "held by X" when that was saved and another holds its trigger, or the code of the fault.
class OrganizationLife {
public:
    OrganizationLife(HostStore& host, std::string organization) : host_(host), organization_(std::move(organization)) {}

    // A new dataflow whose draft 1 has this trigger.
    std::string create(const std::string& id, const std::string& url, const std::string& method = "POST");
    // Its next version, a draft.
    std::string draft(const std::string& id, const std::string& url, const std::string& method = "POST");
    std::string put(const std::string& id, std::int64_t version, const std::string& url);
    std::string move(const std::string& id, std::int64_t version, const std::string& to);
    // draft -> awaiting_approval -> approved
    std::string approve(const std::string& id, std::int64_t version);
    // Who a refused approval says holds the trigger.
    std::string told_holder(const std::string& id, std::int64_t version);
    // A promotion; `expected`: of the dataflow that holds the trigger, empty for none. Each under a key of its own.
    std::string apply(const std::string& source_dataflow, const std::string& url, const std::string& expected = {});
    // Empty: nobody.
    std::string holder(const std::string& url, const std::string& method = "POST");

private:
    HostStore& host_;
    std::string organization_;
};

// Runs all of them at once and answers what each said.
std::vector<std::string> at_once(const std::vector<std::function<std::string()>>& actions);

}  // namespace neo::test
