#include "scene.hpp"

#include <adapters/memory/memory_store.hpp>
#include <adapters/store/open_store.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>
#include <tests/support/process.hpp>
#include <tests/support/registrations.hpp>

namespace neo::apptest {

namespace {

constexpr std::string_view platform = R"({
  "organizations": [
    {"id": "dev", "applications": [{"id": "crm", "name": "CRM", "kind": "custom"}]},
    {"id": "uat", "applications": [{"id": "default", "name": "Default", "kind": "default"},
                                   {"id": "crm", "name": "CRM", "kind": "custom"},
                                   {"id": "erp", "name": "ERP", "kind": "custom"}]}],
  "users": [{"id": "ana", "grants": [{"organization": "*", "permissions": ["neo.view", "neo.admin"]},
                                     {"organization": "dev", "permissions": ["neo.promote"]},
                                     {"organization": "uat", "permissions": ["neo.promote"]}]}],
  "dataflows": [{"organization": "dev", "id": "welcome", "application": "crm", "versions": [
    {"version": 1, "state": "approved", "trigger": {"url": "/welcome", "method": "POST"}, "tags": ["mail"],
     "blocks": [{"id": "b1", "type": "script", "config": {"n": 1e2}}], "connections": []},
    {"version": 2, "state": "live", "trigger": {"url": "/welcome", "method": "POST"},
     "blocks": [{"id": "b2", "type": "script", "config": {}}], "connections": []}]}]
})";

}  // namespace

OpenStore::OpenStore(const std::string& kind) {
    if (kind == "memory") {
        store = memory::make_memory_store(std::chrono::milliseconds(100));
        return;
    }
    folder_ = test::new_folder("app", {}).string();
    sql::DatabaseConfig config;
    config.backend = kind;
    config.connection = "promote.db";
    config.directory = folder_;
    config.in_flight_wait = std::chrono::milliseconds(100);
    store = std::move(sql::open_store(config).value());
}

OpenStore::~OpenStore() {
    store.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

Process::Process(const neo_host& host, ports::Store& store, const std::string& owner, std::int64_t lease_seconds)
    : platform_(sdk::RemotePlatform::connect(host).value()),
      host_(platform_),
      log_(platform_),
      services_{host_, store, clock_, log_, metrics_, refusals_, owner, lease_seconds} {}

Scene::Scene(const std::string& kind, std::int64_t lease)
    : lease_seconds(lease),
      one_by_one_(kind == host_of_1_0),
      host_({"mock", "1", "/nonexistent"}),
      open_(one_by_one_ ? "memory" : kind),
      faulty_(make_faulty_store(*open_.store, store_faults)) {
    std::vector<std::string> without;
    if (one_by_one_) without = {"dataflows.get_case", "people/1"};
    neo::testing::give_services(host_, mock, without);
    mock.platform.add_platform(platform);
    process_ = std::make_unique<Process>(host_.table(), *faulty_, "process-1", lease_seconds);
    test::register_and_map(open_.store->registrations());
}

app::outcome<ports::Promotion> promotion_of(app::outcome<app::Promoted> promoted) {
    if (!promoted) return promoted.error();
    return *promoted->promotion;
}

app::Services& Scene::another_process() {
    others_.push_back(std::make_unique<Process>(host_.table(), *faulty_, fmt::format("process-{}", others_.size() + 2),
                                                lease_seconds));
    return others_.back()->services();
}

app::outcome<ports::Promotion> Scene::promote(std::int64_t version, std::optional<std::string> application,
                                              std::optional<std::string> idempotency_key) {
    return promotion_of(app::promote(
        services(), "ana", {{"dev", "welcome", version}, "uat", std::move(application), std::move(idempotency_key)}));
}

app::outcome<std::string> Scene::plan(std::int64_t version) {
    NEO_TRY(caller, app::Caller::load(services(), "ana"));
    NEO_TRY(preflight, app::preflight(services(), caller, {{"dev", "welcome", version}, "uat", "crm", {}}));
    if (!preflight->plan) return app::Problem(preflight->promotion_case.decision.failures);
    return *preflight->plan;
}

app::outcome<ports::Promotion> Scene::promote_under(const std::string& plan, std::int64_t version) {
    app::PromotionRequest request{{"dev", "welcome", version}, "uat", "crm", {}};
    request.plan = plan;
    return promotion_of(app::promote(services(), "ana", request));
}

int Scene::recover_all() {
    int remaining = -1;
    for (int round = 0; round < 8 && remaining != 0; ++round) {
        if (const auto recovered = app::recover_all(services())) remaining = recovered->remaining;
    }
    return remaining;
}

void Scene::grant(const std::string& organization, const std::string& permission) {
    mock.platform.change_user("ana", [&](neo::testing::User& user) { user.grants[organization].insert(permission); });
}

void Scene::revoke(const std::string& organization, const std::string& permission) {
    mock.platform.change_user("ana", [&](neo::testing::User& user) { user.grants[organization].erase(permission); });
}

void Scene::occupy_trigger(const std::string& url, const std::string& dataflow, const std::string& application) {
    mock.platform.add_dataflow(fmt::format(
        R"({{"organization": "uat", "id": "{}", "application": "{}", "versions": [
              {{"state": "live", "trigger": {{"url": "{}", "method": "POST"}}}},
              {{"state": "draft", "trigger": {{"url": "{}", "method": "POST"}}, "blocks": [{{"id": "own"}}]}}]}})",
        dataflow, application, url, url));
}

void Scene::approve_theirs(const std::string& block) {
    ++versions_of_theirs;
    mock.platform.add_version(
        "uat", "theirs",
        fmt::format(R"({{"version": {}, "state": "approved", "trigger": {{"url": "/welcome", "method": "POST"}},
                        "blocks": [{}]}})",
                    in_target("theirs").value().versions.rbegin()->first + 1, block));
}

void Scene::unmap() {
    open_.store->registrations().remove_mapping("dev", "uat", test::mapping_change("c9", "mapping_removed")).value();
}

std::vector<ports::Promotion> Scene::history() {
    ports::HistoryFilter filter;
    filter.limit = 500;
    return open_.store->history().promotions(filter).value().items;
}

}  // namespace neo::apptest
