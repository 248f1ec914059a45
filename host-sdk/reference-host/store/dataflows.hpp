// Dataflows and their versions: rows in and out, without the rules of their lives (lifecycle.hpp, promotions.hpp).
// Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"
#include "../time.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host::store {

std::optional<sdk::Dataflow> find_dataflow(sql::Connection& connection, const std::string& organization,
                                           const std::string& id);
// In the order of their ids.
std::vector<sdk::Dataflow> list_dataflows(sql::Connection& connection, const sdk::DataflowQuery& query);
std::optional<Version> find_version(sql::Connection& connection, const std::string& organization,
                                    const std::string& dataflow, std::int64_t number);
// The next columns, as find_version() asks for them.
Version read_version(sql::Row& row, const std::string& organization);
bool version_exists(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                    std::int64_t number);

bool dataflow_exists(sql::Connection& connection, const std::string& organization, const std::string& id);
// Borrows from its arguments.
sql::Write insert_dataflow(const std::string& organization, const Dataflow& dataflow, std::int64_t last_version);

// A change of a dataflow begins here: until the transaction ends no other changes the same dataflow, on no node of a
// cluster either, because the row itself is changed. Answers the last version's number, raised by `more`; unset when
// there is no such dataflow.
std::optional<std::int64_t> begin_change(sql::Connection& connection, const std::string& organization,
                                         const std::string& id, std::int64_t more = 0);
// The last version's number becomes at least `number`.
void raise_last_version(sql::Connection& connection, const std::string& organization, const std::string& id,
                        std::int64_t number);

struct Change {
    std::string by;  // user
    Microseconds at = 0;
};

void insert_version(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                    std::int64_t number, VersionState state, const VersionHead& head, std::string_view content,
                    const Change& change);
// The approved version `number` and the draft after it, alike but for their state. Borrows from its arguments.
sql::Write insert_promoted_versions(const std::string& organization, const std::string& dataflow, std::int64_t number,
                                    const VersionHead& head, std::string_view content, const Change& change);
void update_document(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                     std::int64_t number, const VersionHead& head, std::string_view content, const Change& change);
void update_state(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                  std::int64_t number, VersionState state, const Change& change);
// The version that is live becomes approved.
void retire_live(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                 const Change& change);
bool has_live(sql::Connection& connection, const std::string& organization, const std::string& dataflow);

}  // namespace neo::host::store
