#include "case_facts.hpp"

#include "dataflows.hpp"
#include "organizations.hpp"
#include "trigger_holders.hpp"
#include "users.hpp"
#include "words.hpp"

#include <neo/host/service/access.h>

#include <utility>

namespace neo::host::store {

namespace {

// One row, whatever is there. No version is read without the grants: LIKE lets pass whoever may promote, and some who
// may not, whom allows() refuses.
constexpr sql::Query find_query{
    "host.case.find",
    "SELECT gs.permissions, gt.permissions, ga.permissions, s.id, s.name, s.cluster_name, s.neo_enabled, s.modules, "
    "t.id, t.name, t.cluster_name, t.neo_enabled, t.modules, v.version, d.id, d.name, d.application, "
    "COALESCE(v.is_global, d.is_global), CASE WHEN v.is_global IS NULL THEN d.module ELSE v.module END, v.version, "
    "v.state, v.method, v.url, v.tags, v.content, COALESCE(v.revision, 0), v.changed_at "
    "FROM (SELECT 1 AS one) o "
    "LEFT JOIN grants gs ON gs.user_id = :actor AND gs.organization = :source "
    "LEFT JOIN grants gt ON gt.user_id = :actor AND gt.organization = :target "
    "LEFT JOIN grants ga ON ga.user_id = :actor AND ga.organization = '*' "
    "LEFT JOIN organizations s ON s.id = :source "
    "LEFT JOIN organizations t ON t.id = :target "
    "LEFT JOIN versions v ON v.organization = :source AND v.dataflow = :dataflow AND v.version = :version "
    "AND (ga.permissions LIKE '%" NEO_PERMISSION_PROMOTE "%' OR (gs.permissions LIKE '%" NEO_PERMISSION_PROMOTE
    "%' AND gt.permissions LIKE '%" NEO_PERMISSION_PROMOTE
    "%')) "
    "LEFT JOIN dataflows d ON d.organization = v.organization AND d.id = v.dataflow"};

// The dataflow that holds the trigger stands beside its application.
constexpr sql::Query list_applications_query{
    "host.case.list_applications",
    "SELECT a.id, a.name, a.kind, d.id, " NEO_HEAD_OF("d", "t.trigger_hash") ", l.version, l.method, l.url "
    "FROM applications a LEFT JOIN trigger_holders t ON t.trigger_hash = :hash "
    "LEFT JOIN dataflows d ON d.organization = t.organization AND d.id = t.dataflow AND d.application = a.id "
    NEO_LIVE_OF("d") "WHERE a.organization = :target ORDER BY a.id"};

std::vector<Grant> read_grants(sql::Row& row, const std::string& source, const std::string& target) {
    std::vector<Grant> grants;
    for (const std::string& organization : {source, target, std::string(every_organization)}) {
        if (const auto permissions = row.optional_text()) grants.push_back({organization, split(*permissions)});
    }
    return grants;
}

std::optional<Organization> read_organization(sql::Row& row) {
    auto id = row.optional_text();
    auto name = row.optional_text();
    auto cluster = row.optional_text();
    const auto neo_enabled = row.optional_integer();
    const auto modules = row.optional_text();
    if (!id) return std::nullopt;
    return Organization{*std::move(id), *std::move(name), *std::move(cluster), *neo_enabled != 0, split(*modules)};
}

}  // namespace

sdk::CaseFacts find_case_facts(sql::Connection& connection, const std::string& actor, const VersionId& source,
                               const std::string& target_organization) {
    const sql::Parameters parameters{{"actor", actor},
                                     {"source", source.organization},
                                     {"target", target_organization},
                                     {"dataflow", source.dataflow},
                                     {"version", source.version}};
    sdk::CaseFacts facts = *connection.first(find_query, parameters, [&](sql::Row& row) {
        sdk::CaseFacts read;
        const auto grants = read_grants(row, source.organization, target_organization);
        read.may_promote = {allows(grants, source.organization, NEO_PERMISSION_PROMOTE),
                            allows(grants, target_organization, NEO_PERMISSION_PROMOTE)};
        if (!read.may_promote.source || !read.may_promote.target) return read;
        read.source = read_organization(row);
        read.target = read_organization(row);
        if (row.optional_integer()) read.version = read_version(row, source.organization);
        return read;
    });
    if (!facts.target) return facts;
    const std::string hash = facts.version ? trigger_hash(target_organization, facts.version->trigger) : std::string();
    facts.applications =
        connection.all(list_applications_query, {{"hash", hash}, {"target", target_organization}}, [&](sql::Row& row) {
            Application application = read_application(row);
            if (auto dataflow = row.optional_text()) {
                TriggerHolder holder{*std::move(dataflow), application.id, application.kind};
                read_standing(row, holder);
                facts.holder = std::move(holder);
            }
            return application;
        });
    return facts;
}

}  // namespace neo::host::store
