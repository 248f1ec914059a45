#include "log_in_limiter.hpp"

#include "made_token.hpp"

#include <boost/asio/ip/address.hpp>

namespace neo::host::api {

namespace {

constexpr std::chrono::minutes minute{1};
constexpr std::size_t most_remembered = 100'000;

// Whoever has an IPv6 address has all of its /64.
std::string network_of(const std::string& address) {
    boost::system::error_code error;
    const auto parsed = boost::asio::ip::make_address(address, error);
    if (error || !parsed.is_v6()) return address;
    auto bytes = parsed.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return boost::asio::ip::address_v6(bytes).to_string();
}

std::string key_of_address(const std::string& address) {
    return "address " + network_of(address);
}

// Empty: the token tells no account.
std::string key_of_account(std::string_view token) {
    const std::string_view part = public_part(token);
    return part.empty() ? "" : "account " + std::string(part);
}

}  // namespace

std::optional<std::chrono::seconds> LogInLimiter::wait_of(const std::string& key, int most,
                                                          Clock::time_point now) const {
    const auto found = minutes_.find(key);
    if (found == minutes_.end() || found->second.failures < most) return std::nullopt;
    const auto left = found->second.start + minute - now;
    if (left <= Clock::duration::zero()) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(left);
}

std::optional<std::chrono::seconds> LogInLimiter::wait(const std::string& address, std::string_view token,
                                                       Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (const auto wait = wait_of(key_of_address(address), limits_.of_address, now)) return wait;
    const std::string account = key_of_account(token);
    return account.empty() ? std::nullopt : wait_of(account, limits_.of_account, now);
}

void LogInLimiter::count(const std::string& key, Clock::time_point now) {
    Minute& counted = minutes_[key];
    if (now - counted.start >= minute) counted = {now, 0};
    ++counted.failures;
}

void LogInLimiter::failed(const std::string& address, std::string_view token, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (minutes_.size() >= most_remembered) {
        std::erase_if(minutes_, [&](const auto& one) { return now - one.second.start >= minute; });
        if (minutes_.size() >= most_remembered) minutes_.clear();
    }
    count(key_of_address(address), now);
    if (const std::string account = key_of_account(token); !account.empty()) count(account, now);
}

}  // namespace neo::host::api
