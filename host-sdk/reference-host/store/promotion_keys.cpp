#include "promotion_keys.hpp"

namespace neo::host::store {

namespace {

constexpr sql::Query find_query{"host.keys.find",
                                "SELECT " NEO_KEY_COLUMNS_OF("") " FROM promotion_keys WHERE promotion_key = :key"};

constexpr sql::Query list_query{
    "host.keys.list",
    "SELECT " NEO_KEY_COLUMNS_OF("") " FROM promotion_keys WHERE promotion_key > :after AND state = 'applied' "
    "ORDER BY promotion_key LIMIT :limit"};

constexpr sql::Query insert_applied_query{
    "host.apply.insert_key",
    "INSERT INTO promotion_keys (promotion_key, state, fence, payload_hash, actor, source_organization, "
    "source_dataflow, source_version, target_organization, target_application, target_dataflow, approved_version, "
    "draft_version, method, url, applied_at) VALUES (:key, 'applied', :fence, :payload_hash, :actor, "
    ":source_organization, :source_dataflow, :source_version, :target_organization, :target_application, "
    ":target_dataflow, :approved_version, :draft_version, :method, :url, :applied_at)"};

constexpr sql::Query replace_bar_query{
    "host.apply.replace_bar",
    "UPDATE promotion_keys SET state = 'applied', fence = :fence, payload_hash = :payload_hash, actor = :actor, "
    "source_organization = :source_organization, source_dataflow = :source_dataflow, "
    "source_version = :source_version, target_organization = :target_organization, "
    "target_application = :target_application, target_dataflow = :target_dataflow, "
    "approved_version = :approved_version, draft_version = :draft_version, method = :method, url = :url, "
    "applied_at = :applied_at WHERE promotion_key = :key AND state = 'barred' AND fence < :fence"};

constexpr sql::Query insert_bar_query{
    "host.abort.insert_bar",
    "INSERT INTO promotion_keys (promotion_key, state, fence) VALUES (:key, 'barred', :fence)"};

constexpr sql::Query raise_bar_query{
    "host.abort.raise_bar",
    "UPDATE promotion_keys SET fence = :fence WHERE promotion_key = :key AND state = 'barred' AND fence < :fence"};

sql::Parameters parameters_of(const Applied& applied, Microseconds at) {
    return {{"key", applied.key},
            {"fence", applied.fence},
            {"payload_hash", applied.payload_hash},
            {"actor", applied.actor},
            {"source_organization", applied.source.organization},
            {"source_dataflow", applied.source.dataflow},
            {"source_version", applied.source.version},
            {"target_organization", applied.target.organization},
            {"target_application", applied.target.application},
            {"target_dataflow", applied.target.dataflow},
            {"approved_version", applied.target.approved_version},
            {"draft_version", applied.target.draft_version},
            {"method", applied.trigger.method},
            {"url", applied.trigger.url},
            {"applied_at", at}};
}

}  // namespace

PromotionKey read_key(sql::Row& row) {
    const bool is_applied = row.text() == "applied";
    Applied applied;
    applied.key = row.text();
    applied.fence = row.integer();
    if (!is_applied) return {std::nullopt, applied.fence};
    applied.payload_hash = row.text();
    applied.actor = row.text();
    applied.source.organization = row.text();
    applied.source.dataflow = row.text();
    applied.source.version = row.integer();
    applied.target.organization = row.text();
    applied.target.application = row.text();
    applied.target.dataflow = row.text();
    applied.target.approved_version = row.integer();
    applied.target.draft_version = row.integer();
    applied.trigger.method = row.text();
    applied.trigger.url = row.text();
    applied.applied_at = rfc3339(from_microseconds(row.integer()));
    const std::int64_t fence = applied.fence;
    return {std::move(applied), fence};
}

std::optional<PromotionKey> find_key(sql::Connection& connection, const std::string& key) {
    return connection.first(find_query, {{"key", key}}, read_key);
}

sql::Write insert_applied(const Applied& applied, Microseconds at) {
    return {insert_applied_query, parameters_of(applied, at)};
}

bool replace_bar(sql::Connection& connection, const Applied& applied, Microseconds at) {
    return connection.execute(replace_bar_query, parameters_of(applied, at)) == 1;
}

void insert_bar(sql::Connection& connection, const std::string& key, std::int64_t fence) {
    connection.execute(insert_bar_query, {{"key", key}, {"fence", fence}});
}

bool raise_bar(sql::Connection& connection, const std::string& key, std::int64_t fence) {
    return connection.execute(raise_bar_query, {{"key", key}, {"fence", fence}}) == 1;
}

std::vector<Applied> list_applied(sql::Connection& connection, const std::string& after, int limit) {
    return connection.all(list_query, {{"after", after}, {"limit", limit}},
                          [](sql::Row& row) { return *read_key(row).applied; });
}

std::optional<Applied> find_applied(sql::Connection& connection, const std::string& key) {
    const auto found = find_key(connection, key);
    return found ? found->applied : std::nullopt;
}

}  // namespace neo::host::store
