// The names of people beside their ids, as the host tells them: kept for a minute, so that a list of one person's
// promotions asks for the name once. Any thread.
#pragma once

#include <plugin/ports/host.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace neo::app {

// Of the user with this id; unset where the host knows none.
using NameOf = std::function<std::optional<std::string>(const std::string& user)>;

class People {
public:
    // Unset where the host knows none, or does not say: a name is never worth failing for.
    std::optional<std::string> name(ports::Host& host, const std::string& user);

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds kept{60};
    static constexpr std::size_t most = 10'000;

    struct Known {
        std::optional<std::string> name;
        Clock::time_point until;
    };

    std::mutex mutex_;
    std::map<std::string, Known> known_;
};

}  // namespace neo::app
