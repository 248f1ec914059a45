// One session with the database, and its prepared statements. Used by one thread at a time; every function throws
// DatabaseError.
//
// In test builds each query has the kill points `room.operation.before_statement` and `….after_statement`, and the fail
// point "sql.execute".
#pragma once

#include "call_watch.hpp"
#include "dialect.hpp"
#include "durability.hpp"
#include "metrics.hpp"
#include "query.hpp"
#include "statement.hpp"
#include "text_hash.hpp"
#include "write.hpp"

#include <soci/soci.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace neo::sql {

// The way to a server that may stop answering. Without `watch` there is no server.
struct Link {
    std::shared_ptr<CallWatch> watch;
    std::function<int()> socket;              // by what the driver says: -1 after it has closed it
    std::chrono::milliseconds call_limit{0};  // for one statement
    // Of a statement with its values in it as escaped text, where the server cuts off who sends more.
    std::optional<std::size_t> largest_statement_bytes = std::nullopt;
};

class Connection {
public:
    // `dialect` and `metrics` outlive the connection.
    Connection(const Dialect& dialect, Metrics& metrics, std::unique_ptr<soci::session> session, Link link = {});
    ~Connection();

    const Dialect& dialect() const noexcept { return dialect_; }

    // How many rows it inserted, deleted, or matched for an update.
    std::int64_t execute(const Query& query, const Parameters& parameters = {});

    void run(const Write& write) { execute(write.query, write.parameters); }

    // Several, of which none reads what another writes, in one statement where the dialect can. How many rows the first
    // one inserted or matched.
    std::int64_t execute_all(std::span<const Write> writes);

    // Every row, each made into a value by `read(Row&)`.
    template <class Read>
    auto all(const Query& query, const Parameters& parameters, Read&& read) {
        std::vector<std::invoke_result_t<Read&, Row&>> rows;
        each(query, parameters, Statement::Kind::prepared, [&](Row& row) { rows.push_back(read(row)); });
        return rows;
    }

    // The first row, if there is one.
    template <class Read>
    auto first(const Query& query, const Parameters& parameters, Read&& read) {
        std::optional<std::invoke_result_t<Read&, Row&>> result;
        each(query, parameters, Statement::Kind::prepared, [&](Row& row) {
            if (!result) result.emplace(read(row));
        });
        return result;
    }

    // As all(), for SQL that is put together at run time: it is not kept. `sql` may go away afterwards.
    template <class Read>
    auto all_once(const Query& query, const Parameters& parameters, Read&& read) {
        std::vector<std::invoke_result_t<Read&, Row&>> rows;
        each(query, parameters, Statement::Kind::once, [&](Row& row) { rows.push_back(read(row)); });
        return rows;
    }

    // For statements that are run once, as those of a migration: they take as long as they take.
    std::int64_t execute_once(std::string_view sql);

    // Begins a transaction that writes. After any error until the rollback, commit() refuses: on some engines the
    // commit of a broken transaction reports success.
    void begin(Durability durability);
    void commit();
    // Never throws; when it does not work the connection is lost.
    void rollback() noexcept;

    // Asks the server something small; lost when it does not answer within `limit`.
    void ping(std::chrono::milliseconds limit = std::chrono::seconds(2));
    std::chrono::steady_clock::time_point opened_at() const noexcept { return opened_at_; }
    bool lost() const noexcept { return lost_; }
    void mark_lost() noexcept { lost_ = true; }

private:
    using ReadRow = std::function<void(Row&)>;
    void each(const Query& query, const Parameters& parameters, Statement::Kind kind, const ReadRow& read);
    // One that is kept, or, put into `once`, one that is not.
    Statement& statement_for(const Query& query, const Parameters& parameters, Statement::Kind kind,
                             std::optional<Statement>& once);
    Statement& prepared(std::string_view sql, const Parameters& parameters);
    void check_size(std::string_view sql, const Parameters& parameters) const;
    // Runs `call`, and turns what SOCI throws into DatabaseError.
    template <class Call>
    auto translated(Call&& call);
    // While it lives, waiting for the server is bounded.
    using Bound = std::optional<CallWatch::Call>;
    Bound bound(std::chrono::milliseconds limit) const;

    const Dialect& dialect_;
    Metrics& metrics_;
    std::unique_ptr<soci::session> session_;  // outlives the statements
    std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>> statements_;
    const Link link_;
    const std::chrono::steady_clock::time_point opened_at_ = std::chrono::steady_clock::now();
    Durability durability_ = Durability::on_disk;  // of the session's commits
    bool failed_ = false;                          // inside the present transaction
    bool lost_ = false;
};

}  // namespace neo::sql
