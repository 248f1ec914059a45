#include "mock_host_state.hpp"
#include "plugin_state.hpp"

#include <neo/testing/mock_host.hpp>

#include <stdexcept>
#include <system_error>
#include <utility>

namespace neo::testing {

namespace fs = std::filesystem;

MockHost::MockHost() : state_(std::make_unique<State>()) {}

MockHost::~MockHost() = default;

OrganizationSetup MockHost::organization(std::string id) {
    state_->services.platform.change_organization(id, [](Organization&) {});
    return {*this, std::move(id)};
}

UserSetup MockHost::user(std::string id) {
    state_->services.platform.change_user(id, [](User&) {});
    return {*this, std::move(id)};
}

MockHost& MockHost::dataflow(std::string_view json) {
    state_->services.platform.add_dataflow(json);
    return *this;
}

MockHost& MockHost::version(const std::string& organization, const std::string& dataflow, std::string_view json) {
    state_->services.platform.add_version(organization, dataflow, json);
    return *this;
}

MockHost& MockHost::state(const std::string& organization, const std::string& dataflow, std::int64_t version,
                          const std::string& state) {
    state_->services.platform.set_state(organization, dataflow, version, state);
    return *this;
}

MockHost& MockHost::content(const std::string& organization, const std::string& dataflow, std::int64_t version,
                            std::string bytes) {
    state_->services.platform.set_content(organization, dataflow, version, std::move(bytes));
    return *this;
}

MockHost& MockHost::platform(std::string_view json) {
    state_->services.platform.add_platform(json);
    return *this;
}

MockHost& MockHost::without_service(std::string id) {
    const std::lock_guard lock(state_->mutex);
    state_->without.push_back(std::move(id));
    return *this;
}

MockHost& MockHost::without_function(const std::string& name) {
    if (name != "dataflows.get_case" && name != "dataflows.list_heads")
        throw std::invalid_argument("mock host: \"" + name + "\" is no function that came after the first release");
    return without_service(name);
}

MockHost& MockHost::flags(std::uint64_t flags) {
    const std::lock_guard lock(state_->mutex);
    state_->flags = flags;
    return *this;
}

sdk::load_result<PluginUnderTest> MockHost::try_start(const fs::path& library, std::string_view config) {
    auto loaded = sdk::PluginLibrary::load(library);
    if (loaded.has_error()) return loaded.error();
    std::unique_ptr<PluginUnderTest::State> plugin;
    {
        const std::lock_guard lock(state_->mutex);
        plugin = std::make_unique<PluginUnderTest::State>(
            sdk::HostNames{"neo-mock-host", "1.0.0", state_->directory.string()}, state_->flags);
        give_services(plugin->host, state_->services, state_->without);
    }
    plugin->services = &state_->services;
    auto started = plugin->host.start(std::move(*loaded), config);
    if (started.has_error()) return started.error();
    plugin->plugin.emplace(std::move(*started));
    return PluginUnderTest(std::move(plugin));
}

PluginUnderTest MockHost::start(const fs::path& library, std::string_view config) {
    auto started = try_start(library, config);
    if (started.has_error()) throw std::runtime_error(started.error().message);
    state_->carry_out(*started);
    return std::move(*started);
}

FaultScript& MockHost::faults() {
    return state_->services.faults;
}

const CallRecorder& MockHost::recorder() const {
    return state_->services.recorder;
}

std::vector<Call> MockHost::calls(std::string_view function) const {
    return recorder().calls(function);
}

void MockHost::forget_calls() {
    state_->services.recorder.clear();
}

void MockHost::wait_for_call(std::string_view function, std::size_t count, std::chrono::milliseconds patience) const {
    if (recorder().wait_for(function, count, patience)) return;
    throw std::runtime_error("mock host: " + std::string(function) + " was called " +
                             std::to_string(recorder().count(function)) + " times, not " + std::to_string(count));
}

std::optional<Dataflow> MockHost::find_dataflow(const std::string& organization, const std::string& dataflow) const {
    return state_->services.platform.dataflow(organization, dataflow);
}

std::vector<Applied> MockHost::applied() const {
    return state_->services.platform.applied();
}

std::vector<std::string> MockHost::log_lines() const {
    return state_->services.platform.log_lines();
}

const fs::path& MockHost::directory() const {
    return state_->directory;
}

}  // namespace neo::testing
