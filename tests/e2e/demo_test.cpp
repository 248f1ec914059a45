// The demo platform that a stranger begins with, and the walk that packaging/quickstart shows.
#include "support/client.hpp"
#include "support/host.hpp"
#include "support/promotion.hpp"
#include "support/promotion_test.hpp"

#include <regex>

namespace neo::e2e {
namespace {

using testing::Contains;
using testing::ElementsAre;

class Demo : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::copy(NEO_DEMO, folder_.path(), std::filesystem::copy_options::recursive);
        const auto file = folder_.path() / "host.json";
        std::string text = read_file(file);
        text = std::regex_replace(text, std::regex(R"re("port": *\d+)re"), R"("port": 0)");
        text = std::regex_replace(text, std::regex(R"re("library": *"[^"]*")re"),
                                  "\"library\": " + json_string(plugin_library().string()));
        write_file(file, text);
        host_ = std::make_unique<test::HostProcess>(file, test::Environment{}, folder_.path() / "log.txt");
        ASSERT_NE(host_->port(), 0) << read_file(folder_.path() / "log.txt");
    }

    Answer api(const std::string& method, const std::string& path, const std::string& body = "") const {
        return Client(host_->port(), "demo-only-token-of-ana").api(method, path, body);
    }

    const test::TemporaryFolder folder_;
    std::unique_ptr<test::HostProcess> host_;
};

TEST_F(Demo, C1_C2_H1_ThePromotionThatTheQuickstartShows) {
    EXPECT_EQ(api("PUT", "/organizations/acme-dev/registration", R"({"type": "dev"})").status, 201);
    EXPECT_EQ(api("PUT", "/organizations/acme-uat/registration", R"({"type": "uat"})").status, 201);
    EXPECT_EQ(
        api("POST", "/organizations/acme-dev/mappings", R"({"target": "acme-uat", "relation": "default"})").status,
        201);
    const Answer promotion = api("POST", "/promotions", promotion_of({"acme-dev", "welcome", 1}, "acme-uat", "crm"));
    ASSERT_EQ(promotion.status, 201) << testing::PrintToString(promotion);
    const std::string dataflow = text_of(promotion.json().at("target").at("dataflow"));
    const Answer there = api("GET", "/organizations/acme-uat/dataflows/" + encoded(dataflow));
    const auto& versions = there.json().at("versions").as_array();
    ASSERT_GE(versions.size(), 2U);
    EXPECT_EQ(text_of(versions[versions.size() - 2].at("state")), "approved");
    EXPECT_EQ(text_of(versions.back().at("state")), "draft");
    const Answer history = api("GET", "/promotions?organization=acme-uat&status=succeeded");
    EXPECT_THAT(items_of(history, "id"), ElementsAre(text_of(promotion.json().at("id"))));
    EXPECT_EQ(host_->stop(), 0);
}

TEST_F(Demo, P1_EveryOrganizationAndDataflowCanBeLookedAt) {
    const Answer organizations = api("GET", "/organizations?limit=500");
    const auto ids = items_of(organizations, "id");
    for (const char* id : {"acme-dev", "acme-sit", "acme-uat", "acme-automation", "acme-prod", "acme-demo"})
        EXPECT_THAT(ids, Contains(id));
    std::size_t versions = 0;
    for (const auto& organization : ids) {
        const Answer dataflows = api("GET", "/organizations/" + organization + "/dataflows?limit=500");
        for (const auto& dataflow : dataflows.json().at("items").as_array())
            for (const auto& version : dataflow.at("versions").as_array()) {
                const int number = static_cast<int>(version.at("version").as_int64());
                EXPECT_EQ(api("GET", version_path(organization, text_of(dataflow.at("id")), number)).status, 200);
                ++versions;
            }
    }
    EXPECT_GE(versions, 12U);
}

}  // namespace
}  // namespace neo::e2e
