// What most tests begin with: a company with organizations of every type, its people, and a host that serves them.
#pragma once

#include "client.hpp"
#include "host.hpp"
#include "platform.hpp"
#include "promotion.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace neo::e2e {

std::string version_path(const std::string& organization, const std::string& dataflow, int version);

// The text of a member of a JSON object, byte for byte.
inline std::string raw_member(std::string_view object, std::string_view key) {
    return std::string(sdk::json_text::member(object, key));
}

inline std::string text_of(const boost::json::value& value) {
    return value.as_string().c_str();
}

// `member` of every item of a list, in order.
std::vector<std::string> items_of(const Answer& list, std::string_view member);

class PromotionTest : public testing::TestWithParam<std::string> {
protected:
    // acme-{dev,dev2,sit,uat,uat2,auto,prod,prod2,demo}: Neo enabled, module loyalty, applications default, middleware,
    // crm, sales. acme-plain: no Neo. acme-us: another cluster. acme-bare: no custom application. acme-poor: no module.
    // ana: every permission in each of them. vic: may view them. root: host admin. stranger: no grant at all.
    // Dataflow welcome in acme-dev: approved version 1 with trigger POST /welcome.
    PromotionTest();

    // Starts the host with `platform`.
    void start();

    // Starts, registers every organization of the company that has a type, and maps acme-dev to acme-dev2, acme-sit,
    // acme-uat and acme-uat2.
    void start_company();

    Client as(const std::string& user) const { return {host->port(), token_of(user)}; }

    Answer api(const std::string& user, const std::string& method, const std::string& path,
               const std::string& body = "") const {
        return as(user).api(method, path, body);
    }

    void register_organization(const std::string& organization, const std::string& type) const;
    void map(const std::string& source, const std::string& target, const std::string& relation = "default") const;

    Answer promote(const Source& source, const std::string& target, const std::string& application = "crm",
                   const std::string& user = "ana") const;
    Answer preflight(const Source& source, const std::string& target, const std::string& application = "crm",
                     const std::string& user = "ana") const;

    // A promotion that must succeed.
    Answer promoted(const Source& source, const std::string& target, const std::string& application = "crm") const;

    Answer version(const std::string& organization, const std::string& dataflow, int number) const;

    // A call of the host's own API, below /api/v1.
    Answer host_api(const std::string& user, const std::string& method, const std::string& path,
                    const std::string& body = "") const;

    // Adds approved version `number` to a dataflow of the platform. Before start.
    TestVersion& add_version(const std::string& organization, const std::string& dataflow, TestVersion version);
    TestDataflow& add_dataflow(TestDataflow dataflow);
    TestOrganization& organization(const std::string& id);

    Platform platform;
    std::unique_ptr<Host> host;
};

}  // namespace neo::e2e

// Runs the tests of a fixture on every backend.
#define NEO_ON_EVERY_BACKEND(Fixture)                                                          \
    INSTANTIATE_TEST_SUITE_P(On, Fixture, testing::ValuesIn(::neo::test::database_backends()), \
                             [](const auto& instance) { return instance.param; })
