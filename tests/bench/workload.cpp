#include "workload.hpp"

#include "load.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <tests/e2e/support/corpus.hpp>
#include <tests/e2e/support/promotion.hpp>

namespace neo::bench {

namespace {

constexpr std::string_view api = "/extensions/neo/api/v1";

}  // namespace

std::string synthetic_blocks(std::size_t bytes) {
    std::string blocks = "[";
    // As a step of a dataflow is: some short members, and a script with what JSON escapes.
    const auto block = [](std::size_t number, std::size_t padding) {
        return fmt::format(R"({{"id": "b{0}", "type": "script", "name": "Step {0}", "config": {{"url": )"
                           R"("https://example.org/v1/items/{0}", "method": "POST", "retries": 3, "timeout": 2.5, )"
                           R"("enabled": true, "code": "const item = input[\"{0}\"];\nreturn item;{1}"}}}})",
                           number, std::string(padding, ' '));
    };
    const std::size_t usual = block(0, 120).size();
    std::size_t number = 0;
    while (blocks.size() + 2 * usual + 50 < bytes)
        blocks += block(number++, 120) + ",";
    const std::size_t rest = blocks.size() + block(number, 0).size() + 1;
    if (rest > bytes) throw std::logic_error("a document of so few bytes");
    return blocks + block(number, bytes - rest) + "]";
}

std::vector<e2e::TestDataflow> corpus_dataflows(std::size_t count) {
    const auto documents = e2e::as_dataflows(e2e::read_corpus());
    std::vector<e2e::TestDataflow> dataflows;
    for (std::size_t at = 0; at < count; ++at) {
        e2e::TestDataflow& dataflow = dataflows.emplace_back(documents[at % documents.size()]);
        dataflow.organization = source_organization;
        dataflow.id = fmt::format("corpus-{}", at);
        dataflow.versions.front().url += fmt::format("/{}", at);
    }
    return dataflows;
}

std::vector<e2e::TestDataflow> synthetic_dataflows(std::size_t count, std::size_t bytes) {
    const std::string blocks = synthetic_blocks(bytes);
    std::vector<e2e::TestDataflow> dataflows;
    for (std::size_t at = 0; at < count; ++at) {
        e2e::TestVersion version;
        version.url = fmt::format("/synthetic/{}/{}", bytes, at);
        version.blocks = blocks;
        dataflows.push_back({std::string(source_organization), fmt::format("synthetic-{}-{}", bytes, at), {version}});
    }
    return dataflows;
}

std::string target_organization(std::size_t number) {
    return fmt::format("acme-uat-{}", number);
}

std::string platform_of(const std::vector<e2e::TestDataflow>& dataflows, std::size_t targets) {
    e2e::Platform platform;
    platform.organizations = {{std::string(source_organization)}};
    for (std::size_t at = 0; at < targets; ++at)
        platform.organizations.push_back({target_organization(at)});
    e2e::TestUser ana{std::string(actor), {}};
    for (const auto& organization : platform.organizations)
        ana.grants.push_back({organization.id});
    platform.users = {ana};
    platform.dataflows = dataflows;
    return platform.json();
}

void register_and_map(int port, std::size_t targets) {
    LoadClient ana(port);
    const auto ask = [&](std::string_view method, const std::string& path, std::string_view body) {
        ana.expect(201, written_request(method, fmt::format("{}/organizations/{}", api, path), token(), body));
    };
    ask("PUT", fmt::format("{}/registration", source_organization), R"({"type": "dev"})");
    for (std::size_t at = 0; at < targets; ++at) {
        const std::string target = target_organization(at);
        ask("PUT", target + "/registration", R"({"type": "uat"})");
        ask("POST", fmt::format("{}/mappings", source_organization),
            fmt::format(R"({{"target": "{}", "relation": "default"}})", target));
    }
}

std::string token() {
    return e2e::token_of(actor);
}

std::string promotion_request(const std::string& dataflow, std::size_t target) {
    return written_request(
        "POST", fmt::format("{}/promotions", api), token(),
        e2e::promotion_of({std::string(source_organization), dataflow, 1}, target_organization(target)));
}

std::vector<std::vector<std::string>> promotion_requests(const std::vector<e2e::TestDataflow>& dataflows,
                                                         std::size_t target, std::size_t clients) {
    std::vector<std::vector<std::string>> requests(clients);
    for (std::size_t at = 0; at < dataflows.size(); ++at)
        requests[at % clients].push_back(promotion_request(dataflows[at].id, target));
    return requests;
}

}  // namespace neo::bench
