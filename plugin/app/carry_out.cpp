#include "carry_out.hpp"

#include <plugin/base/digest.hpp>
#include <plugin/base/kill_point.hpp>
#include <plugin/domain/wording.hpp>

#include <array>
#include <chrono>
#include <thread>
#include <utility>
#include <variant>

namespace neo::app {

namespace {

constexpr int most_decisions = 4;  // how often a changed target is decided on again before that is told
constexpr int most_questions = 3;  // how often a silent host is asked before recovery takes over

// How far a fence is raised, one after the other, to get past one that the host barred.
constexpr std::array<std::chrono::microseconds, 5> rises{std::chrono::seconds(1), std::chrono::minutes(1),
                                                         std::chrono::hours(1), std::chrono::hours(24),
                                                         std::chrono::hours(24 * 366 * 10)};

using End = Carried::End;
using Reason = ports::ApplyRefusal::Reason;

ports::ApplyRequest apply_request(const ports::LedgerRow& row, const PromotionCase& opened) {
    const ports::Version& version = *opened.version;
    const domain::Route& route = *opened.decision.route;
    ports::ApplyRequest request;
    request.promotion_key = row.key;
    request.fence = row.fence;
    request.payload_hash = sha256({version.trigger.method, version.trigger.url, *version.content});
    request.actor = row.actor;
    request.source = row.source;
    request.target_organization = row.target_organization;
    request.target_application = route.application;
    request.expected_dataflow = route.dataflow;
    request.name = version.name;
    request.trigger = version.trigger;
    request.module = version.module;
    request.global = version.global;
    request.content = *version.content;
    // To the moment of the host's own transaction (R3).
    if (row.plan && route.dataflow)
        request.expected_version = opened.review.head > 0 ? opened.review.head : sdk::no_version;
    return request;
}

// Asks until there is an answer, a few times. The same key and fence make asking again harmless
// (plugin/docs/protocol.md, "What the host promises").
result<std::variant<ports::Applied, ports::ApplyRefusal>> ask_to_apply(Services& services,
                                                                       const ports::ApplyRequest& request) {
    for (int question = 1;; ++question) {
        NEO_KILL_POINT("promote.apply.before_call");
        auto answer = services.host.apply(request);
        NEO_KILL_POINT("promote.apply.after_call");
        if (answer || answer.error().code != ErrorCode::host_unavailable || question == most_questions) return answer;
        std::this_thread::sleep_for(std::chrono::milliseconds(20 * question));
    }
}

// A version is immutable, so other content under its key is the host contradicting itself: a person has to look.
void tell_contradiction(Services& services, const std::string& key) {
    services.metrics.count_contradiction();
    services.log.write(ports::LogLevel::error, "promote", "the host holds other content under promotion key " + key);
}

// Why an attempt fails, when deciding again on fresh facts finds nothing against it.
std::vector<domain::Failure> failures_of(const ports::ApplyRefusal& refusal, const PromotionCase& opened) {
    const std::string& target = opened.request.target;
    const std::string named_target = domain::named(target, opened.facts.target_organization);
    switch (refusal.reason) {
        case Reason::denied:
            return {{"promote_permission_missing",
                     "The host refused for want of the Neo Promote permission in organization " +
                         domain::named(opened.request.source.organization, opened.facts.source_organization) + " or " +
                         named_target + ", although it says that the actor has both.",
                     "Try again; if it stays, ask an administrator of both organizations to look at the permissions.",
                     {{"organization", target}}}};
        case Reason::invalid:
            return {{"host_unavailable",
                     "The host cannot take what was to be created: " + refusal.message,
                     "Ask whoever runs the host to mend that, then promote again.",
                     {}}};
        default:
            return {{"target_changed",
                     "Organization " + named_target + " changed while the promotion was under way: " + refusal.message,
                     "Look at the target again, then retry.",
                     {{"organization", target}}}};
    }
}

}  // namespace

Carried finish(Services& services, const ports::LedgerRow& row, const ports::Applied& applied) {
    if (applied.key != row.key) {
        services.metrics.count_contradiction();
        services.log.write(ports::LogLevel::error, "promote",
                           "asked about promotion key " + row.key + ", the host spoke of " + applied.key);
        return unanswered("the host spoke of another promotion");
    }
    NEO_KILL_POINT("promote.outcome.before");
    const Time now = services.clock.now();
    const auto completed = services.store.ledger().complete(row, applied.placement, was_routed(applied.placement), now);
    NEO_KILL_POINT("promote.outcome.after");
    if (!completed) return unanswered(completed.error().message);
    if (!*completed) return {.end = End::taken_over};
    return {.end = End::succeeded, .placement = applied.placement, .finished_at = now};
}

Carried give_up(Services& services, ports::LedgerRow row, std::vector<domain::Failure> failures) {
    if (row.state == ports::LedgerState::prepared) {
        NEO_KILL_POINT("promote.abort.before_intent");
        const auto started = services.store.ledger().start_abort(row, failures);
        NEO_KILL_POINT("promote.abort.after_intent");
        if (!started) return unanswered(started.error().message);
        if (!*started) return {.end = End::taken_over};
        row = **started;
    }
    NEO_KILL_POINT("promote.abort.before_call");
    const auto barred = services.host.abort(row.key, row.fence);
    NEO_KILL_POINT("promote.abort.after_call");
    if (!barred) return unanswered(barred.error().message);
    if (*barred) return finish(services, row, **barred);
    const auto finished = services.store.ledger().finish_abort(row, services.clock.now());
    NEO_KILL_POINT("promote.abort.after_outcome");
    if (!finished) return unanswered(finished.error().message);
    if (!*finished) return {.end = End::taken_over};
    return {.end = End::failed, .failures = std::move(failures)};
}

Carried carry_out(Services& services, ports::LedgerRow row, PromotionCase opened) {
    int decisions = 1;
    for (auto rise = rises.begin();;) {
        const ports::ApplyRequest request = apply_request(row, opened);
        const auto answer = ask_to_apply(services, request);
        if (!answer) return unanswered(answer.error().message);
        if (const auto* applied = std::get_if<ports::Applied>(&*answer)) {
            if (applied->payload_hash != request.payload_hash) tell_contradiction(services, row.key);
            return finish(services, row, *applied);
        }

        const auto& refused = std::get<ports::ApplyRefusal>(*answer);
        if (refused.reason == Reason::barred) {
            // Whoever has lost the row to another worker finds that now. Who still holds it has a row that was lost and
            // begun anew, by a clock behind the one that gave the barred fences: a higher fence gets past them.
            if (rise == rises.end()) return unanswered("the host bars every fence of this promotion");
            const auto risen = services.store.ledger().raise_fence(row, row.fence + (rise++)->count());
            if (!risen) return unanswered(risen.error().message);
            if (!*risen) return {.end = End::taken_over};
            row = **risen;
            continue;
        }
        // Giving up on a mismatch finds that the key was applied, and records that.
        if (refused.reason == Reason::payload_mismatch) tell_contradiction(services, row.key);
        const bool facts_changed = refused.reason == Reason::conflict || refused.reason == Reason::denied;
        if (!facts_changed || decisions++ == most_decisions)
            return give_up(services, row, failures_of(refused, opened));

        auto again = reopen_case(services, row);
        if (!again) return unanswered(again.error().cause);
        if (!again->decision.failures.empty()) return give_up(services, row, again->decision.failures);
        opened = std::move(*again);
    }
}

}  // namespace neo::app
