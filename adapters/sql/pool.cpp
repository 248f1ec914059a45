#include "pool.hpp"

#include <plugin/base/kill_point.hpp>

namespace neo::sql {
namespace {

class Lease {
public:
    explicit Lease(Lane& lane) : lane_(lane), connection_(lane.acquire()) {}
    ~Lease() { lane_.release(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Connection& operator*() { return *connection_; }
    Connection* operator->() { return connection_.get(); }

private:
    Lane& lane_;
    std::unique_ptr<Connection> connection_;
};

// After COMMIT little is certain.
bool is_refused_commit(Failure failure) {
    return failure == Failure::conflict || failure == Failure::duplicate || failure == Failure::foreign_key;
}

// Whatever the server says of a statement that is a transaction of its own, it has not happened.
bool is_refused_statement(Failure failure) {
    return failure != Failure::lost;
}

[[maybe_unused]] std::string point(std::string_view name, std::string_view what) {
    return std::string(name).append(what);
}

}  // namespace

Pool::Pool(const Dialect& dialect, const PoolSettings& settings, Open open) : dialect_(dialect) {
    const auto lane = [&](Access access, int size) {
        return std::make_unique<Lane>(static_cast<std::size_t>(size), settings.acquire_timeout, metrics_,
                                      [this, open, access] { return open(access, metrics_); });
    };
    writers_ = lane(Access::write, dialect.single_writer ? 1 : settings.size);
    if (dialect.single_writer) readers_ = lane(Access::read, settings.size);
}

result<std::unique_ptr<Pool>> Pool::open(const Dialect& dialect, const PoolSettings& settings, Open open) {
    std::unique_ptr<Pool> pool(new Pool(dialect, settings, std::move(open)));
    if (const auto error = pool->run_read(*pool->writers_, [](Connection&) {})) return *error;
    return pool;
}

std::optional<Error> Pool::run_read(Lane& lane, const Read& body) {
    for (Retry retry;;) {
        try {
            Lease connection(lane);
            body(*connection);
            return std::nullopt;
        } catch (const DatabaseError& error) {
            if (!repeats_after(error.failure(), lane, retry)) return to_error(error);
        } catch (const std::exception&) {
            return Error{ErrorCode::internal, "an unexpected exception in the database adapter"};
        }
    }
}

std::optional<Error> Pool::run_write(const Try& run, bool repeat) {
    for (Retry retry;;) {
        NEO_KILL_POINT("pool.write.begin");
        try {
            return run();
        } catch (const DatabaseError& error) {
            if (!repeat || !repeats_after(error.failure(), *writers_, retry)) return to_error(error);
        } catch (const std::exception&) {
            return Error{ErrorCode::internal, "an unexpected exception in the database adapter"};
        }
    }
}

std::optional<Error> Pool::run_once(std::string_view name, const Change& body, Durability durability) {
    Lease connection(*writers_);
    connection->begin(durability);
    try {
        if (body(*connection)) return commit(name, *connection, is_refused_commit, [&] { connection->commit(); });
    } catch (...) {
        connection->rollback();
        throw;
    }
    connection->rollback();
    return std::nullopt;
}

result<std::int64_t> Pool::write_all(std::string_view name, std::span<const Write> writes) {
    if (writes.size() > 1 && !dialect_.writes_in_with) {
        return write(name,
                     [&](Connection& connection) -> result<std::int64_t> { return connection.execute_all(writes); });
    }
    std::int64_t rows = 0;
    const auto run = [&] {
        Lease connection(*writers_);
        return commit(name, *connection, is_refused_statement, [&] {
            if (NEO_FAIL_POINT("sql.commit")) throw DatabaseError(Failure::lost, "fail point");
            rows = connection->execute_all(writes);
            if (NEO_FAIL_POINT("sql.commit_reply")) throw DatabaseError(Failure::lost, "fail point");
        });
    };
    if (const auto error = run_write(run, true)) return *error;
    return rows;
}

bool Pool::repeats_after(Failure failure, Lane& lane, Retry& retry) {
    if (failure == Failure::lost) lane.doubt();
    if (failure == Failure::read_only && !lane.move_on()) return false;
    if (!retry.again(failure)) return false;
    metrics_.retries.Increment();
    return true;
}

template <class Last>
std::optional<Error> Pool::commit([[maybe_unused]] std::string_view name, Connection& connection,
                                  bool (*is_refused)(Failure), Last&& last) {
    NEO_KILL_POINT(point(name, ".before_commit").c_str());
    try {
        last();
    } catch (const DatabaseError& error) {
        if (is_refused(error.failure())) throw;
        connection.mark_lost();
        writers_->doubt();
        metrics_.outcomes_unknown.Increment();
        return Error{ErrorCode::outcome_unknown,
                     std::string("the database connection broke while a change was committed: ") + error.what()};
    }
    NEO_KILL_POINT(point(name, ".after_commit").c_str());
    metrics_.transactions.Increment();
    return std::nullopt;
}

}  // namespace neo::sql
