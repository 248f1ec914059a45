#include "sql_recalls.hpp"

#include <adapters/sql/text_list.hpp>

namespace neo::sql {
namespace {

using ports::PutRecall;
using ports::Recall;
using ports::RecallChange;

#define NEO_OF_THE_VERSION "organization = :organization AND dataflow = :dataflow AND version = :version"

constexpr Query select_recall{"recalls.recall.select",
                              "SELECT reason, recalled_at, recalled_by FROM recalls WHERE " NEO_OF_THE_VERSION};
constexpr Query insert_recall{"recalls.put_recall.insert",
                              "INSERT INTO recalls (organization, dataflow, version, reason, recalled_at, recalled_by) "
                              "VALUES (:organization, :dataflow, :version, :reason, :recalled_at, :recalled_by)"};
constexpr Query update_recall{"recalls.put_recall.update",
                              "UPDATE recalls SET reason = :reason, recalled_at = :recalled_at, "
                              "recalled_by = :recalled_by WHERE " NEO_OF_THE_VERSION
                              " AND recalled_at = :seen_at AND recalled_by = :seen_by"};
constexpr Query delete_recall{"recalls.remove_recall.delete", "DELETE FROM recalls WHERE " NEO_OF_THE_VERSION};

constexpr Query insert_change{
    "recalls.change.insert",
    "INSERT INTO recall_changes (id, organization, dataflow, version, kind, reason, actor, changed_at) "
    "VALUES (:id, :organization, :dataflow, :version, :kind, :reason, :actor, :changed_at)"};
constexpr Query select_changes{"recalls.changes.select",
                               "SELECT id, kind, reason, actor, changed_at FROM recall_changes "
                               "WHERE " NEO_OF_THE_VERSION " ORDER BY id DESC LIMIT :limit"};

Parameters of(const domain::VersionId& version) {
    return {{"organization", version.organization}, {"dataflow", version.dataflow}, {"version", version.version}};
}

Parameters of(const domain::VersionId& version, const Recall& recall) {
    Parameters parameters = of(version);
    parameters.emplace_back("reason", recall.reason);
    parameters.emplace_back("recalled_at", to_microseconds(recall.recalled_at));
    parameters.emplace_back("recalled_by", recall.recalled_by);
    return parameters;
}

Recall read_recall(Row& row) {
    std::string reason = row.text();
    const Time recalled_at = from_microseconds(row.integer());
    return {std::move(reason), recalled_at, row.text()};
}

RecallChange read_change(Row& row) {
    return {row.text(), row.text(), row.optional_text(), row.text(), from_microseconds(row.integer())};
}

void insert(Connection& connection, const domain::VersionId& version, const RecallChange& change) {
    Parameters parameters = of(version);
    parameters.emplace_back("id", change.id);
    parameters.emplace_back("kind", change.kind);
    parameters.emplace_back("reason", change.reason);
    parameters.emplace_back("actor", change.actor);
    parameters.emplace_back("changed_at", to_microseconds(change.at));
    connection.execute(insert_change, parameters);
}

// exists: somebody else changed it since it was read.
result<PutRecall> put(Connection& connection, const domain::VersionId& version, const Recall& recall,
                      const std::string& change) {
    auto standing = connection.first(select_recall, of(version), read_recall);
    if (standing && standing->reason == recall.reason) return PutRecall{*std::move(standing)};
    Parameters parameters = of(version, recall);
    if (standing) {
        parameters.emplace_back("seen_at", to_microseconds(standing->recalled_at));
        parameters.emplace_back("seen_by", standing->recalled_by);
        if (connection.execute(update_recall, parameters) == 0)
            return Error{ErrorCode::exists, "somebody else changed it"};
    } else {
        connection.execute(insert_recall, parameters);
    }
    insert(connection, version, {change, "recalled", recall.reason, recall.recalled_by, recall.recalled_at});
    return PutRecall{recall, !standing};
}

}  // namespace

result<std::optional<Recall>> SqlRecalls::recall(const domain::VersionId& version) {
    return pool_.read(
        [&](Connection& connection) { return connection.first(select_recall, of(version), read_recall); });
}

result<PutRecall> SqlRecalls::put_recall(const domain::VersionId& version, const Recall& recall,
                                         const std::string& change) {
    constexpr int most_attempts = 20;
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        auto written = pool_.write("recalls.put_recall",
                                   [&](Connection& connection) { return put(connection, version, recall, change); });
        if (written || written.error().code != ErrorCode::exists) return written;
    }
    return Error{ErrorCode::unavailable, "the row kept changing; try again"};
}

result<void> SqlRecalls::remove_recall(const domain::VersionId& version, RecallChange change) {
    change.kind = "taken_back";
    change.reason.reset();
    return pool_.write("recalls.remove_recall", [&](Connection& connection) -> result<void> {
        if (connection.execute(delete_recall, of(version)) == 0)
            return Error{ErrorCode::not_found, "the version is not recalled"};
        insert(connection, version, change);
        return {};
    });
}

result<std::vector<RecallChange>> SqlRecalls::changes(const domain::VersionId& version, int limit) {
    Parameters parameters = of(version);
    parameters.emplace_back("limit", limit);
    return pool_.read([&](Connection& connection) { return connection.all(select_changes, parameters, read_change); });
}

result<std::vector<std::pair<std::string, std::int64_t>>> SqlRecalls::recalled_versions(
    const std::string& organization, const std::vector<std::string>& dataflows) {
    return pool_.read([&](Connection& connection) {
        std::vector<std::pair<std::string, std::int64_t>> versions;
        in_chunks(dataflows, [&](std::span<const std::string> chunk) {
            const TextList list(chunk);
            const std::string sql =
                "SELECT dataflow, version FROM recalls WHERE organization = :organization AND dataflow IN (" +
                list.placeholders + ")";
            Parameters parameters = list.parameters;
            parameters.emplace_back("organization", organization);
            const auto rows = connection.all({"recalls.recalled_versions.select", sql}, parameters, [](Row& row) {
                std::string dataflow = row.text();
                return std::pair{std::move(dataflow), row.integer()};
            });
            versions.insert(versions.end(), rows.begin(), rows.end());
        });
        return versions;
    });
}

}  // namespace neo::sql
