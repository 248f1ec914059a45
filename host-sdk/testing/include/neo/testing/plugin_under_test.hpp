// A real plugin, loaded from its library and started by the mock host, with its hooks as plain C++ functions.
//
//     auto plugin = host.start(library, config);
//     neo::testing::Answer answer = plugin.as("ana").promote({.source_organization = "acme-dev", …});
#pragma once

#include <neo/host/cpp/host.hpp>
#include <neo/host/cpp/loader.hpp>
#include <neo/testing/answer.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::testing {

struct Promotion {
    std::string source_organization;
    std::string dataflow;
    std::int64_t version = 1;
    std::string target_organization;
    std::string target_application = {};  // empty: left to the routing
    std::string idempotency_key = {};     // empty: none
    std::string plan = {};                // of a preflight; empty: none
    std::string accept = {};              // a JSON array of codes of warnings; empty: none
    std::string reason = {};
    std::string ticket = {};
};

class PluginUnderTest;

// The plugin's hooks, called on behalf of one user. Borrows the plugin. Any thread. A call of a hook that the plugin
// did not register, of a function that its table ends before, or after stop, throws std::logic_error.
class Actor {
public:
    // promote/1
    Answer preflight(const Promotion& promotion) const;
    Answer promote(const Promotion& promotion) const;
    Answer targets(std::string_view organization, std::string_view dataflow, std::int64_t version,
                   std::string_view query = "{}") const;
    Answer target_applications(std::string_view organization, std::string_view dataflow, std::int64_t version,
                               std::string_view target, std::string_view query = "{}") const;
    Answer recall(std::string_view organization, std::string_view dataflow, std::int64_t version,
                  std::string_view reason) const;
    Answer take_back(std::string_view organization, std::string_view dataflow, std::int64_t version) const;

    // org-mapping/1
    Answer register_organization(std::string_view organization, std::string_view type) const;
    Answer mappings(std::string_view organization, std::string_view query = "{}") const;
    Answer add_mapping(std::string_view source, std::string_view target, std::string_view relation = "default") const;
    Answer change_relation(std::string_view source, std::string_view target, std::string_view relation) const;
    Answer remove_mapping(std::string_view source, std::string_view target) const;
    Answer mapping_changes(std::string_view organization, std::string_view query = "{}") const;
    Answer registration(std::string_view organization) const;

    // history/1
    Answer promotion(std::string_view id) const;
    Answer history(std::string_view query = "{}") const;
    Answer origin(std::string_view organization, std::string_view dataflow, std::int64_t version) const;
    Answer spread(std::string_view organization, std::string_view dataflow, std::string_view query = "{}") const;
    Answer board(std::string_view organization, std::string_view query = "{}") const;
    Answer compare(std::string_view organization, std::string_view dataflow, std::int64_t version,
                   std::string_view other_organization, std::string_view other_dataflow,
                   std::int64_t other_version) const;
    Answer recalls(std::string_view organization, std::string_view dataflow, std::int64_t version) const;
    Answer counts(std::string_view query = "{}") const;

    // http/1: `target` is the path below the mount with its query.
    HttpAnswer http(std::string_view method, std::string_view target, std::string_view body = {},
                    const std::vector<std::pair<std::string, std::string>>& headers = {}) const;

private:
    friend class PluginUnderTest;
    Actor(const PluginUnderTest& plugin, std::string user) : plugin_(plugin), user_(std::move(user)) {}
    const PluginUnderTest& plugin_;
    std::string user_;
};

// Owns the loaded plugin; destroying it stops and unloads it. Movable while nobody uses it, else any thread.
class PluginUnderTest {
public:
    PluginUnderTest(PluginUnderTest&&) noexcept;
    PluginUnderTest& operator=(PluginUnderTest&&) noexcept;
    ~PluginUnderTest();

    // The empty user stands for a request without credentials.
    Actor as(std::string user) const { return {*this, std::move(user)}; }

    // operations/1
    Answer health() const;
    Answer metrics() const;
    Answer recover() const;
    Answer reconcile(bool dry_run) const;
    Answer copy(std::string_view target_config, const std::filesystem::path& target_directory, bool check_only = false,
                neo_copy_progress progress = {}) const;

    // The hook table itself; empty if the plugin did not register it.
    template <class Table>
    sdk::Bound<Table> hook() const {
        return host().hook<Table>();
    }

    // Lets held service calls go on, waits for hook calls in flight, shuts the plugin down and unloads it.
    void stop();

private:
    friend class Actor;
    friend class MockHost;
    struct State;
    explicit PluginUnderTest(std::unique_ptr<State> state);
    const sdk::Host& host() const;

    // Runs `call` with the table while the plugin cannot be stopped.
    template <class Table, class Call>
    auto with(Call&& call) const;

    std::unique_ptr<State> state_;
};

}  // namespace neo::testing
