// What the connections of a server share: the threads that handle requests, and the bytes they may hold.
#pragma once

#include "../complaint.hpp"
#include "budget.hpp"
#include "server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace neo::host::http {

// For the rest of a request, for a whole answer, and for a piece of one.
inline constexpr std::chrono::seconds transfer_timeout{60};

struct Workshop {
    // All must outlive it.
    Workshop(const ServerSettings& with, Site& what, const std::atomic<bool>& ends)
        : settings(with),
          site(what),
          stopping(ends),
          bytes_in_flight(with.bytes_in_flight),
          streams(static_cast<std::size_t>(std::max(1, with.threads / with.threads_per_stream))),
          workers(static_cast<std::size_t>(with.threads)),
          workers_for_large(static_cast<std::size_t>(with.threads_for_large)) {}

    const ServerSettings& settings;
    Site& site;
    const std::atomic<bool>& stopping;
    Budget bytes_in_flight;
    Budget streams;  // places: one for each answer that is being streamed
    Complaint full{"http"};
    boost::asio::thread_pool workers;
    boost::asio::thread_pool workers_for_large;
    boost::asio::thread_pool workers_for_vital{2};
};

template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&>> done_there(Work work) {
    co_return work();
}

// Does `work` on a thread of `pool`, and goes on where it was called.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&>> done_by(boost::asio::thread_pool& pool, Work work) {
    co_return co_await boost::asio::co_spawn(pool, done_there(std::move(work)), boost::asio::use_awaitable);
}

}  // namespace neo::host::http
