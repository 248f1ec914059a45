// The fluent set-up of organizations and users.
#include "mistakes.hpp"
#include "mock_host_state.hpp"

#include <neo/host/service/access.h>

#include <utility>

namespace neo::testing {

OrganizationSetup& OrganizationSetup::name(std::string name) {
    host_.state_->services.platform.change_organization(id_, [&](Organization& all) { all.name = std::move(name); });
    return *this;
}

OrganizationSetup& OrganizationSetup::cluster(std::string cluster) {
    host_.state_->services.platform.change_organization(id_,
                                                        [&](Organization& all) { all.cluster = std::move(cluster); });
    return *this;
}

OrganizationSetup& OrganizationSetup::neo(bool enabled) {
    host_.state_->services.platform.change_organization(id_, [&](Organization& all) { all.neo_enabled = enabled; });
    return *this;
}

OrganizationSetup& OrganizationSetup::module(std::string id) {
    host_.state_->services.platform.change_organization(id_,
                                                        [&](Organization& all) { all.modules.insert(std::move(id)); });
    return *this;
}

OrganizationSetup& OrganizationSetup::without_module(const std::string& id) {
    host_.state_->services.platform.change_organization(id_, [&](Organization& all) { all.modules.erase(id); });
    return *this;
}

OrganizationSetup& OrganizationSetup::application(const std::string& id, const std::string& kind) {
    const auto known = value_of<ApplicationKind>("kind", kind);
    host_.state_->services.platform.change_organization(id_, [&](Organization& all) {
        all.applications[id] = {id, id, known};
    });
    return *this;
}

OrganizationSetup& OrganizationSetup::without_application(const std::string& id) {
    host_.state_->services.platform.change_organization(id_, [&](Organization& all) { all.applications.erase(id); });
    return *this;
}

OrganizationSetup& OrganizationSetup::configuration(std::string name) {
    host_.state_->services.platform.change_organization(
        id_, [&](Organization& all) { all.configuration.insert(std::move(name)); });
    return *this;
}

OrganizationSetup& OrganizationSetup::helper(std::string name) {
    host_.state_->services.platform.change_organization(
        id_, [&](Organization& all) { all.helpers.insert(std::move(name)); });
    return *this;
}

OrganizationSetup& OrganizationSetup::type(std::string type) {
    const std::lock_guard lock(host_.state_->mutex);
    host_.state_->types.push_back({id_, std::move(type)});
    return *this;
}

OrganizationSetup& OrganizationSetup::maps_to(std::string target, std::string relation) {
    const std::lock_guard lock(host_.state_->mutex);
    host_.state_->mappings.push_back({id_, std::move(target), std::move(relation)});
    return *this;
}

UserSetup& UserSetup::name(std::string name) {
    host_.state_->services.platform.change_user(id_, [&](User& user) { user.name = std::move(name); });
    return *this;
}

UserSetup& UserSetup::grant(const std::string& organization, const std::vector<std::string>& permissions) {
    host_.state_->services.platform.change_user(
        id_, [&](User& user) { user.grants[organization].insert(permissions.begin(), permissions.end()); });
    return *this;
}

UserSetup& UserSetup::revoke(const std::string& organization, const std::string& permission) {
    host_.state_->services.platform.change_user(id_, [&](User& user) { user.grants[organization].erase(permission); });
    return *this;
}

UserSetup& UserSetup::may_everything(const std::string& organization) {
    return grant(organization,
                 {NEO_PERMISSION_VIEW, NEO_PERMISSION_EDIT, NEO_PERMISSION_ADMIN, NEO_PERMISSION_PROMOTE});
}

}  // namespace neo::testing
