// A host in memory for tests of a plugin: every service, set up in a few lines, with scripted faults and a record of
// all calls. A test loads the real library of the plugin into it. Every function: any thread, unless it says otherwise.
//
//     neo::testing::MockHost host;
//     host.organization("acme-dev").type("dev").maps_to("acme-uat");
//     host.organization("acme-uat").type("uat").application("crm");
//     host.user("ana").may_everything();
//     …
//     auto plugin = host.start(library, R"({"database": {"backend": "sqlite", "connection": "promote.db"}})");
//
// Source: the SDK guide, "The mock host".
#pragma once

#include <neo/testing/call_recorder.hpp>
#include <neo/testing/fault_script.hpp>
#include <neo/testing/platform.hpp>
#include <neo/testing/plugin_under_test.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace neo::testing {

class MockHost;

// Sets up one organization, which exists as soon as it is named: in cluster "eu", Neo enabled, with the applications
// "default" and "middleware". Each function works at once, also while a plugin runs.
class OrganizationSetup {
public:
    OrganizationSetup& name(std::string name);
    OrganizationSetup& cluster(std::string cluster);
    OrganizationSetup& neo(bool enabled);
    OrganizationSetup& module(std::string id);
    OrganizationSetup& without_module(const std::string& id);
    OrganizationSetup& application(const std::string& id, const std::string& kind = "custom");
    OrganizationSetup& without_application(const std::string& id);
    // What its contents may ask for by name: a value of its configuration, a helper of its scripts.
    OrganizationSetup& configuration(std::string name);
    OrganizationSetup& helper(std::string name);

    // What the plugin keeps, not the host: start() registers the organization with this type, and adds the mapping,
    // through the plugin's org-mapping/1.
    OrganizationSetup& type(std::string type);
    OrganizationSetup& maps_to(std::string target, std::string relation = "default");

private:
    friend class MockHost;
    OrganizationSetup(MockHost& host, std::string id) : host_(host), id_(std::move(id)) {}
    MockHost& host_;
    std::string id_;
};

// Sets up one user, who exists as soon as he is named, without any grant. The organization "*" is every organization.
class UserSetup {
public:
    UserSetup& name(std::string name);
    UserSetup& grant(const std::string& organization, const std::vector<std::string>& permissions);
    UserSetup& revoke(const std::string& organization, const std::string& permission);
    UserSetup& may_everything(const std::string& organization = "*");

private:
    friend class MockHost;
    UserSetup(MockHost& host, std::string id) : host_(host), id_(std::move(id)) {}
    MockHost& host_;
    std::string id_;
};

class MockHost {
public:
    MockHost();
    ~MockHost();
    MockHost(const MockHost&) = delete;
    MockHost& operator=(const MockHost&) = delete;

    // ---- The platform. Mistakes throw std::invalid_argument.
    OrganizationSetup organization(std::string id);
    UserSetup user(std::string id);
    // Shapes and defaults: Platform::add_dataflow and the functions below it in platform.hpp.
    MockHost& dataflow(std::string_view json);
    MockHost& version(const std::string& organization, const std::string& dataflow, std::string_view json = "{}");
    MockHost& state(const std::string& organization, const std::string& dataflow, std::int64_t version,
                    const std::string& state);
    MockHost& content(const std::string& organization, const std::string& dataflow, std::int64_t version,
                      std::string bytes);
    MockHost& platform(std::string_view json);
    // This host lacks the service with this id. For the starts that follow.
    MockHost& without_service(std::string id);
    // This host was made before this function came: "dataflows.get_case" or "dataflows.list_heads". For the starts that
    // follow.
    MockHost& without_function(const std::string& name);
    // This host asks its plugins to obey these, NEO_HOST_…. For the starts that follow.
    MockHost& flags(std::uint64_t flags);

    // ---- The plugin.
    // Loads and starts it; `config` is its configuration as JSON, with relative paths starting in directory(). Throws
    // std::runtime_error with the reason when it cannot. A plugin must be gone before the host is. Several may run: two
    // of one library are like two host processes, as far as the library keeps nothing in global variables.
    PluginUnderTest start(const std::filesystem::path& library, std::string_view config = "{}");
    // The same, but answers the refusal, and does not carry out type() and maps_to().
    sdk::load_result<PluginUnderTest> try_start(const std::filesystem::path& library, std::string_view config = "{}");

    // ---- Faults and what happened.
    FaultScript& faults();
    const CallRecorder& recorder() const;
    std::vector<Call> calls(std::string_view function) const;
    // Forgets the calls so far, those of start() included.
    void forget_calls();
    // Waits until the plugin has begun this many calls of the function; throws std::runtime_error after `patience`.
    void wait_for_call(std::string_view function, std::size_t count = 1,
                       std::chrono::milliseconds patience = std::chrono::seconds(30)) const;
    // Copies of what is there.
    std::optional<Dataflow> find_dataflow(const std::string& organization, const std::string& dataflow) const;
    std::vector<Applied> applied() const;
    // "level component: message", in the order they were written.
    std::vector<std::string> log_lines() const;
    // A fresh temporary directory, removed with the host: the configuration directory that the plugin is told.
    const std::filesystem::path& directory() const;

private:
    friend class OrganizationSetup;
    friend class UserSetup;
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace neo::testing
