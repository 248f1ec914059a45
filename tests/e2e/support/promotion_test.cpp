#include "promotion_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace neo::e2e {

std::string version_path(const std::string& organization, const std::string& dataflow, int version) {
    return fmt::format("/organizations/{}/dataflows/{}/versions/{}", encoded(organization), encoded(dataflow), version);
}

std::vector<std::string> items_of(const Answer& list, std::string_view member) {
    std::vector<std::string> values;
    for (const auto& item : list.json().at("items").as_array())
        values.push_back(text_of(item.at(member)));
    return values;
}

PromotionTest::PromotionTest() {
    for (const char* id : {"acme-dev", "acme-dev2", "acme-sit", "acme-uat", "acme-uat2", "acme-auto", "acme-prod",
                           "acme-prod2", "acme-demo", "acme-plain", "acme-us", "acme-bare", "acme-poor"})
        platform.organizations.push_back({id});
    organization("acme-plain").neo_enabled = false;
    organization("acme-us").cluster = "us";
    organization("acme-bare").custom_applications.clear();
    organization("acme-poor").modules.clear();

    TestUser ana{"ana", {}};
    TestUser vic{"vic", {}};
    for (const auto& company : platform.organizations) {
        ana.grants.push_back({company.id});
        vic.grants.push_back({company.id, {"neo.view"}});
    }
    platform.users = {ana, vic, {"root", {{"*", {"host.admin"}}}}, {"stranger", {}}};
    platform.dataflows = {{"acme-dev", "welcome", {TestVersion{}}}};
}

void PromotionTest::start() {
    host = std::make_unique<Host>(GetParam(), platform.json());
    host->start();
}

void PromotionTest::start_company() {
    start();
    for (const auto& [organization, type] : std::vector<std::pair<std::string, std::string>>{
             {"acme-dev", "dev"},
             {"acme-dev2", "dev"},
             {"acme-sit", "sit"},
             {"acme-uat", "uat"},
             {"acme-uat2", "uat"},
             {"acme-auto", "automation"},
             {"acme-prod", "prod"},
             {"acme-prod2", "prod"},
             {"acme-demo", "demo"},
             {"acme-us", "uat"},
             {"acme-bare", "uat"},
             {"acme-poor", "uat"},
         })
        register_organization(organization, type);
    for (const char* target : {"acme-dev2", "acme-sit", "acme-uat", "acme-uat2"})
        map("acme-dev", target);
}

void PromotionTest::register_organization(const std::string& organization, const std::string& type) const {
    const Answer answer =
        api("ana", "PUT", "/organizations/" + organization + "/registration", R"({"type": ")" + type + "\"}");
    ASSERT_EQ(answer.status, 201) << testing::PrintToString(answer);
}

void PromotionTest::map(const std::string& source, const std::string& target, const std::string& relation) const {
    const Answer answer =
        api("ana", "POST", "/organizations/" + source + "/mappings",
            fmt::format(R"({{"target": {}, "relation": {}}})", json_string(target), json_string(relation)));
    ASSERT_EQ(answer.status, 201) << testing::PrintToString(answer);
}

Answer PromotionTest::promote(const Source& source, const std::string& target, const std::string& application,
                              const std::string& user) const {
    return api(user, "POST", "/promotions", promotion_of(source, target, application));
}

Answer PromotionTest::preflight(const Source& source, const std::string& target, const std::string& application,
                                const std::string& user) const {
    return api(user, "POST", "/promotions/preflight", promotion_of(source, target, application));
}

Answer PromotionTest::promoted(const Source& source, const std::string& target, const std::string& application) const {
    const Answer answer = promote(source, target, application);
    if (answer.status != 201) throw std::runtime_error("promotion failed: " + testing::PrintToString(answer));
    return answer;
}

Answer PromotionTest::version(const std::string& organization, const std::string& dataflow, int number) const {
    return api("ana", "GET", version_path(organization, dataflow, number));
}

Answer PromotionTest::host_api(const std::string& user, const std::string& method, const std::string& path,
                               const std::string& body) const {
    return as(user).call(method, "/api/v1" + path, body);
}

TestOrganization& PromotionTest::organization(const std::string& id) {
    const auto found = std::ranges::find(platform.organizations, id, &TestOrganization::id);
    if (found == platform.organizations.end()) throw std::logic_error("no organization " + id);
    return *found;
}

TestDataflow& PromotionTest::add_dataflow(TestDataflow dataflow) {
    return platform.dataflows.emplace_back(std::move(dataflow));
}

TestVersion& PromotionTest::add_version(const std::string& organization, const std::string& dataflow,
                                        TestVersion version) {
    for (auto& candidate : platform.dataflows)
        if (candidate.organization == organization && candidate.id == dataflow)
            return candidate.versions.emplace_back(std::move(version));
    throw std::logic_error("no dataflow " + dataflow);
}

}  // namespace neo::e2e
