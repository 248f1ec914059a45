#include "floor.hpp"

#include "figures.hpp"
#include "workload.hpp"

#include <plugin/app/identifiers.hpp>
#include <plugin/base/digest.hpp>
#include <plugin/base/time.hpp>

#include <fmt/format.h>

#include <stdexcept>

namespace neo::bench {

namespace {

constexpr std::string_view application = "crm";

// Decide, at the host: both permissions, the source, and the version with its content.
constexpr std::string_view read_version =
    "SELECT v.state, v.method, v.url, v.content, v.module, v.is_global, d.name, s.cluster_name, s.neo_enabled, "
    "s.modules, gs.permissions, gt.permissions FROM versions v "
    "JOIN dataflows d ON d.organization = v.organization AND d.id = v.dataflow "
    "JOIN organizations s ON s.id = v.organization "
    "LEFT JOIN grants gs ON gs.user_id = ? AND gs.organization = v.organization "
    "LEFT JOIN grants gt ON gt.user_id = ? AND gt.organization = ? "
    "WHERE v.organization = ? AND v.dataflow = ? AND v.version = ?";

// Decide, at the host, once the trigger is known: the target, the application asked for, and who holds the trigger.
constexpr std::string_view read_target =
    "SELECT t.cluster_name, t.neo_enabled, t.modules, a.kind, h.dataflow FROM organizations t "
    "LEFT JOIN applications a ON a.organization = t.id AND a.id = ? "
    "LEFT JOIN trigger_holders h ON h.trigger_hash = ? WHERE t.id = ?";

// Decide, at the plugin: both registrations, the mapping, the ledger's row.
constexpr std::string_view read_governance =
    "SELECT s.id, s.type, t.id, t.type, m.id, m.relation, l.state, l.promotion_id, l.fence, l.lease_until "
    "FROM registrations s JOIN registrations t ON t.organization = ? "
    "LEFT JOIN mappings m ON m.source_organization = s.organization AND m.target_organization = t.organization "
    "LEFT JOIN promotion_ledger l ON l.promotion_key = ? WHERE s.organization = ?";

constexpr std::string_view insert_attempt =
    "INSERT INTO promotions (id, promotion_key, status, source_organization, source_dataflow, source_version, "
    "target_organization, target_application, routed, trigger_url, trigger_method, actor, requested_at, failures, "
    "dataflow_name) VALUES (?, ?, 'in_progress', ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, '[]', ?)";

// Apply: what the key says already, and what must still hold: permissions, application, holder.
constexpr std::string_view read_key =
    "SELECT a.kind, k.state, h.dataflow, gs.permissions, gt.permissions FROM applications a "
    "LEFT JOIN promotion_keys k ON k.promotion_key = ? LEFT JOIN trigger_holders h ON h.trigger_hash = ? "
    "LEFT JOIN grants gs ON gs.user_id = ? AND gs.organization = ? "
    "LEFT JOIN grants gt ON gt.user_id = ? AND gt.organization = a.organization WHERE a.organization = ? AND a.id = ?";

constexpr std::string_view insert_dataflow =
    "INSERT INTO dataflows (organization, id, name, application, is_global, module, last_version, revision, "
    "search_text) VALUES (?, ?, ?, ?, 0, NULL, 2, 1, ?)";

constexpr std::string_view insert_versions =
    "INSERT INTO versions (organization, dataflow, version, state, trigger_hash, method, url, tags, changed_at, "
    "changed_by, content, is_global, module, revision) VALUES "
    "(?, ?, 1, 'approved', ?, ?, ?, '[]', ?, ?, ?, 0, NULL, 1), (?, ?, 2, 'draft', ?, ?, ?, '[]', ?, ?, ?, 0, NULL, 1)";

constexpr std::string_view insert_holder =
    "INSERT INTO trigger_holders (trigger_hash, organization, dataflow) VALUES (?, ?, ?)";

constexpr std::string_view insert_key =
    "INSERT INTO promotion_keys (promotion_key, state, fence, payload_hash, actor, source_organization, "
    "source_dataflow, source_version, target_organization, target_application, target_dataflow, approved_version, "
    "draft_version, method, url, applied_at) VALUES (?, 'applied', ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 2, ?, ?, ?)";

constexpr std::string_view set_done =
    "UPDATE promotion_ledger SET state = 'done', leased_at = NULL, lease_until = NULL, failures = '[]', "
    "mapping_id = NULL, source_registration_id = NULL, target_registration_id = NULL "
    "WHERE promotion_key = ? AND state IN ('prepared', 'aborting') AND fence = ? AND owner = 'floor'";

constexpr std::string_view set_succeeded =
    "UPDATE promotions SET status = 'succeeded', target_application = ?, target_dataflow = ?, approved_version = 1, "
    "draft_version = 2, finished_at = ?, failures = '[]' WHERE id = ?";

// All that is known before the first statement.
struct Promotion {
    std::string key;
    std::string attempt;
    std::string dataflow;
    std::string target;
    std::string trigger_hash;
    std::string payload_hash;
    std::int64_t version = 1;
    std::int64_t at = 0;
};

Promotion promotion_of(const e2e::TestDataflow& dataflow, std::size_t target) {
    const std::string organization = target_organization(target);
    const e2e::TestVersion& version = dataflow.versions.front();
    const Time now = time_now();
    Promotion promotion;
    promotion.key = app::promotion_key({std::string(source_organization), dataflow.id, 1}, organization);
    promotion.attempt = app::new_id(now);
    promotion.dataflow = dataflow.id;
    promotion.target = organization;
    promotion.trigger_hash = sha256({organization, version.method, version.url});
    promotion.payload_hash = sha256({version.method, version.url, version.blocks});
    promotion.at = to_microseconds(now);
    return promotion;
}

}  // namespace

std::unique_ptr<FloorDatabase> open_floor(const sql::DatabaseConfig& config) {
    if (config.backend == "postgresql") return open_floor_postgresql(config);
    if (config.backend == "mysql") return open_floor_mariadb(config);
    return open_floor_sqlite(config);
}

struct Floor::Statements {
    explicit Statements(std::string_view now)
        : insert_ledger(fmt::format(
              "INSERT INTO promotion_ledger (promotion_key, state, fence, owner, leased_at, lease_until, promotion_id, "
              "source_organization, source_dataflow, source_version, target_organization, requested_application, "
              "actor, failures, mapping_id, source_registration_id, target_registration_id) VALUES (?, 'prepared', "
              "{0}, 'floor', {0}, {0} + 30000000, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?) RETURNING fence",
              now)) {}

    const std::string insert_ledger;
};

// One client.
class Floor::Promoter {
public:
    Promoter(FloorDatabase& plugin, FloorDatabase& host, const Statements& statements)
        : plugin_(plugin.connect()), host_(host.connect()), statements_(statements) {}

    void promote(const Promotion& one) {
        // Step 1.
        const Cells version =
            host_->read(read_version, {actor, actor, one.target, source_organization, one.dataflow, one.version});
        const Cells target = host_->read(read_target, {application, one.trigger_hash, one.target});
        const Cells governance = plugin_->read(read_governance, {one.target, one.key, source_organization});
        if (version.empty() || target.empty() || governance.empty() || governance[4].empty())
            throw std::runtime_error("the floor finds nothing to promote");
        const std::string& method = version[1];
        const std::string& url = version[2];
        const std::string& content = version[3];
        const std::string& name = version[6];

        // Step 2.
        plugin_->begin();
        const Cells ledger = plugin_->run(
            statements_.insert_ledger, {one.key, one.attempt, source_organization, one.dataflow, one.version,
                                        one.target, application, actor, governance[4], governance[0], governance[2]});
        plugin_->run(insert_attempt, {one.attempt, one.key, source_organization, one.dataflow, one.version, one.target,
                                      application, url, method, actor, one.at, name});
        plugin_->commit();
        const std::int64_t fence = std::stoll(ledger.at(0));

        // Step 3.
        host_->begin();
        host_->run(read_key, {one.key, one.trigger_hash, actor, source_organization, actor, one.target, application});
        host_->run(insert_dataflow, {one.target, one.dataflow, name, application, name});
        host_->run(insert_versions,
                   {one.target, one.dataflow, one.trigger_hash, method, url, one.at, actor, content,  //
                    one.target, one.dataflow, one.trigger_hash, method, url, one.at, actor, content});
        host_->run(insert_holder, {one.trigger_hash, one.target, one.dataflow});
        host_->run(insert_key, {one.key, fence, one.payload_hash, actor, source_organization, one.dataflow, one.version,
                                one.target, application, one.dataflow, method, url, one.at});
        host_->commit();

        // Step 4.
        plugin_->begin();
        plugin_->run(set_done, {one.key, fence});
        plugin_->run(set_succeeded, {application, one.dataflow, one.at, one.attempt});
        plugin_->commit();
    }

private:
    const std::unique_ptr<FloorConnection> plugin_;
    const std::unique_ptr<FloorConnection> host_;
    const Statements& statements_;
};

Floor::Floor(const test::Databases& databases)
    : plugin_(open_floor(databases.plugin)),
      host_(open_floor(databases.host)),
      statements_(std::make_unique<Statements>(plugin_->now())) {}

Floor::~Floor() = default;

Load Floor::promote(const std::vector<e2e::TestDataflow>& dataflows, std::size_t target, std::size_t clients) {
    std::vector<std::vector<Promotion>> dealt(clients);
    for (std::size_t at = 0; at < dataflows.size(); ++at)
        dealt[at % clients].push_back(promotion_of(dataflows[at], target));
    while (promoters_.size() < clients)
        promoters_.push_back(std::make_unique<Promoter>(*plugin_, *host_, *statements_));
    std::vector<Client> working;
    for (std::size_t at = 0; at < clients; ++at) {
        working.emplace_back([&promoter = *promoters_[at], &promotions = dealt[at]] {
            std::vector<double> took;
            took.reserve(promotions.size());
            for (const Promotion& promotion : promotions) {
                const Stopwatch watch;
                promoter.promote(promotion);
                took.push_back(watch.milliseconds());
            }
            return took;
        });
    }
    return run_clients(working);
}

}  // namespace neo::bench
