// Dataflows and their versions: rows in and out, without the rules of their lives (lifecycle.hpp, promotions.hpp).
// Every function throws sql::DatabaseError.
#pragma once

#include "../platform/model.hpp"
#include "../time.hpp"

#include <adapters/sql/connection.hpp>

#include <optional>
#include <string>
#include <vector>

namespace neo::host::store {

struct VersionSummary {
    std::int64_t number = 0;
    std::string state;
    Trigger trigger;
};

struct DataflowSummary {
    Dataflow dataflow;
    std::string application_kind;
    std::vector<VersionSummary> versions;  // ascending
};

struct DataflowSearch {
    std::string organization{};
    std::string after{};        // id; empty: from the start
    std::string search{};       // a part of id or name, whatever its case
    std::string application{};  // empty: all
    std::string state{};        // at least one version is in it; empty: all
    int limit = 50;
};

struct Version {
    Dataflow dataflow;
    std::int64_t number = 0;
    std::string state;
    VersionDocument document;
    std::string etag;  // another after each change
};

std::optional<DataflowSummary> find_dataflow(sql::Connection& connection, const std::string& organization,
                                             const std::string& id);
// In the order of their ids.
std::vector<DataflowSummary> list_dataflows(sql::Connection& connection, const DataflowSearch& search);
std::optional<Version> find_version(sql::Connection& connection, const std::string& organization,
                                    const std::string& dataflow, std::int64_t number);
bool version_exists(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                    std::int64_t number);
// Whether a version is approved or live.
bool has_promotable(sql::Connection& connection, const std::string& organization, const std::string& dataflow);

bool dataflow_exists(sql::Connection& connection, const std::string& organization, const std::string& id);
void insert_dataflow(sql::Connection& connection, const std::string& organization, const Dataflow& dataflow,
                     std::int64_t last_version);

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
                    std::int64_t number, std::string_view state, const VersionDocument& document, const Change& change);
void update_document(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                     std::int64_t number, const VersionDocument& document, const Change& change);
void update_state(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                  std::int64_t number, std::string_view state, const Change& change);
// The version that is live becomes approved.
void retire_live(sql::Connection& connection, const std::string& organization, const std::string& dataflow,
                 const Change& change);
bool has_live(sql::Connection& connection, const std::string& organization, const std::string& dataflow);

}  // namespace neo::host::store
