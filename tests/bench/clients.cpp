#include "clients.hpp"

#include "figures.hpp"

#include <exception>
#include <latch>
#include <thread>

namespace neo::bench {

Load run_clients(const std::vector<Client>& clients) {
    std::vector<std::vector<double>> took(clients.size());
    std::vector<std::exception_ptr> thrown(clients.size());
    std::latch ready(static_cast<std::ptrdiff_t>(clients.size()) + 1);
    std::vector<std::thread> threads;
    for (std::size_t at = 0; at < clients.size(); ++at) {
        threads.emplace_back([&, at] {
            ready.arrive_and_wait();
            try {
                took[at] = clients[at]();
            } catch (...) {
                thrown[at] = std::current_exception();
            }
        });
    }
    ready.arrive_and_wait();
    const Stopwatch watch;
    for (std::thread& thread : threads)
        thread.join();
    Load load;
    load.seconds = watch.seconds();
    for (std::size_t at = 0; at < clients.size(); ++at) {
        if (thrown[at]) std::rethrow_exception(thrown[at]);
        load.milliseconds.insert(load.milliseconds.end(), took[at].begin(), took[at].end());
    }
    return load;
}

}  // namespace neo::bench
