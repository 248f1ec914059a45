// What people/1 promises, where the host has it: of each holder what access/1 says of him, and nobody else.
#include "check.hpp"

#include <neo/host/service/access.h>

#include <boost/json.hpp>

#include <algorithm>
#include <cctype>

namespace neo::check {

namespace {

namespace json = boost::json;

const std::string nowhere = "neo-check-no-such-thing";

// Whether a host that answers so tells anything.
bool tells(const Reply& reply) {
    return reply.status != NEO_UNSUPPORTED;
}

// As the item of a holder lists them, by what access/1 answers.
std::string expected_permissions(const Trial& trial, const std::string& user, const std::string& organization) {
    json::array permissions;
    for (const char* permission :
         {NEO_PERMISSION_VIEW, NEO_PERMISSION_EDIT, NEO_PERMISSION_ADMIN, NEO_PERMISSION_PROMOTE}) {
        if (trial.host.allowed(user, organization, permission).text == "1") permissions.emplace_back(permission);
    }
    return json::serialize(permissions);
}

void tells_who_holds_what(Trial& trial) {
    if (!trial.host.has_people()) return;
    const Ground& ground = trial.ground;
    for (const std::string& organization : {ground.source_organization, ground.target_organization}) {
        const Reply reply = trial.host.list_holders(organization, "", "", 500);
        if (!tells(reply)) return;
        trial.expect(reply, NEO_OK, "the holders of permissions in " + organization);
        const std::vector<std::string> users = reply.items("user");
        const std::vector<std::string> permissions = reply.items("permissions");
        trial.expect(std::ranges::find(users, ground.actor) != users.end() || users.size() == 500,
                     "the actor is among the holders of permissions in " + organization);
        for (std::size_t at = 0; at < std::min<std::size_t>(users.size(), 20); ++at)
            trial.expect(
                permissions[at] != "[]" && permissions[at] == expected_permissions(trial, users[at], organization),
                "a holder has the permissions that access/1 tells of him, and at least one");
        if (expected_permissions(trial, ground.stranger, organization) == "[]")
            trial.expect(std::ranges::find(users, ground.stranger) == users.end(),
                         "who holds no permission is not listed");
        expect_pages(
            trial, users, [&](const std::string& after) { return trial.host.list_holders(organization, "", after, 1); },
            "holders of permissions", "user");
    }
    std::string part = ground.actor.substr(0, 3);
    std::ranges::transform(part, part.begin(), [](unsigned char c) { return std::toupper(c); });
    const std::vector<std::string> found =
        trial.host.list_holders(ground.source_organization, part, "", 500).items("user");
    trial.expect(std::ranges::find(found, ground.actor) != found.end() || found.size() == 500,
                 "a search of holders finds a part of the id whatever its case");
}

void refuses_what_cannot_be_asked(Trial& trial) {
    if (!trial.host.has_people()) return;
    const std::string& organization = trial.ground.source_organization;
    if (!tells(trial.host.list_holders(organization, "", "", 1))) return;
    trial.expect(trial.host.list_holders(nowhere, "", "", 5), NEO_NOT_FOUND,
                 "holders in an organization that does not exist");
    expect_bounded(trial, trial.host.list_holders(organization, "", "", 0), "user", "a page of no holders");
    expect_bounded(trial, trial.host.list_holders(organization, "", "", 4'000'000'000U), "user",
                   "a page of too many holders");
}

constexpr Check checks[] = {
    {"people/1 tells in pages who holds which permission", &tells_who_holds_what},
    {"people/1 refuses what cannot be asked", &refuses_what_cannot_be_asked},
};

}  // namespace

std::span<const Check> people_checks() {
    return checks;
}

}  // namespace neo::check
