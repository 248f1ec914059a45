#include "promote.hpp"

#include "carry_out.hpp"
#include "failures_json.hpp"
#include "identifiers.hpp"
#include "recover.hpp"

#include <neo/host/cpp/kill_point.hpp>

#include <utility>

namespace neo::app {

namespace {

constexpr int most_tries = 5;  // how often the facts may change between decision and intent

using Status = ports::PromotionStatus;

class Promoting {
public:
    Promoting(Services& services, const std::string& actor, const PromotionRequest& request)
        : services_(services), actor_(actor), request_(request), requested_at_(services.clock.now()) {
        if (!request.idempotency_key) return;
        idempotency_key_ = ports::IdempotencyKey{
            actor, *request.idempotency_key,
            hash_of({request.source.organization, request.source.dataflow, std::to_string(request.source.version),
                     request.target, request.application.value_or("")})};
    }

    outcome<ports::Promotion> run() {
        for (int attempt = 0; attempt < most_tries; ++attempt) {
            NEO_TRY(replay, find_replay());
            if (replay) return *replay;
            NEO_TRY(opened, open_case(services_, actor_, request_));
            if (!opened.decision.failures.empty()) return refuse(opened, refusal(opened));
            if (opened.ledger_row && is_unfinished(*opened.ledger_row)) {
                recover(services_, *opened.ledger_row);
                continue;
            }
            NEO_KILL_POINT("promote.intent.before");
            NEO_TRY(intent, prepare(opened));
            NEO_KILL_POINT("promote.intent.after");
            if (intent.outcome == ports::IntentOutcome::prepared) return conclude(intent.row, std::move(opened));
            if (intent.outcome == ports::IntentOutcome::expired) recover(services_, intent.row);
        }
        NEO_TRY(opened, open_case(services_, actor_, request_));
        opened.decision.failures.push_back({"target_changed",
                                            "The organizations or the target kept changing while this was decided.",
                                            "Look at the target again, then retry.",
                                            {{"organization", request_.target}}});
        return refuse(opened, refusal(opened));
    }

private:
    static bool is_unfinished(const ports::LedgerRow& row) {
        return row.state == ports::LedgerState::prepared || row.state == ports::LedgerState::aborting;
    }

    // The attempt that this idempotency key stands for already.
    outcome<std::optional<ports::Promotion>> find_replay() {
        if (!idempotency_key_) return std::optional<ports::Promotion>{};
        NEO_TRY(known, services_.store.history().find_idempotency_key(actor_, idempotency_key_->key));
        if (!known) return std::optional<ports::Promotion>{};
        if (known->first != idempotency_key_->request_hash) {
            return Problem{Problem::Kind::unprocessable,
                           "idempotency_key_reused",
                           "This Idempotency-Key was used for another request. Use a new key for a new request.",
                           {},
                           known->second};
        }
        NEO_TRY(promotion, services_.store.history().promotion(known->second));
        if (!promotion) return as_problem(Error{ErrorCode::internal, "an idempotency key without its promotion"});
        return answer_for(std::move(*promotion));
    }

    // What an attempt that ended earlier answers: itself, or the problem that it ended with.
    static outcome<std::optional<ports::Promotion>> answer_for(ports::Promotion promotion) {
        if (promotion.status == Status::succeeded || promotion.status == Status::in_progress)
            return std::optional{std::move(promotion)};
        Problem problem = as_problem(failures_from_json(promotion.failures));
        if (problem.kind == Problem::Kind::unprocessable && !promotion.trigger) problem.kind = Problem::Kind::not_found;
        problem.promotion = promotion.id;
        return problem;
    }

    ports::Promotion attempt(const PromotionCase& opened, Status status) const {
        ports::Promotion promotion;
        promotion.id = new_id(requested_at_);
        promotion.key = opened.key;
        promotion.status = status;
        promotion.source = request_.source;
        promotion.target_organization = request_.target;
        promotion.target_application = request_.application;
        if (opened.decision.route) {
            promotion.target_application = opened.decision.route->application;
            promotion.target_dataflow = opened.decision.route->dataflow;
            promotion.routed = opened.decision.route->routed;
        }
        if (opened.version) promotion.trigger = opened.version->trigger;
        promotion.actor = actor_;
        promotion.requested_at = requested_at_;
        return promotion;
    }

    // Step 1: writes the refused attempt (H1) and answers all failures at once.
    outcome<ports::Promotion> refuse(const PromotionCase& opened, Problem problem) {
        ports::Promotion refused = attempt(opened, Status::refused);
        refused.target_dataflow.reset();
        refused.finished_at = services_.clock.now();
        refused.failures = failures_json(opened.decision.failures);
        const auto recorded = services_.store.history().record(refused, idempotency_key_);
        if (!recorded) {
            if (recorded.error().code == ErrorCode::exists) return replayed();
            return as_problem(recorded.error());
        }
        problem.promotion = refused.id;
        count(Metrics::Promotion::refused);
        return problem;
    }

    // Another request with the same idempotency key was faster.
    outcome<ports::Promotion> replayed() {
        NEO_TRY(replay, find_replay());
        if (replay) return *replay;
        return as_problem(Error{ErrorCode::internal, "an idempotency key that is taken and not there"});
    }

    // Step 2. When the connection broke at commit, the row tells by its key whether the intent is there.
    outcome<ports::IntentResult> prepare(const PromotionCase& opened) {
        intended_ = attempt(opened, Status::in_progress);
        ports::Intent intent;
        intent.key = opened.key;
        intent.owner = services_.owner;
        intent.lease_seconds = services_.lease_seconds;
        intent.promotion = intended_;
        intent.requested_application = request_.application;
        intent.mapping = opened.mapping;
        intent.source_registration = opened.source_registration;
        intent.target_registration = opened.target_registration;
        intent.idempotency_key = idempotency_key_;
        auto prepared = services_.store.ledger().prepare(intent);
        if (prepared) return std::move(*prepared);
        if (prepared.error().code == ErrorCode::facts_changed)
            return ports::IntentResult{ports::IntentOutcome::in_progress, {}};
        if (prepared.error().code != ErrorCode::outcome_unknown) return as_problem(prepared.error());
        NEO_TRY(row, services_.store.ledger().find(opened.key));
        if (row && row->promotion == intended_.id && row->owner == services_.owner) {
            return ports::IntentResult{ports::IntentOutcome::prepared, std::move(*row)};
        }
        return as_problem(prepared.error());
    }

    // Steps 3 and 4.
    outcome<ports::Promotion> conclude(const ports::LedgerRow& row, PromotionCase opened) {
        const Carried carried = carry_out(services_, row, std::move(opened));
        ports::Promotion promotion = intended_;
        if (carried.placement) return succeed(std::move(promotion), carried);
        if (carried.end == Carried::End::failed) {
            Problem problem = as_problem(carried.failures);
            problem.promotion = promotion.id;
            count(Metrics::Promotion::failed);
            return problem;
        }
        if (carried.end == Carried::End::taken_over) {
            auto current = services_.store.history().promotion(promotion.id);
            if (current && *current) {
                NEO_TRY(answer, answer_for(std::move(**current)));
                return *answer;
            }
        }
        count(Metrics::Promotion::in_progress);
        return promotion;
    }

    // The host has it, so this is the truth, even when another worker writes the outcome.
    outcome<ports::Promotion> succeed(ports::Promotion promotion, const Carried& carried) {
        const ports::Placement& placement = *carried.placement;
        promotion.status = Status::succeeded;
        promotion.target_application = placement.application;
        promotion.target_dataflow = placement.dataflow;
        promotion.approved_version = placement.approved_version;
        promotion.draft_version = placement.draft_version;
        promotion.routed = was_routed(placement);
        promotion.finished_at = carried.finished_at;
        count(Metrics::Promotion::succeeded);
        return promotion;
    }

    void count(Metrics::Promotion outcome) { services_.metrics.count(outcome, services_.clock.now() - requested_at_); }

    Services& services_;
    const std::string& actor_;
    const PromotionRequest& request_;
    const Time requested_at_;
    std::optional<ports::IdempotencyKey> idempotency_key_;
    ports::Promotion intended_;
};

}  // namespace

outcome<ports::Promotion> promote(Services& services, const std::string& actor, const PromotionRequest& request) {
    return Promoting(services, actor, request).run();
}

}  // namespace neo::app
