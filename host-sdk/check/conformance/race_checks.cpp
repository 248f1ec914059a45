// The same promises with several callers at once. Threads start together; what must hold does so however they run.
#include "check.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

namespace neo::check {

namespace {

constexpr int rounds = 10;

// Runs all actions at once and answers their replies in the order of the actions.
std::vector<Reply> at_once(const std::vector<std::function<Reply()>>& actions) {
    std::vector<Reply> replies(actions.size());
    std::atomic<bool> start = false;
    std::vector<std::thread> threads;
    for (std::size_t index = 0; index < actions.size(); ++index) {
        threads.emplace_back([&, index] {
            start.wait(false);
            replies[index] = actions[index]();
        });
    }
    start = true;
    start.notify_all();
    for (std::thread& thread : threads)
        thread.join();
    return replies;
}

std::ptrdiff_t count(const std::vector<Reply>& replies, neo_status status) {
    return std::count_if(replies.begin(), replies.end(), [&](const Reply& reply) { return reply.status == status; });
}

std::size_t versions_of(Trial& trial, const std::string& organization, const std::string& dataflow) {
    const boost::json::value versions = trial.host.dataflow(organization, dataflow).at("versions");
    return versions.is_array() ? versions.as_array().size() : 0;
}

// A caller that hears "unavailable" does not know the outcome and asks again, as every plugin does.
Reply apply_until_answered(Trial& trial, const ApplyRequest& request) {
    Reply reply = trial.host.apply(request);
    for (int tries = 0; reply.status == NEO_UNAVAILABLE && tries < 100; ++tries)
        reply = trial.host.apply(request);
    return reply;
}

Reply abort_until_answered(Trial& trial, const std::string& key, std::int64_t fence) {
    Reply reply = trial.host.abort(key, fence);
    for (int tries = 0; reply.status == NEO_UNAVAILABLE && tries < 100; ++tries)
        reply = trial.host.abort(key, fence);
    return reply;
}

void one_key(Trial& trial) {
    for (int round = 0; round < rounds; ++round) {
        const ApplyRequest request = trial.fresh_request();
        const std::vector<Reply> replies =
            at_once(std::vector<std::function<Reply()>>(8, [&] { return apply_until_answered(trial, request); }));
        trial.expect(count(replies, NEO_OK) == 8, "eight applies of one key at once are all answered ok");
        for (const Reply& reply : replies)
            trial.expect(reply.at("") == replies.front().at(""), "all of them hear the same");
        trial.expect(versions_of(trial, request.target_organization, replies.front().text_at("target.dataflow")) == 2,
                     "one approved and one draft version come of it");
    }
}

void one_trigger(Trial& trial) {
    for (int round = 0; round < rounds; ++round) {
        const ApplyRequest request = trial.fresh_request();
        std::vector<std::function<Reply()>> actions;
        for (int index = 0; index < 8; ++index) {
            ApplyRequest own = request;
            own.promotion_key = Trial::fresh_key();
            actions.emplace_back([&trial, own] { return apply_until_answered(trial, own); });
        }
        const std::vector<Reply> replies = at_once(actions);
        trial.expect(count(replies, NEO_OK) == 1 && count(replies, NEO_CONFLICT) == 7,
                     "of eight keys that want a new trigger at once one gets it, the others conflict");
    }
}

void one_dataflow(Trial& trial) {
    const ApplyRequest first = trial.fresh_request();
    const std::string dataflow = trial.host.apply(first).text_at("target.dataflow");
    std::vector<std::function<Reply()>> actions;
    for (int index = 0; index < 8; ++index) {
        ApplyRequest own = first;
        own.promotion_key = Trial::fresh_key();
        own.expected_dataflow = dataflow;
        actions.emplace_back([&trial, own] { return apply_until_answered(trial, own); });
    }
    const std::vector<Reply> replies = at_once(actions);
    trial.expect(count(replies, NEO_OK) == 8, "eight keys at once for one existing dataflow are all applied");
    std::vector<std::int64_t> numbers;
    for (const Reply& reply : replies) {
        numbers.push_back(reply.number_at("target.approved_version"));
        numbers.push_back(reply.number_at("target.draft_version"));
        trial.expect(numbers[numbers.size() - 2] + 1 == numbers.back(), "each gets two versions in a row");
    }
    std::sort(numbers.begin(), numbers.end());
    trial.expect(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end(), "no version is given twice");
    trial.expect(versions_of(trial, first.target_organization, dataflow) == 18, "no version is lost");
}

void one_head(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    const std::string dataflow = trial.host.apply(request).text_at("target.dataflow");
    if (trial.host.find_by_trigger(request.target_organization, request.trigger).at("head").is_null()) return;
    request.expected_dataflow = dataflow;
    for (int round = 0; round < rounds; ++round) {
        request.expected_version = 1 + 2 * round;
        std::vector<std::function<Reply()>> actions;
        for (int index = 0; index < 8; ++index) {
            request.promotion_key = Trial::fresh_key();
            actions.emplace_back([&trial, request] { return apply_until_answered(trial, request); });
        }
        const std::vector<Reply> replies = at_once(actions);
        trial.expect(count(replies, NEO_OK) == 1 && count(replies, NEO_CONFLICT) == 7,
                     "of eight keys at once that expect the same newest version one is applied, the others conflict");
    }
}

void apply_against_abort(Trial& trial) {
    for (int round = 0; round < 4 * rounds; ++round) {
        const ApplyRequest request = trial.fresh_request();
        const std::vector<Reply> replies =
            at_once({[&] { return apply_until_answered(trial, request); },
                     [&] { return abort_until_answered(trial, request.promotion_key, request.fence); }});
        const bool applied = replies[0].status == NEO_OK && replies[1].status == NEO_ALREADY_APPLIED;
        const bool barred = replies[0].status == NEO_BARRED && replies[1].status == NEO_OK;
        trial.expect(applied || barred, "of apply and abort at once exactly one wins, and both hear which");
        trial.expect(trial.host.find(request.promotion_key), applied ? NEO_OK : NEO_NOT_FOUND, "find tells the same");
    }
}

constexpr Check checks[] = {
    {"applies of one key at once make one promotion", &one_key},
    {"of applies for one new trigger at once one wins", &one_trigger},
    {"applies for one dataflow at once get versions of their own", &one_dataflow},
    {"of applies that expect one newest version at once one wins", &one_head},
    {"apply and abort at once: one wins and both know", &apply_against_abort},
};

}  // namespace

std::span<const Check> race_checks() {
    return checks;
}

}  // namespace neo::check
