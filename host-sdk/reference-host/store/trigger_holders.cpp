#include "trigger_holders.hpp"

#include "organizations.hpp"

#include <plugin/base/digest.hpp>

namespace neo::host::store {

namespace {

constexpr sql::Query find_query{
    "host.triggers.find",
    "SELECT d.id, d.application, a.kind, " NEO_HEAD_OF("d", "t.trigger_hash") ", l.version, l.method, l.url "
    "FROM trigger_holders t JOIN dataflows d ON d.organization = t.organization AND d.id = t.dataflow "
    "JOIN applications a ON a.organization = d.organization AND a.id = d.application "
    NEO_LIVE_OF("d") "WHERE t.trigger_hash = :hash"};

constexpr sql::Query find_holder_query{"host.triggers.find_holder",
                                       "SELECT dataflow FROM trigger_holders WHERE trigger_hash = :hash"};

constexpr sql::Query list_held_query{
    "host.triggers.list_held",
    "SELECT trigger_hash FROM trigger_holders WHERE organization = :organization AND dataflow = :dataflow"};

constexpr sql::Query insert_query{
    "host.triggers.insert",
    "INSERT INTO trigger_holders (trigger_hash, organization, dataflow) VALUES (:hash, :organization, :dataflow)"};

constexpr sql::Query delete_query{"host.triggers.delete", "DELETE FROM trigger_holders WHERE trigger_hash = :hash"};

std::string read_text(sql::Row& row) {
    return row.text();
}

// Letters of ASCII: a method has no others.
std::string upper_case(std::string method) {
    for (char& c : method) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return method;
}

}  // namespace

std::string trigger_hash(const std::string& organization, const Trigger& trigger) {
    return sha256({organization, upper_case(trigger.method), trigger.url});
}

void read_standing(sql::Row& row, TriggerHolder& holder) {
    holder.head = row.optional_integer().value_or(0);
    holder.live = read_live(row);
}

std::optional<sdk::DataflowVersion> read_live(sql::Row& row) {
    const auto version = row.optional_integer();
    auto method = row.optional_text();
    auto url = row.optional_text();
    if (!version) return std::nullopt;
    return sdk::DataflowVersion{*version, VersionState::live, {*std::move(url), *std::move(method)}};
}

std::optional<TriggerHolder> find_trigger_holder(sql::Connection& connection, const std::string& organization,
                                                 const Trigger& trigger) {
    return connection.first(find_query, {{"hash", trigger_hash(organization, trigger)}}, [](sql::Row& row) {
        TriggerHolder holder;
        holder.dataflow = row.text();
        holder.application = row.text();
        holder.application_kind = read_kind(row);
        read_standing(row, holder);
        return holder;
    });
}

std::optional<std::string> find_holder(sql::Connection& connection, const std::string& hash) {
    return connection.first(find_holder_query, {{"hash", hash}}, read_text);
}

std::vector<std::string> list_held(sql::Connection& connection, const std::string& organization,
                                   const std::string& dataflow) {
    return connection.all(list_held_query, {{"organization", organization}, {"dataflow", dataflow}}, read_text);
}

sql::Write insert_holder(const std::string& hash, const std::string& organization, const std::string& dataflow) {
    return {insert_query, {{"hash", hash}, {"organization", organization}, {"dataflow", dataflow}}};
}

void delete_holder(sql::Connection& connection, const std::string& hash) {
    connection.execute(delete_query, {{"hash", hash}});
}

}  // namespace neo::host::store
