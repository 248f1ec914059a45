// The company of the tests over HTTP (tests/e2e/support), asked with `neo`.
#pragma once

#include "neo.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <tests/e2e/support/promotion_test.hpp>

namespace neo::clitest {

namespace json = boost::json;

class Company : public e2e::PromotionTest {
protected:
    static constexpr const char* version_2 =
        R"([{"id": "b1", "type": "script", "name": "Map", "config": {"n": 2}}, {"id": "b2", "name": "Mail"}])";
    static constexpr const char* hotfix =
        R"([{"id": "b1", "type": "script", "name": "Map", "config": {"hot": "fix"}}])";

    Company() { add_version("acme-dev", "welcome", {.number = 2, .blocks = version_2}); }

    std::string url() const { return fmt::format("http://127.0.0.1:{}", host->port()); }
    Neo neo_of(const std::string& user = "ana") const { return Neo(url(), e2e::token_of(user)); }
    // Somebody at acme-uat writes and approves another version.
    void approve_hotfix() const {
        const std::string versions = "/organizations/acme-uat/dataflows/welcome/versions";
        const auto made = host_api("ana", "POST", versions,
                                   fmt::format(R"({{"trigger": {{"url": "/welcome", "method": "POST"}}, "blocks": {},
                                                    "connections": []}})",
                                               hotfix));
        ASSERT_EQ(made.status, 201) << made.body;
        const std::string state = fmt::format("{}/{}/state", versions, made.json().at("version").as_int64());
        for (const char* to : {"awaiting_approval", "approved"})
            ASSERT_EQ(host_api("ana", "POST", state, fmt::format(R"({{"to": "{}"}})", to)).status, 200);
    }
};

}  // namespace neo::clitest
