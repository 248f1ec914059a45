// The database as the repositories use it: whole reads and whole transactions, retried when the engine says so.
// Any thread, as many as there are; a pool outlives what it lends.
#pragma once

#include "connection.hpp"
#include "durability.hpp"
#include "lane.hpp"
#include "retry.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace neo::sql {

enum class Access { read, write };

struct PoolSettings {
    int size = 4;
    std::chrono::milliseconds acquire_timeout{5000};
};

class Pool {
public:
    using Open = std::function<std::unique_ptr<Connection>(Access, Metrics&)>;

    // With a single-writer dialect there is one connection that writes, beside `size` that read. `dialect` outlives the
    // pool. Connects once, so that a wrong configuration is told at once.
    static result<std::unique_ptr<Pool>> open(const Dialect& dialect, const PoolSettings& settings, Open open);
    Pool(const Pool&) = delete;

    const Dialect& dialect() const noexcept { return dialect_; }

    // Runs `body(Connection&) -> T` outside a transaction: each query sees what is committed when it runs. `body` may
    // run several times and must only read. Error unavailable, or as to_error() says.
    template <class Body>
    auto read(Body&& body) -> result<std::invoke_result_t<Body&, Connection&>> {
        std::optional<std::invoke_result_t<Body&, Connection&>> value;
        const auto error = run_read(readers_ ? *readers_ : *writers_,
                                    [&](Connection& connection) { value.emplace(body(connection)); });
        if (error) return *error;
        return *std::move(value);
    }

    // Runs `body(Connection&) -> result<T>` as one transaction, read committed: an error rolls back, a value commits.
    // After a conflict or a connection lost before the commit the whole is repeated, a bounded number of times with
    // jitter: `body` may run several times and has no effect but on the database. It must not catch DatabaseError.
    // Errors: those of `body`; exists and facts_changed for a duplicate and a foreign key; unavailable when nothing was
    // changed; outcome_unknown when the connection broke at the commit: read by key what became of it.
    // `name` is for kill points: NAME.before_commit and NAME.after_commit.
    template <class Body>
    auto write(std::string_view name, Body&& body, Durability durability = Durability::on_disk)
        -> std::invoke_result_t<Body&, Connection&> {
        return transaction(name, std::forward<Body>(body), true, durability);
    }

    // The writes as one transaction, repeated as those of write(); how many rows the first one inserted or matched.
    // Without another way to the server and back where the dialect makes one statement of them.
    result<std::int64_t> write_all(std::string_view name, std::span<const Write> writes);

    // As write(), and never repeated: for what a rollback does not undo.
    template <class Body>
    auto write_once(std::string_view name, Body&& body) -> std::invoke_result_t<Body&, Connection&> {
        return transaction(name, std::forward<Body>(body), false, Durability::on_disk);
    }

    // "neo_store_…" lines in the Prometheus text format, with this prefix.
    std::string metrics(const std::string& prefix) const { return metrics_.text(prefix); }

private:
    Pool(const Dialect& dialect, const PoolSettings& settings, Open open);

    template <class Body>
    auto transaction(std::string_view name, Body&& body, bool repeat, Durability durability)
        -> std::invoke_result_t<Body&, Connection&> {
        std::optional<std::invoke_result_t<Body&, Connection&>> outcome;
        const Change change = [&](Connection& connection) {
            outcome.emplace(body(connection));
            return outcome->has_value();
        };
        const auto error = run_write([&] { return run_once(name, change, durability); }, repeat);
        if (error) return *error;
        return *std::move(outcome);
    }

    using Read = std::function<void(Connection&)>;
    using Change = std::function<bool(Connection&)>;  // true: commit
    using Try = std::function<std::optional<Error>()>;
    std::optional<Error> run_read(Lane& lane, const Read& body);
    std::optional<Error> run_write(const Try& run, bool repeat);
    // One try, in a transaction.
    std::optional<Error> run_once(std::string_view name, const Change& body, Durability durability);
    bool repeats_after(Failure failure, Lane& lane, Retry& retry);
    // Runs `last`, with which the transaction is committed; an error that is no definite refusal leaves that open.
    template <class Last>
    std::optional<Error> commit(std::string_view name, Connection& connection, bool (*is_refused)(Failure),
                                Last&& last);

    const Dialect& dialect_;
    Metrics metrics_;
    std::unique_ptr<Lane> writers_;  // closed last: on SQLite the writer does every checkpoint
    std::unique_ptr<Lane> readers_;  // unset: the writers' lane is for both
};

}  // namespace neo::sql
