#include "pool.hpp"

#include "retry.hpp"

#include <neo/host/cpp/kill_point.hpp>

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
    if (settings.watch_calls) {
        watcher_ =
            std::jthread([this, limit = *settings.watch_calls](const std::stop_token& stop) { watch(stop, limit); });
    }
}

void Pool::watch(const std::stop_token& stop, std::chrono::milliseconds limit) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    while (!stopped.wait_for(lock, stop, limit / 8, [&] { return stop.stop_requested(); })) {
        writers_->interrupt_stuck(limit);
        if (readers_) readers_->interrupt_stuck(limit);
    }
}

result<std::unique_ptr<Pool>> Pool::open(const Dialect& dialect, const PoolSettings& settings, Open open) {
    std::unique_ptr<Pool> pool(new Pool(dialect, settings, std::move(open)));
    if (const auto error = pool->run_write("pool.open", [](Connection&) { return false; })) return *error;
    return pool;
}

std::optional<Error> Pool::run_read(const Read& body) {
    Lane& lane = readers_ ? *readers_ : *writers_;
    for (Retry retry;;) {
        try {
            Lease connection(lane);
            body(*connection);
            return std::nullopt;
        } catch (const DatabaseError& error) {
            if (error.failure() == Failure::lost) lane.close_idle();
            if (!retry.again(error.failure())) return to_error(error);
            ++metrics_.retries;
        } catch (const std::exception&) {
            return Error{ErrorCode::internal, "an unexpected exception in the database adapter"};
        }
    }
}

std::optional<Error> Pool::run_write(std::string_view name, const Write& body) {
    for (Retry retry;;) {
        NEO_KILL_POINT("pool.write.begin");
        try {
            Lease connection(*writers_);
            connection->begin(dialect_.begin_write);
            try {
                if (body(*connection)) return commit(name, *connection);
            } catch (...) {
                connection->rollback();
                throw;
            }
            connection->rollback();
            return std::nullopt;
        } catch (const DatabaseError& error) {
            if (error.failure() == Failure::lost) writers_->close_idle();
            if (!retry.again(error.failure())) return to_error(error);
            ++metrics_.retries;
        } catch (const std::exception&) {
            return Error{ErrorCode::internal, "an unexpected exception in the database adapter"};
        }
    }
}

std::optional<Error> Pool::commit([[maybe_unused]] std::string_view name, Connection& connection) {
    NEO_KILL_POINT(point(name, ".before_commit").c_str());
    try {
        connection.commit();
    } catch (const DatabaseError& error) {
        switch (error.failure()) {
            case Failure::conflict:
            case Failure::duplicate:
            case Failure::foreign_key:
                throw;  // a definite no
            default:
                break;
        }
        connection.mark_lost();
        ++metrics_.outcomes_unknown;
        return Error{ErrorCode::outcome_unknown,
                     std::string("the database connection broke while a change was committed: ") + error.what()};
    }
    NEO_KILL_POINT(point(name, ".after_commit").c_str());
    ++metrics_.transactions;
    return std::nullopt;
}

}  // namespace neo::sql
