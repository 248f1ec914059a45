#include "import.hpp"

#include "dataflows.hpp"
#include "organization_names.hpp"
#include "organizations.hpp"
#include "tokens.hpp"
#include "transaction.hpp"
#include "trigger_claims.hpp"
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
        if (auto fault = settle_all()) return *std::move(fault);
        return std::move(counts_);
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
        add_names(connection_, id, item.names);
    }

    std::optional<Fault> add(const PlatformUser& item) {
        const std::string& id = item.user.id;
        const bool created = missing(counts_.users, find_user(connection_, id).has_value());
        if (created) insert_user(connection_, item.user);
        if (item.token_hash) {
            const auto known = find_token(connection_, *item.token_hash);
            if (created && known) return refused(item.place + ".token", "is that of another user");
            if (created)
                insert_token(connection_, *item.token_hash, {new_token_id(), id, {}, {}, now(), {}, {}});
            else if (!known || known->user != id)
                counts_.warnings.push_back(item.place + ".token: IS NOT VALID: the user \"" + id +
                                           "\" was there before, and an import changes no token. Make a new one with "
                                           "POST /api/v1/users/" +
                                           id + "/tokens, and take this one out of the file");
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
            connection_.run(insert_dataflow(item.organization, item.dataflow, 0));
        }
        Created created{&item, {}};
        for (const PlatformVersion& version : item.versions) {
            if (!missing(counts_.versions, version_exists(connection_, item.organization, id, version.number)))
                continue;
            if (created.versions.empty()) begin_change(connection_, item.organization, id);
            created.versions.push_back(&version);
            if (auto fault = add(item, version)) return fault;
        }
        if (!created.versions.empty()) created_.push_back(std::move(created));
        return std::nullopt;
    }

    std::optional<Fault> add(const PlatformDataflow& item, const PlatformVersion& version) {
        const std::string& organization = item.organization;
        const std::string& id = item.dataflow.id;
        if (version.state == VersionState::live && has_live(connection_, organization, id))
            return refused(version.place + ".state", "another version of the dataflow is live");
        raise_last_version(connection_, organization, id, version.number);
        insert_version(connection_, organization, id, version.number, version.state, version.document.head,
                       *version.document.content, {importer, now()});
        return std::nullopt;
    }

    // The versions that a dataflow of the file got.
    struct Created {
        const PlatformDataflow* item;
        std::vector<const PlatformVersion*> versions;
    };

    static bool has_approved(const Created& created) {
        return std::any_of(created.versions.begin(), created.versions.end(),
                           [](const PlatformVersion* version) { return is_promotable(version->state); });
    }

    // The order in the file decides nothing between an approved version and a draft.
    std::optional<Fault> settle_all() {
        for (const bool approved : {true, false}) {
            for (const Created& created : created_) {
                if (has_approved(created) == approved)
                    settle_triggers(connection_, created.item->organization, created.item->dataflow.id);
            }
        }
        for (const Created& created : created_) {
            for (const PlatformVersion* version : created.versions) {
                if (auto fault = check_holder(*created.item, *version)) return fault;
            }
        }
        return std::nullopt;
    }

    std::optional<Fault> check_holder(const PlatformDataflow& item, const PlatformVersion& version) {
        if (version.state == VersionState::rejected) return std::nullopt;
        const auto holder = find_trigger_holder(connection_, item.organization, version.document.head.trigger);
        if (!holder || holder->dataflow == item.dataflow.id) return std::nullopt;
        const std::string place = version.place + ".trigger";
        const std::string why = "the dataflow \"" + holder->dataflow + "\" of the organization has the same trigger";
        if (is_promotable(version.state)) return refused(place, why);
        counts_.warnings.push_back(place + ": " + why + "; this version cannot be approved while it does");
        return std::nullopt;
    }

    sql::Connection& connection_;
    ImportCounts counts_;
    std::vector<Created> created_;
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
