// inside_bench: the pieces of a promotion within the process, without databases and network. Options are those of
// Google Benchmark.
#include "workload.hpp"

#include <neo/host/cpp/content.hpp>
#include <neo/host/hook/http.h>
#include <neo/testing/mock_host.hpp>
#include <plugin/app/identifiers.hpp>
#include <plugin/base/digest.hpp>
#include <plugin/domain/promotion_rules.hpp>

#include <boost/json/parse.hpp>

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <memory>

namespace {

namespace domain = neo::domain;

domain::PromotionFacts good_promotion() {
    domain::PromotionFacts facts;
    facts.actor = "ana";
    facts.source = {"acme-dev", "welcome", 3};
    facts.target = "acme-uat";
    facts.requested_application = "crm";
    facts.may_promote_from_source = facts.may_promote_to_target = true;
    facts.source_organization = {"eu", true, {}, domain::OrganizationType::dev, "Acme Dev"};
    facts.target_organization = {"eu", true, {"loyalty"}, domain::OrganizationType::uat, "Acme UAT"};
    facts.mapped = true;
    facts.version = {domain::VersionState::approved, "loyalty", {}};
    facts.target_applications = {{"default", domain::ApplicationKind::default_application, "Default"},
                                 {"middleware", domain::ApplicationKind::middleware, "Middleware"},
                                 {"crm", domain::ApplicationKind::custom, "CRM"},
                                 {"sales", domain::ApplicationKind::custom, "Sales"}};
    return facts;
}

void rules_that_permit(benchmark::State& state) {
    const domain::PromotionFacts facts = good_promotion();
    for (auto _ : state)
        benchmark::DoNotOptimize(domain::decide_promotion(facts));
}
BENCHMARK(rules_that_permit);

void rules_that_refuse(benchmark::State& state) {
    domain::PromotionFacts facts = good_promotion();
    facts.mapped = false;
    facts.version->state = domain::VersionState::draft;
    facts.target_organization->cluster = "us";
    for (auto _ : state)
        benchmark::DoNotOptimize(domain::decide_promotion(facts));
}
BENCHMARK(rules_that_refuse);

void promotion_key(benchmark::State& state) {
    const domain::VersionId source{"acme-dev", "welcome", 3};
    for (auto _ : state)
        benchmark::DoNotOptimize(neo::app::promotion_key(source, "acme-uat"));
}
BENCHMARK(promotion_key);

void new_id(benchmark::State& state) {
    const neo::Time now = neo::time_now();
    for (auto _ : state)
        benchmark::DoNotOptimize(neo::app::new_id(now));
}
BENCHMARK(new_id);

std::string content_of(const benchmark::State& state) {
    return R"({"blocks": )" + neo::bench::synthetic_blocks(static_cast<std::size_t>(state.range(0))) +
           R"(, "connections": []})";
}

template <class Work>
void over_content(benchmark::State& state, Work&& work) {
    const std::string content = content_of(state);
    for (auto _ : state)
        work(content);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(content.size()));
}

// The floor of what reads it.
void content_parsed_by_boost_json(benchmark::State& state) {
    over_content(state, [](const std::string& content) { benchmark::DoNotOptimize(boost::json::parse(content)); });
}
BENCHMARK(content_parsed_by_boost_json)->Arg(1'000)->Arg(10'000)->Arg(1'000'000);

void content_copied(benchmark::State& state) {
    over_content(state, [](const std::string& content) {
        const std::string copied = content;
        benchmark::DoNotOptimize(copied.data());
    });
}
BENCHMARK(content_copied)->Arg(1'000)->Arg(10'000)->Arg(1'000'000);

void content_scanned(benchmark::State& state) {
    over_content(state, [](const std::string& content) { benchmark::DoNotOptimize(neo::sdk::read_content(content)); });
}
BENCHMARK(content_scanned)->Arg(1'000)->Arg(10'000)->Arg(1'000'000);

void payload_hashed(benchmark::State& state) {
    over_content(state, [](const std::string& content) {
        benchmark::DoNotOptimize(neo::sha256({"POST", "https://example.org/welcome", content}));
    });
}
BENCHMARK(payload_hashed)->Arg(1'000)->Arg(10'000)->Arg(1'000'000);

// The real plugin in a host in memory, asked through the C table.
class LoadedPlugin {
public:
    LoadedPlugin() {
        const char* const given = std::getenv("NEO_PLUGIN");
        host_.organization("acme-dev");
        host_.user("ana").may_everything("acme-dev");
        plugin_ = std::make_unique<neo::testing::PluginUnderTest>(
            host_.start(given != nullptr ? given : NEO_BUILT_PLUGIN,
                        R"({"database": {"backend": "sqlite", "connection": "promote.db"}})"));
    }

    void run(benchmark::State& state, std::string_view target, int status) {
        const auto hook = plugin_->hook<neo_http_1>();
        neo_http_request request{};
        request.struct_size = sizeof request;
        request.method = neo::sdk::borrow("GET");
        request.target = neo::sdk::borrow(target);
        request.user = neo::sdk::borrow("ana");
        int answered = 0;
        const neo_http_responder responder{
            &answered, [](void* context, std::int32_t code, const neo_http_header*, std::size_t, neo_text) noexcept {
                *static_cast<int*>(context) = code;
            }};
        for (auto _ : state) {
            hook->handle(hook.context, &request, responder);
            if (answered != status) state.SkipWithError("another status");
        }
        host_.forget_calls();
    }

private:
    neo::testing::MockHost host_;
    std::unique_ptr<neo::testing::PluginUnderTest> plugin_;
};

void hook_call_of_no_route(benchmark::State& state) {
    LoadedPlugin().run(state, "/api/v1/nothing", 404);
}
BENCHMARK(hook_call_of_no_route);

// Asks the host two things, and no database; with what the host in memory takes, which notes every call.
void hook_call_that_asks_the_host(benchmark::State& state) {
    LoadedPlugin().run(state, "/api/v1/organizations/acme-dev/applications", 200);
}
BENCHMARK(hook_call_that_asks_the_host);

}  // namespace

BENCHMARK_MAIN();
