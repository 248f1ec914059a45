// The object "limits" of host.json, as clients and operators see it.
#include "support/promotion_test.hpp"

#include <fmt/format.h>

namespace neo::e2e {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Optional;

class LimitsOfTheHost : public PromotionTest {
protected:
    // Writes host.json with these limits, a JSON object.
    void configure(const std::string& limits) {
        host = std::make_unique<Host>(GetParam(), platform.json());
        std::string text = read_file(host->configuration_file());
        text.insert(1, "\"limits\": " + limits + ", ");
        write_file(host->configuration_file(), text);
    }
};

TEST_P(LimitsOfTheHost, BodiesAreAsLargeAsTheConfigurationSays) {
    configure(R"({"body_bytes": {"session": 1024, "requests": 2048, "documents": 4096}})");
    host->start();
    const auto padded = [](std::size_t bytes) { return "{" + std::string(bytes - 2, ' ') + "}"; };
    const auto status = [&](const std::string& path, std::size_t bytes) {
        return as("ana").call("POST", path, padded(bytes)).status;
    };
    EXPECT_EQ(status("/extensions/neo/api/v1/promotions/preflight", 2048), 422);
    EXPECT_EQ(status("/extensions/neo/api/v1/promotions/preflight", 2049), 413);
    EXPECT_EQ(status("/api/v1/organizations/acme-dev/dataflows", 4096), 422);
    EXPECT_EQ(status("/api/v1/organizations/acme-dev/dataflows", 4097), 413);
    EXPECT_EQ(Client(host->port(), "").call("POST", "/api/v1/session", padded(1025)).status, 413);
}

TEST_P(LimitsOfTheHost, RequestsOfOneCallerAreCounted) {
    configure(R"({"requests_per_second": 3})");
    host->start();
    Client ana = as("ana");
    int refused = 0;
    for (int i = 0; i < 100 && refused == 0; ++i) {
        const Answer answer = ana.call("GET", "/api/v1/organizations/absent");
        if (answer.status != 429) continue;
        ++refused;
        EXPECT_EQ(answer.code(), "too_many_requests");
        EXPECT_EQ(answer.header("retry-after"), "1");
    }
    EXPECT_EQ(refused, 1) << "100 requests took more than half a minute, or nobody counts them";
    EXPECT_NE(as("vic").call("GET", "/api/v1/organizations/absent").status, 429)
        << "another caller has a count of his own";
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(ana.call("GET", "/healthz").status, 200);
}

TEST_P(LimitsOfTheHost, AreToldByCheckConfig) {
    configure(R"({"connections": 77, "requests_per_second": 5})");
    const Finished finished = host->command("check-config");
    EXPECT_THAT(finished.status, Optional(Eq(0))) << finished.errors;
    EXPECT_THAT(finished.output, HasSubstr("bodies 4096 (session), 65536 (requests), 9437184 (documents) bytes"));
    EXPECT_THAT(finished.output, HasSubstr("77 connections, 256 of an address; 5 requests a second of a caller"));
    configure(R"({"body_bytes": {"sesion": 1024}})");
    EXPECT_THAT(host->command("serve").errors, HasSubstr("host.json: limits.body_bytes.sesion: is not a known key"));
}

// C5: what its members beside blocks and connections take is bounded; contents of any shape are not.
TEST_P(LimitsOfTheHost, ADraftOfManySmallValuesIsTakenAsItIs) {
    start();
    std::string values = "[0";
    for (int i = 0; i < 300'000; ++i)
        values += ",0";
    values += "]";
    const std::string flow = "/organizations/acme-dev/dataflows/welcome/versions";
    const std::string blocks = R"([{"id": "b", "type": "script", "name": "n", "config": )" + values + "}]";
    const std::string trigger = R"("trigger": {"url": "/many", "method": "POST"})";
    const Answer made =
        host_api("ana", "POST", flow, fmt::format(R"({{"versions": [{{{}, "blocks": {}}}]}})", trigger, blocks));
    ASSERT_EQ(made.status, 201) << made.body;
    const int number = made.json().at("version").to_number<int>();
    EXPECT_EQ(raw_member(version("acme-dev", "welcome", number).body, "blocks"), blocks);
    const Answer twice = host_api("ana", "POST", flow, fmt::format(R"({{"versions": [{{{}}}, {{}}]}})", trigger));
    EXPECT_EQ(twice.status, 422);
    EXPECT_EQ(host_api("ana", "POST", flow, fmt::format(R"({{{}, "blocks": 7}})", trigger)).status, 422);
    EXPECT_EQ(host_api("ana", "POST", flow, "[" + trigger.substr(11) + "]").status, 422);
    const Answer tags = host_api("ana", "POST", flow,
                                 fmt::format(R"({{{}, "tags": {}}})", trigger, values + std::string(600'000, ' ')));
    EXPECT_EQ(tags.status, 422);
    EXPECT_THAT(text_of(tags.json().at("detail")), HasSubstr("tags"));
    std::string large = values;
    large.insert(large.size() - 1, ",0" + std::string(600'000, ' '));
    const Answer beside = host_api("ana", "POST", flow, fmt::format(R"({{{}, "tags": {}}})", trigger, large));
    EXPECT_EQ(beside.status, 422);
    EXPECT_THAT(text_of(beside.json().at("detail")), HasSubstr("1 MiB beside blocks and connections"));
}

NEO_ON_EVERY_BACKEND(LimitsOfTheHost);

}  // namespace
}  // namespace neo::e2e
