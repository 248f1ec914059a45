#include "import.hpp"

#include "dataflows.hpp"
#include "organizations.hpp"
#include "transaction.hpp"
#include "trigger_holders.hpp"
#include "users.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace neo::host::store {

namespace {

using Kind = Fault::Kind;

constexpr char importer[] = "import";  // who made the versions

// True when the thing is to be created.
bool missing(Count& count, bool exists) {
    ++(exists ? count.kept : count.created);
    return !exists;
}

Fault refused(const std::string& place, const std::string& why) {
    return {Kind::invalid, "platform_file_invalid", place + ": " + why};
}

// One run of an import, within one transaction.
class Import {
public:
    explicit Import(sql::Connection& connection) : connection_(connection) {}

    Outcome<ImportCounts> run(const Platform& platform) {
        for (const auto& organization : platform.organizations)
            add(organization);
        for (const auto& user : platform.users) {
            if (auto fault = add(user)) return *std::move(fault);
        }
        for (const auto& dataflow : platform.dataflows) {
            if (auto fault = add(dataflow)) return *std::move(fault);
        }
        return counts_;
    }

private:
    void add(const PlatformOrganization& item) {
        const std::string& id = item.organization.id;
        if (missing(counts_.organizations, find_organization(connection_, id).has_value()))
            insert_organization(connection_, item.organization);
        for (const Application& application : item.applications) {
            if (missing(counts_.applications, find_application(connection_, id, application.id).has_value()))
                insert_application(connection_, id, application);
        }
    }

    std::optional<Fault> add(const PlatformUser& item) {
        const std::string& id = item.user.id;
        if (missing(counts_.users, find_user(connection_, id).has_value())) {
            insert_user(connection_, item.user);
            if (item.token_hash) {
                if (find_user_of_token(connection_, *item.token_hash))
                    return refused(item.place + ".token", "is that of another user");
                insert_token(connection_, *item.token_hash, id);
            }
        }
        const auto grants = list_grants(connection_, id);
        for (const Grant& grant : item.grants) {
            const bool exists = std::any_of(grants.begin(), grants.end(), [&](const Grant& other) {
                return other.organization == grant.organization;
            });
            if (!missing(counts_.grants, exists)) continue;
            if (grant.organization != every_organization && !find_organization(connection_, grant.organization))
                return refused(item.place + ".grants", "there is no organization \"" + grant.organization + "\"");
            put_grant(connection_, id, grant);
        }
        return std::nullopt;
    }

    std::optional<Fault> add(const PlatformDataflow& item) {
        const std::string& id = item.dataflow.id;
        if (missing(counts_.dataflows, dataflow_exists(connection_, item.organization, id))) {
            if (!find_organization(connection_, item.organization))
                return refused(item.place + ".organization", "there is no organization \"" + item.organization + "\"");
            if (!find_application(connection_, item.organization, item.dataflow.application))
                return refused(item.place + ".application", "the organization \"" + item.organization +
                                                                "\" has no application \"" + item.dataflow.application +
                                                                "\"");
            insert_dataflow(connection_, item.organization, item.dataflow, 0);
        }
        for (const PlatformVersion& version : item.versions) {
            if (auto fault = add(item, version)) return fault;
        }
        return std::nullopt;
    }

    std::optional<Fault> add(const PlatformDataflow& item, const PlatformVersion& version) {
        const std::string& organization = item.organization;
        const std::string& id = item.dataflow.id;
        const bool exists = find_state(connection_, organization, id, version.number).has_value();
        if (!missing(counts_.versions, exists)) return std::nullopt;
        begin_change(connection_, organization, id);
        if (version.state == state::live && has_live(connection_, organization, id))
            return refused(version.place + ".state", "another version of the dataflow is live");
        if (const auto other = claim_trigger(connection_, organization, version.document.trigger, id))
            return refused(version.place + ".trigger",
                           "the dataflow \"" + other->dataflow + "\" of the organization has the same trigger");
        raise_last_version(connection_, organization, id, version.number);
        insert_version(connection_, organization, id, version.number, version.state, version.document,
                       {importer, now()});
        return std::nullopt;
    }

    sql::Connection& connection_;
    ImportCounts counts_;
};

}  // namespace

Outcome<ImportCounts> import(sql::Pool& pool, const Platform& platform) {
    return change(pool, "host.import", [&](sql::Connection& connection) { return Import(connection).run(platform); });
}

std::string to_text(const ImportCounts& counts) {
    const auto part = [](const char* what, const Count& count) {
        return fmt::format("{}: {} created, {} kept", what, count.created, count.kept);
    };
    return fmt::format("{}; {}; {}; {}; {}; {}", part("organizations", counts.organizations),
                       part("applications", counts.applications), part("users", counts.users),
                       part("grants", counts.grants), part("dataflows", counts.dataflows),
                       part("versions", counts.versions));
}

}  // namespace neo::host::store
