// Who asks, and what they may see (A3, A5).
#pragma once

#include "problem.hpp"
#include "services.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::app {

inline constexpr std::string_view permission_view = "neo.view";
inline constexpr std::string_view permission_edit = "neo.edit";
inline constexpr std::string_view permission_admin = "neo.admin";
inline constexpr std::string_view permission_promote = "neo.promote";

// A user with the grants as they were when the request began.
class Caller {
public:
    static outcome<Caller> load(Services& services, const std::string& user);

    const std::string& user() const noexcept { return user_; }
    bool has(std::string_view permission, std::string_view organization) const;
    // Any permission in the organization: the caller may know that it exists, its name, type and cluster.
    bool may_know(std::string_view organization) const;
    // One of Neo's permissions in the organization: the caller may see what promoting needs and no contents (A6).
    bool may_work_in(std::string_view organization) const;
    // The permission to view: contents and the whole history too (A5).
    bool may_view(std::string_view organization) const { return has(permission_view, organization); }
    // The permissions in one organization, those for every organization included.
    std::vector<std::string> permissions_in(std::string_view organization) const;

    // The caller has this permission (empty: any) in every organization.
    bool everywhere(std::string_view permission) const;
    // The organizations named in grants of this permission (empty: any), sorted; "*" is not among them.
    std::vector<std::string> organizations(std::string_view permission) const;

private:
    std::string user_;
    std::vector<ports::Grant> grants_;
};

Problem view_permission_missing(const std::string& organization);

// Unset: the caller may view the organization; view or administer it; work in it. What the caller may not know answers
// like what does not exist.
std::optional<Problem> check_view(const Caller& caller, const std::string& organization);
std::optional<Problem> check_view_or_admin(const Caller& caller, const std::string& organization);
std::optional<Problem> check_work(const Caller& caller, const std::string& organization);

// Unset: the caller may promote from the organization. What he may not know answers like what does not exist.
std::optional<Problem> check_promote(const Caller& caller, const std::string& organization);

// The organization, if the caller may know it.
outcome<ports::Organization> load_known_organization(Services& services, const Caller& caller,
                                                     const std::string& organization);

// The organization, if the caller may administer it (A4).
outcome<ports::Organization> load_administered_organization(Services& services, const Caller& caller,
                                                            const std::string& organization);

}  // namespace neo::app
