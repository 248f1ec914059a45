#include "promote.hpp"

#include "caller.hpp"
#include "carry_out.hpp"
#include "identifiers.hpp"
#include "plan.hpp"
#include "recover.hpp"

#include <plugin/base/digest.hpp>
#include <plugin/base/kill_point.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace neo::app {

namespace {

constexpr int most_tries = 5;  // how often the facts may change between decision and intent
constexpr std::string_view host_unavailable = "host_unavailable";

using Status = ports::PromotionStatus;

class Promoting {
public:
    Promoting(Services& services, const std::string& actor, const PromotionRequest& request)
        : services_(services), actor_(actor), request_(request), requested_at_(services.clock.now()) {
        if (!request.idempotency_key) return;
        idempotency_key_ = ports::IdempotencyKey{actor, *request.idempotency_key, hash_of(request)};
    }

    outcome<Promoted> run() {
        if (request_.plan && !is_plan_of(*request_.plan, promotion_key(request_.source, request_.target)))
            return Problem("plan_invalid",
                           "The plan is none, or that of another promotion. Take it from a preflight of this one.");
        for (int attempt = 0; attempt < most_tries; ++attempt) {
            NEO_TRY(replay, find_replay());
            if (replay) return Promoted{std::move(*replay), true};
            NEO_TRY(opened, open());
            if (!opened.decision.failures.empty()) return refuse(opened);
            if (opened.basis.row && is_unfinished(*opened.basis.row)) {
                recover(services_, *opened.basis.row);
                continue;
            }
            NEO_KILL_POINT("promote.intent.before");
            NEO_TRY(intent, prepare(opened));
            NEO_KILL_POINT("promote.intent.after");
            if (intent.outcome == ports::IntentOutcome::prepared) return conclude(intent.row, std::move(opened));
            if (intent.outcome == ports::IntentOutcome::expired) recover(services_, intent.row);
        }
        NEO_TRY(opened, open());
        opened.decision.failures.push_back({"target_changed",
                                            "The organizations or the target kept changing while this was decided.",
                                            "Look at the target again, then retry.",
                                            {{"organization", request_.target}}});
        return refuse(opened);
    }

private:
    // Of what was asked. A request without plan, reason, ticket and accepted warnings has the hash that releases before
    // gave it.
    static std::string hash_of(const PromotionRequest& request) {
        const std::string version = std::to_string(request.source.version);
        const std::string application = request.application.value_or("");
        std::vector<std::string_view> parts{request.source.organization, request.source.dataflow, version,
                                            request.target, application};
        for (const auto& [name, text] :
             {std::pair<std::string_view, const std::optional<std::string>&>{"plan", request.plan},
              {"reason", request.reason},
              {"ticket", request.ticket}}) {
            if (text) parts.insert(parts.end(), {name, *text});
        }
        for (const std::string& code : request.accepted)
            parts.insert(parts.end(), {"accepted", code});
        return sha256(parts);
    }

    // The attempt that this idempotency key stands for already.
    outcome<std::optional<Shown<ports::Promotion>>> find_replay() {
        if (!idempotency_key_) return std::optional<Shown<ports::Promotion>>{};
        NEO_TRY(known, services_.store.history().find_idempotency_key(actor_, idempotency_key_->key));
        if (!known) return std::optional<Shown<ports::Promotion>>{};
        if (known->first != idempotency_key_->request_hash) {
            Problem reused("idempotency_key_reused",
                           "This Idempotency-Key was used for another request. Use a new key for a new request.");
            reused.promotion = known->second;
            return reused;
        }
        NEO_TRY(promotion, services_.store.history().promotion(known->second));
        if (!promotion) return as_problem(Error{ErrorCode::internal, "an idempotency key without its promotion"});
        NEO_TRY(caller, Caller::load(services_, actor_));  // his permissions may be others by now
        auto answer = answer_for(Visibility(caller).show(std::move(*promotion)));
        if (answer) return std::optional{std::move(*answer)};
        Problem problem = answer.error();
        problem.replayed = true;
        return problem;
    }

    // What an attempt that ended earlier answers: itself, or the problem that it ended with.
    static outcome<Shown<ports::Promotion>> answer_for(Shown<ports::Promotion> promotion) {
        if (promotion->status == Status::succeeded || promotion->status == Status::in_progress) return promotion;
        Problem problem(promotion->failures);
        if (problem.kind == Problem::Kind::unprocessable && !promotion->trigger)
            problem.kind = Problem::Kind::not_found;
        problem.promotion = promotion->id;
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
        if (opened.version) {
            promotion.trigger = opened.version->trigger;
            // What is only shown keeps no promotion from happening: databases take no NUL.
            const std::string& name = opened.version->name;
            if (name.find('\0') == std::string::npos) promotion.dataflow_name = name;
        }
        promotion.actor = actor_;
        promotion.requested_at = requested_at_;
        promotion.reason = request_.reason;
        promotion.ticket = request_.ticket;
        promotion.accepted = request_.accepted;
        promotion.planned = request_.plan.has_value();
        promotion.standing = opened.review.standing;
        if (opened.review.base) promotion.base = opened.review.base->promotion;
        promotion.warnings = opened.decision.warnings;
        if (opened.version) promotion.content_hash = opened.review.content_hash;
        return promotion;
    }

    // An attempt that ends before its intent.
    ports::Promotion ended(const PromotionCase& opened, Status status,
                           const std::vector<domain::Failure>& failures) const {
        ports::Promotion promotion = attempt(opened, status);
        promotion.target_dataflow.reset();
        promotion.finished_at = services_.clock.now();
        promotion.failures = failures;
        return promotion;
    }

    // Step 1. A host that is silent as early as this leaves a failed attempt (H1). It does not use the idempotency key
    // up: the client is asked to try again.
    outcome<PromotionCase> open() {
        auto opened = open_case(services_, actor_, request_);
        if (opened || opened.error().code != host_unavailable) return opened;
        Problem problem = opened.error();
        PromotionCase unknown;
        unknown.key = promotion_key(request_.source, request_.target);
        const ports::Promotion failed = ended(unknown, Status::failed, problem.failures);
        if (services_.store.history().record(failed, std::nullopt)) problem.promotion = failed.id;
        count(Metrics::Promotion::failed);
        return problem;
    }

    // Step 1: writes the refused attempt (H1) and answers all failures at once.
    outcome<Promoted> refuse(const PromotionCase& opened) {
        ports::Promotion refused = ended(opened, Status::refused, opened.decision.failures);
        count(Metrics::Promotion::refused);
        const domain::PromotionFacts& facts = opened.facts;
        Problem problem = refusal(opened);
        if (facts.may_promote_from_source && facts.may_promote_to_target) {
            NEO_TRY(caller, Caller::load(services_, actor_));
            problem.tell(
                Visibility(caller).show(std::move(problem.failures), request_.source.organization, request_.target));
        } else {
            if (!facts.may_promote_from_source && !facts.may_promote_to_target) return problem;
            if (const auto seconds = services_.refusals.take(actor_, requested_at_)) return too_many(*seconds);
            NEO_TRY(named, without_what_names_nothing(std::move(refused)));
            refused = std::move(named);
        }
        const auto recorded = services_.store.history().record(refused, idempotency_key_);
        if (!recorded) {
            if (recorded.error().code == ErrorCode::exists) return replayed();
            return not_written(recorded.error(), refused.id);
        }
        problem.promotion = refused.id;
        return problem;
    }

    static Problem too_many(int seconds) {
        Problem problem("too_many_refusals", "You tried too often what you have no permission for. Try again in " +
                                                 std::to_string(seconds) + " s, or ask for the permission.");
        problem.retry_after_seconds = seconds;
        return problem;
    }

    // A8: what the actor wrote stands in the history of others only where it is the name of something.
    outcome<ports::Promotion> without_what_names_nothing(ports::Promotion refused) {
        NEO_TRY(version, services_.host.version(refused.source));
        NEO_TRY(source, services_.host.organization(refused.source.organization));
        NEO_TRY(target, services_.host.organization(refused.target_organization));
        const auto found = services_.host.applications(refused.target_organization);
        if (!found) return as_problem(found.error());
        const auto& applications = *found;
        const auto is_application = [&](const std::string& id) {
            return applications && std::ranges::find(*applications, id, &ports::Application::id) != applications->end();
        };
        if (!version) {
            refused.source.dataflow.clear();
            refused.source.version = 0;
        }
        if (refused.target_application && !is_application(*refused.target_application))
            refused.target_application.reset();
        refused.reason.reset();
        refused.ticket.reset();
        if (!source) refused.source.organization.clear();
        if (!target) refused.target_organization.clear();
        if (!source || !target) {
            for (domain::Failure& failure : refused.failures)
                failure = {
                    "promote_permission_missing",
                    "'" + actor_ + "' does not have the Neo Promote permission in an organization that is not there.",
                    "Check the id of the organization.",
                    {}};
        }
        return refused;
    }

    // Another request with the same idempotency key was faster.
    outcome<Promoted> replayed() {
        NEO_TRY(replay, find_replay());
        if (replay) return Promoted{std::move(*replay), true};
        return as_problem(Error{ErrorCode::internal, "an idempotency key that is taken and not there"});
    }

    // The store did not take an attempt, or did not say whether it did: then the client can look for it.
    static Problem not_written(const Error& error, const std::string& attempt) {
        Problem problem = as_problem(error);
        if (error.code == ErrorCode::outcome_unknown) {
            problem.detail =
                "The plugin's database broke off while the attempt was being written, so that it may be under way, or "
                "not have begun. The history tells when the database answers again. Trying again promotes nothing "
                "twice.";
            problem.promotion = attempt;
        }
        return problem;
    }

    // Step 2.
    outcome<ports::IntentResult> prepare(const PromotionCase& opened) {
        intended_ = attempt(opened, Status::in_progress);
        ports::Intent intent;
        intent.key = opened.key;
        intent.fence = opened.basis.fence;
        intent.owner = services_.owner;
        intent.lease_seconds = services_.lease_seconds;
        intent.promotion = intended_;
        intent.requested_application = request_.application;
        intent.plan = request_.plan;
        // The decision found them all.
        intent.mapping = opened.basis.mapping.value();
        intent.source_registration = opened.basis.source.value().id;
        intent.target_registration = opened.basis.target.value().id;
        intent.idempotency_key = idempotency_key_;
        auto prepared = services_.store.ledger().prepare(intent);
        if (prepared) return std::move(*prepared);
        if (prepared.error().code == ErrorCode::facts_changed)
            return ports::IntentResult{ports::IntentOutcome::in_progress, {}};
        return not_written(prepared.error(), intended_.id);
    }

    // Steps 3 and 4.
    outcome<Promoted> conclude(const ports::LedgerRow& row, PromotionCase opened) {
        Carried carried = carry_out(services_, row, std::move(opened));
        switch (carried.end) {
            case Carried::End::succeeded:
                count(Metrics::Promotion::succeeded);
                return Promoted{to_the_actor(succeeded(carried))};
            case Carried::End::failed:
                count(Metrics::Promotion::failed);
                return failed(std::move(carried.failures));
            case Carried::End::taken_over:
                return taken_over();
            case Carried::End::unanswered:
                services_.log.write(ports::LogLevel::warning, "promote",
                                    "promotion " + intended_.id + " waits: " + carried.cause);
                break;
        }
        count(Metrics::Promotion::in_progress);
        return Promoted{to_the_actor(intended_)};
    }

    // Another worker holds the row, or has ended it. What it wrote for this attempt is the answer, whatever the host
    // says of the key: that may be what a later attempt brought about.
    outcome<Promoted> taken_over() {
        const auto known = services_.store.history().promotion(intended_.id);
        const Status status = known && *known ? (*known)->status : Status::in_progress;
        if (status == Status::in_progress) {
            count(Metrics::Promotion::in_progress);
            return Promoted{to_the_actor(intended_)};
        }
        count(status == Status::succeeded ? Metrics::Promotion::succeeded : Metrics::Promotion::failed);
        NEO_TRY(answer, answer_for(to_the_actor(**known)));
        return Promoted{std::move(answer)};
    }

    // Of what he was let do a moment ago only warnings can tell what he may not see: of contents, and of a third
    // organization.
    Shown<ports::Promotion> to_the_actor(ports::Promotion promotion) {
        if (promotion.warnings.empty()) return Visibility::to_the_actor(std::move(promotion));
        const auto caller = Caller::load(services_, actor_);
        if (caller) return Visibility(*caller).show(std::move(promotion));
        for (domain::Warning& warning : promotion.warnings) {
            warning.message.clear();
            warning.facts.clear();
        }
        return Visibility::to_the_actor(std::move(promotion));
    }

    ports::Promotion succeeded(const Carried& carried) const {
        ports::Promotion promotion = intended_;
        const ports::Placement& placement = *carried.placement;
        promotion.status = Status::succeeded;
        promotion.target_application = placement.application;
        promotion.target_dataflow = placement.dataflow;
        promotion.approved_version = placement.approved_version;
        promotion.draft_version = placement.draft_version;
        promotion.routed = was_routed(placement);
        promotion.finished_at = carried.finished_at;
        return promotion;
    }

    Problem failed(std::vector<domain::Failure> failures) const {
        Problem problem(std::move(failures));
        problem.promotion = intended_.id;
        return problem;
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

outcome<Promoted> promote(Services& services, const std::string& actor, const PromotionRequest& request) {
    return Promoting(services, actor, request).run();
}

}  // namespace neo::app
