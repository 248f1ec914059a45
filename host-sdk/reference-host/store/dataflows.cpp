#include "dataflows.hpp"

#include "organizations.hpp"
#include "search.hpp"
#include "trigger_holders.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

namespace neo::host::store {

namespace {

// A process of the release before leaves a version's is_global unset: then its module and global are its dataflow's.
constexpr sql::Query find_dataflow_query{
    "host.dataflows.find",
    "SELECT d.id, d.name, d.application, COALESCE(v.is_global, d.is_global), "
    "CASE WHEN v.is_global IS NULL THEN d.module ELSE v.module END, a.kind, v.version, v.state, v.method, v.url "
    "FROM dataflows d JOIN applications a ON a.organization = d.organization AND a.id = d.application "
    "LEFT JOIN versions v ON v.organization = d.organization AND v.dataflow = d.id "
    "WHERE d.organization = :organization AND d.id = :id ORDER BY v.version"};

constexpr sql::Query list_dataflows_query{
    "host.dataflows.list",
    "SELECT d.id, d.name, d.application, COALESCE(v.is_global, d.is_global), "
    "CASE WHEN v.is_global IS NULL THEN d.module ELSE v.module END, a.kind, v.version, v.state, v.method, v.url "
    "FROM (SELECT organization, id, name, application, is_global, module FROM dataflows "
    "WHERE organization = :organization AND id > :after AND search_text LIKE :pattern ESCAPE '!' "
    "AND (:all_applications = 1 OR application = :application) "
    "AND (:all_states = 1 OR EXISTS (SELECT 1 FROM versions s WHERE s.organization = dataflows.organization "
    "AND s.dataflow = dataflows.id AND s.state = :state)) ORDER BY id LIMIT :limit) d "
    "JOIN applications a ON a.organization = d.organization AND a.id = d.application "
    "LEFT JOIN versions v ON v.organization = d.organization AND v.dataflow = d.id ORDER BY d.id, v.version"};

constexpr sql::Query find_version_query{
    "host.versions.find",
    "SELECT d.id, d.name, d.application, COALESCE(v.is_global, d.is_global), "
    "CASE WHEN v.is_global IS NULL THEN d.module ELSE v.module END, v.version, v.state, v.method, v.url, v.tags, "
    "v.content, COALESCE(v.revision, 0), v.changed_at "
    "FROM versions v JOIN dataflows d ON d.organization = v.organization AND d.id = v.dataflow "
    "WHERE v.organization = :organization AND v.dataflow = :dataflow AND v.version = :version"};

constexpr sql::Query version_exists_query{
    "host.versions.exists",
    "SELECT 1 FROM versions WHERE organization = :organization AND dataflow = :dataflow AND version = :version"};

constexpr sql::Query dataflow_exists_query{"host.dataflows.exists",
                                           "SELECT 1 FROM dataflows WHERE organization = :organization AND id = :id"};

constexpr sql::Query insert_dataflow_query{
    "host.dataflows.insert",
    "INSERT INTO dataflows (organization, id, name, application, is_global, module, last_version, revision, "
    "search_text) VALUES (:organization, :id, :name, :application, :is_global, :module, :last_version, 1, "
    ":search_text)"};

constexpr sql::Query begin_change_query{
    "host.dataflows.begin_change",
    "UPDATE dataflows SET revision = revision + 1, last_version = last_version + :more "
    "WHERE organization = :organization AND id = :id"};

constexpr sql::Query last_version_query{
    "host.dataflows.last_version",
    "SELECT last_version FROM dataflows WHERE organization = :organization AND id = :id"};

constexpr sql::Query raise_last_version_query{
    "host.dataflows.raise_last_version",
    "UPDATE dataflows SET last_version = :number WHERE organization = :organization AND id = :id "
    "AND last_version < :number"};

constexpr sql::Query insert_version_query{
    "host.versions.insert",
    "INSERT INTO versions (organization, dataflow, version, state, trigger_hash, method, url, tags, changed_at, "
    "changed_by, content, is_global, module, revision) VALUES (:organization, :dataflow, :version, :state, "
    ":trigger_hash, :method, :url, :tags, :changed_at, :changed_by, :content, :is_global, :module, 1)"};

// The content is sent once. The first SELECT, of no row, says of what types the values are.
constexpr sql::Query insert_promoted_versions_query{
    "host.apply.insert_versions",
    "INSERT INTO versions (organization, dataflow, version, state, trigger_hash, method, url, tags, changed_at, "
    "changed_by, content, is_global, module, revision) SELECT :organization, :dataflow, n.version, n.state, "
    ":trigger_hash, :method, :url, :tags, n.changed_at, :changed_by, :content, n.is_global, :module, 1 FROM ("
    "SELECT last_version AS version, id AS state, revision AS changed_at, is_global FROM dataflows WHERE 1 = 0 "
    "UNION ALL SELECT :approved, 'approved', :changed_at, :is_global "
    "UNION ALL SELECT :draft, 'draft', :changed_at, :is_global) n"};

constexpr sql::Query update_document_query{
    "host.versions.update_document",
    "UPDATE versions SET trigger_hash = :trigger_hash, method = :method, url = :url, tags = :tags, "
    "changed_at = :changed_at, changed_by = :changed_by, content = :content, is_global = :is_global, "
    "module = :module, revision = COALESCE(revision, 0) + 1 "
    "WHERE organization = :organization AND dataflow = :dataflow AND version = :version"};

constexpr sql::Query update_state_query{
    "host.versions.update_state",
    "UPDATE versions SET state = :state, changed_at = :changed_at, changed_by = :changed_by, "
    "revision = COALESCE(revision, 0) + 1 "
    "WHERE organization = :organization AND dataflow = :dataflow AND version = :version"};

constexpr sql::Query retire_live_query{
    "host.versions.retire_live",
    "UPDATE versions SET state = 'approved', changed_at = :changed_at, changed_by = :changed_by, "
    "revision = COALESCE(revision, 0) + 1 "
    "WHERE organization = :organization AND dataflow = :dataflow AND state = 'live'"};

constexpr sql::Query has_live_query{
    "host.versions.has_live",
    "SELECT 1 FROM versions WHERE organization = :organization AND dataflow = :dataflow AND state = 'live'"};

VersionState read_state(sql::Row& row) {
    const std::string word = row.text();
    if (const auto state = sdk::from_text<VersionState>(word)) return *state;
    throw sql::DatabaseError(sql::Failure::other, "a version has the unknown state " + word);
}

// One row a version, with its module and global as if they were the dataflow's: gathers those of a dataflow, which
// follow each other in the order of their numbers.
class Gathered {
public:
    bool operator()(sql::Row& row) {
        sdk::Dataflow dataflow;
        dataflow.id = row.text();
        dataflow.name = row.text();
        dataflow.application = row.text();
        dataflow.global = row.boolean();
        dataflow.module = row.optional_text();
        dataflow.application_kind = read_kind(row);
        if (found.empty() || found.back().id != dataflow.id) {
            found.push_back(dataflow);
            promotable_ = false;
        }
        sdk::Dataflow& gathered = found.back();
        const auto number = row.optional_integer();
        if (!number) return true;
        sdk::DataflowVersion version{*number, read_state(row), {}};
        version.trigger.method = row.text();
        version.trigger.url = row.text();
        if (is_promotable(version.state) || !promotable_) {
            gathered.global = dataflow.global;
            gathered.module = std::move(dataflow.module);
        }
        promotable_ = promotable_ || is_promotable(version.state);
        gathered.versions.push_back(std::move(version));
        return true;
    }
    std::vector<sdk::Dataflow> found;

private:
    bool promotable_ = false;  // a version of the last dataflow so far
};

std::string tags_text(const std::vector<std::string>& tags) {
    return boost::json::serialize(boost::json::value_from(tags));
}

// What a version says, and whose change that is, followed by where it stands. Borrows from its arguments.
sql::Parameters parameters_of(const std::string& organization, const std::string& dataflow, const VersionHead& head,
                              std::string_view content, const Change& change) {
    return {{"trigger_hash", trigger_hash(organization, head.trigger)},
            {"method", head.trigger.method},
            {"url", head.trigger.url},
            {"tags", tags_text(head.tags)},
            {"changed_at", change.at},
            {"changed_by", change.by},
            {"content", content},
            {"is_global", head.global ? 1 : 0},
            {"module", head.module},
            {"organization", organization},
            {"dataflow", dataflow}};
}

long long one(sql::Row& row) {
    return row.integer();
}

}  // namespace

std::optional<sdk::Dataflow> find_dataflow(sql::Connection& connection, const std::string& organization,
                                           const std::string& id) {
    Gathered gathered;
    connection.all(find_dataflow_query, {{"organization", organization}, {"id", id}}, std::ref(gathered));
    if (gathered.found.empty()) return std::nullopt;
    return std::move(gathered.found.front());
}

std::vector<sdk::Dataflow> list_dataflows(sql::Connection& connection, const sdk::DataflowQuery& query) {
    Gathered gathered;
    connection.all(list_dataflows_query,
                   {{"organization", query.organization},
                    {"after", query.after},
                    {"pattern", search_pattern(query.search)},
                    {"all_applications", query.application.empty() ? 1 : 0},
                    {"application", query.application},
                    {"all_states", query.state.empty() ? 1 : 0},
                    {"state", query.state},
                    {"limit", query.limit}},
                   std::ref(gathered));
    return std::move(gathered.found);
}

Version read_version(sql::Row& row, const std::string& organization) {
    Version version;
    version.organization = organization;
    version.dataflow = row.text();
    version.name = row.text();
    version.application = row.text();
    version.global = row.boolean();
    version.module = row.optional_text();
    version.version = row.integer();
    version.state = read_state(row);
    version.trigger.method = row.text();
    version.trigger.url = row.text();
    version.tags = boost::json::value_to<std::vector<std::string>>(boost::json::parse(row.text()));
    version.content = sdk::share(row.text());
    version.etag = row.text();
    *version.etag += "-" + row.text();
    return version;
}

std::optional<Version> find_version(sql::Connection& connection, const std::string& organization,
                                    const std::string& dataflow, std::int64_t number) {
    return connection.first(find_version_query,
                            {{"organization", organization}, {"dataflow", dataflow}, {"version", number}},
                            [&](sql::Row& row) { return read_version(row, organization); });
}

bool version_exists(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                    std::int64_t number) {
    return connection
        .first(version_exists_query, {{"organization", organization}, {"dataflow", dataflow}, {"version", number}}, one)
        .has_value();
}

bool dataflow_exists(sql::Connection& connection, const std::string& organization, const std::string& id) {
    return connection.first(dataflow_exists_query, {{"organization", organization}, {"id", id}}, one).has_value();
}

sql::Write insert_dataflow(const std::string& organization, const Dataflow& dataflow, std::int64_t last_version) {
    return {insert_dataflow_query,
            {{"organization", organization},
             {"id", dataflow.id},
             {"name", dataflow.name},
             {"application", dataflow.application},
             {"is_global", dataflow.global ? 1 : 0},
             {"module", dataflow.module},
             {"last_version", last_version},
             {"search_text", search_text(dataflow.id, dataflow.name)}}};
}

std::optional<std::int64_t> begin_change(sql::Connection& connection, const std::string& organization,
                                         const std::string& id, std::int64_t more) {
    if (connection.execute(begin_change_query, {{"more", more}, {"organization", organization}, {"id", id}}) == 0)
        return std::nullopt;
    return connection.first(last_version_query, {{"organization", organization}, {"id", id}}, one);
}

void raise_last_version(sql::Connection& connection, const std::string& organization, const std::string& id,
                        std::int64_t number) {
    connection.execute(raise_last_version_query, {{"number", number}, {"organization", organization}, {"id", id}});
}

void insert_version(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                    std::int64_t number, VersionState state, const VersionHead& head, std::string_view content,
                    const Change& change) {
    sql::Parameters parameters = parameters_of(organization, dataflow, head, content, change);
    parameters.emplace_back("version", number);
    parameters.emplace_back("state", to_text(state));
    connection.execute(insert_version_query, parameters);
}

sql::Write insert_promoted_versions(const std::string& organization, const std::string& dataflow, std::int64_t number,
                                    const VersionHead& head, std::string_view content, const Change& change) {
    sql::Parameters parameters = parameters_of(organization, dataflow, head, content, change);
    parameters.emplace_back("approved", number);
    parameters.emplace_back("draft", number + 1);
    return {insert_promoted_versions_query, std::move(parameters)};
}

void update_document(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                     std::int64_t number, const VersionHead& head, std::string_view content, const Change& change) {
    sql::Parameters parameters = parameters_of(organization, dataflow, head, content, change);
    parameters.emplace_back("version", number);
    connection.execute(update_document_query, parameters);
}

void update_state(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                  std::int64_t number, VersionState state, const Change& change) {
    connection.execute(update_state_query, {{"state", to_text(state)},
                                            {"changed_at", change.at},
                                            {"changed_by", change.by},
                                            {"organization", organization},
                                            {"dataflow", dataflow},
                                            {"version", number}});
}

void retire_live(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                 const Change& change) {
    connection.execute(
        retire_live_query,
        {{"changed_at", change.at}, {"changed_by", change.by}, {"organization", organization}, {"dataflow", dataflow}});
}

bool has_live(sql::Connection& connection, const std::string& organization, const std::string& dataflow) {
    return connection.first(has_live_query, {{"organization", organization}, {"dataflow", dataflow}}, one).has_value();
}

}  // namespace neo::host::store
