#include "mock_host_state.hpp"

#include <neo/host/cpp/status.hpp>
#include <neo/host/service/access.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace neo::testing {

namespace {

namespace fs = std::filesystem;

constexpr const char* set_up_user = "mock-host-set-up";

fs::path fresh_directory() {
    std::string pattern = (fs::temp_directory_path() / "neo-mock-host-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), "mock host: no temporary directory");
    }
    return pattern;
}

void expect_done(const Answer& answer, const std::string& what) {
    if (answer.ok()) return;
    throw std::runtime_error("mock host: the plugin refused to " + what + " (" +
                             std::string(sdk::status_name(answer.status)) + "): " + answer.text);
}

}  // namespace

MockHost::State::State() : directory(fresh_directory()) {}

MockHost::State::~State() {
    std::error_code ignored;
    fs::remove_all(directory, ignored);
}

void MockHost::State::carry_out(const PluginUnderTest& plugin) {
    std::vector<Type> wanted_types;
    std::vector<Mapping> wanted_mappings;
    {
        const std::lock_guard lock(mutex);
        wanted_types.swap(types);
        wanted_mappings.swap(mappings);
    }
    if (wanted_types.empty() && wanted_mappings.empty()) return;
    services.platform.change_user(set_up_user, [](User& user) {
        user.grants["*"] = {NEO_PERMISSION_VIEW, NEO_PERMISSION_ADMIN};
    });
    const Actor actor = plugin.as(set_up_user);
    for (const Type& wish : wanted_types)
        expect_done(actor.register_organization(wish.organization, wish.type), "register " + wish.organization);
    for (const Mapping& wish : wanted_mappings) {
        expect_done(actor.add_mapping(wish.source, wish.target, wish.relation),
                    "map " + wish.source + " to " + wish.target);
    }
}

}  // namespace neo::testing
