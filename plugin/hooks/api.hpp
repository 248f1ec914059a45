// Every request that the plugin answers, as one function from what was asked to a reply. The REST routes and the C
// hooks both call these, so that they cannot come to differ. `user` is who asks, authenticated by the host. Any thread.
#pragma once

#include "input.hpp"
#include "reply.hpp"

#include <plugin/app/services.hpp>

#include <string>
#include <string_view>

namespace neo::hooks::api {

using app::Services;

Reply me(Services& services, const std::string& user);
Reply list_organizations(Services& services, const std::string& user, const Query& query);
Reply get_organization(Services& services, const std::string& user, const std::string& organization);
Reply organization_map(Services& services, const std::string& user);
Reply register_organization(Services& services, const std::string& user, const std::string& organization,
                            std::string_view type);

Reply remove_registration(Services& services, const std::string& user, const std::string& organization);
Reply list_mappings(Services& services, const std::string& user, const std::string& organization, const Query& query);
Reply add_mapping(Services& services, const std::string& user, const std::string& source, const std::string& target,
                  std::string_view relation);
Reply change_relation(Services& services, const std::string& user, const std::string& source, const std::string& target,
                      std::string_view relation);
Reply remove_mapping(Services& services, const std::string& user, const std::string& source, const std::string& target);
Reply list_mapping_changes(Services& services, const std::string& user, const std::string& organization,
                           const Query& query);

Reply list_applications(Services& services, const std::string& user, const std::string& organization,
                        const Query& query);
Reply list_dataflows(Services& services, const std::string& user, const std::string& organization, const Query& query);
Reply get_dataflow(Services& services, const std::string& user, const std::string& organization,
                   const std::string& dataflow);
Reply get_version(Services& services, const std::string& user, const domain::VersionId& version);
Reply list_targets(Services& services, const std::string& user, const domain::VersionId& version, const Query& query);
Reply list_target_applications(Services& services, const std::string& user, const domain::VersionId& version,
                               const std::string& target, const Query& query);

Reply preflight(Services& services, const std::string& user, const app::PromotionRequest& request);
Reply promote(Services& services, const std::string& user, const app::PromotionRequest& request);
Reply get_promotion(Services& services, const std::string& user, const std::string& promotion);
Reply list_promotions(Services& services, const std::string& user, const Query& query);

}  // namespace neo::hooks::api
