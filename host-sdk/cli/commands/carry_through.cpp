#include "carry_through.hpp"

#include <host-sdk/cli/text/view.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <thread>
#include <utility>

namespace neo::cli {
namespace json = boost::json;
namespace {

using Clock = std::chrono::steady_clock;

constexpr long usual_pause_seconds = 2;
constexpr long longest_pause_seconds = 30;

bool is_in_progress(const Document& answer) {
    return !answer.is_problem() && member(answer.value, "status") == json::value("in_progress");
}

// Of a problem that will not stay so. One that is a replay is how an earlier attempt ended.
bool may_pass(const Document& answer) {
    return (answer.status == 429 || answer.status >= 500) && member(answer.value, "replayed") != json::value(true);
}

class Waiting {
public:
    Waiting(std::chrono::seconds wait, std::string key) : deadline_(Clock::now() + wait), key_(std::move(key)) {}

    // False: that would be too long.
    bool pause(const std::string& why, long asked_seconds) {
        const long seconds =
            std::clamp(asked_seconds > 0 ? asked_seconds : usual_pause_seconds, 1L, longest_pause_seconds);
        if (Clock::now() + std::chrono::seconds(seconds) > deadline_) return false;
        if (!std::exchange(has_told_, true))
            fmt::print(stderr, "neo: waiting: {}\nneo: to ask again later: --idempotency-key {}\n", why, key_);
        std::this_thread::sleep_for(std::chrono::seconds(seconds));
        return true;
    }

private:
    const Clock::time_point deadline_;
    const std::string key_;
    bool has_told_ = false;
};

// Until it ended: recovery on the server's side finishes it.
Document follow(Api& api, Document begun, Waiting& waiting) {
    const json::value& id = member(begun.value, "id");
    long asked_seconds = begun.retry_after_seconds;
    while (waiting.pause("the promotion is in progress", asked_seconds)) {
        try {
            Document now = api.promotion(id.is_string() ? std::string(id.get_string()) : std::string());
            asked_seconds = now.retry_after_seconds;
            if (now.is_problem() ? !may_pass(now) : !is_in_progress(now)) return now;
        } catch (const NoAnswer&) {
            asked_seconds = 0;
        }
    }
    return begun;
}

}  // namespace

Document carry_through(Api& api, const json::value& request, const std::string& idempotency_key,
                       std::chrono::seconds wait) {
    Waiting waiting(wait, idempotency_key);
    std::optional<Document> problem;
    std::string why;
    for (bool may_be_there = false;; may_be_there = true) {
        problem.reset();
        try {
            Document answer = api.promote(request, idempotency_key);
            if (is_in_progress(answer)) return follow(api, std::move(answer), waiting);
            if (!answer.is_problem() || !may_pass(answer)) return answer;
            why = said(member(answer.value, "detail"));
            problem = std::move(answer);
        } catch (const NoAnswer& error) {
            why = error.what();
            if (!error.was_sent() && !may_be_there) throw Failure(no_answer, why);
        }
        if (!waiting.pause(why, problem ? problem->retry_after_seconds : 0)) break;
    }
    if (problem) return *std::move(problem);
    throw Failure(no_answer,
                  fmt::format("{}. Whether it was promoted is not known: ask again with --idempotency-key {}", why,
                              idempotency_key));
}

}  // namespace neo::cli
