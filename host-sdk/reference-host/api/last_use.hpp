// When tokens and sessions were used last: written down at most once a minute each, on a thread of its own, so that a
// request that only reads waits for nobody who writes.
#pragma once

#include <adapters/sql/pool.hpp>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace neo::host::api {

class LastUse {
public:
    enum class Of { token, session };

    // `pool` outlives it.
    explicit LastUse(sql::Pool& pool);

    // Of the token or session with this digest, now. Any thread; throws nothing but std::bad_alloc.
    void note(Of what, const std::string& hash);

private:
    using Use = std::pair<Of, std::string>;
    void write_each(const std::stop_token& stop);
    void write(const Use& use);

    sql::Pool& pool_;
    std::mutex mutex_;
    std::condition_variable_any noted_;
    std::unordered_map<std::string, std::chrono::steady_clock::time_point> written_;  // by digest
    std::vector<Use> waiting_;
    std::jthread thread_;  // the last member: it uses the others
};

}  // namespace neo::host::api
