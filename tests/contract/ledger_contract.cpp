// The states of a ledger row and who may move them (plugin/docs/protocol.md, steps 2, 4, 5 and 6).
#include "stores.hpp"

namespace neo::contract {
namespace {

using ports::IntentOutcome;
using ports::LedgerRow;
using ports::LedgerState;
using ports::PromotionStatus;
using testing::ElementsAre;
using testing::IsEmpty;

// A reason to give up.
std::vector<domain::Failure> because(const std::string& message) {
    return {{"target_changed", message, "Look again.", {}}};
}

const Time later = from_microseconds(1'700'000'009'000'001);

class LedgerContract : public StoreContract {
protected:
    void SetUp() override {
        StoreContract::SetUp();
        facts_ = facts();
    }
    result<ports::Basis> basis(const std::string& key) {
        return ledger().basis(key, {"acme-dev", "welcome", 1}, "acme-uat", "");
    }
    ports::Intent intent_for(const std::string& key) {
        auto made = intent(key, facts_.source, facts_.target, facts_.mapping);
        made.fence = basis(key).value().fence;
        return made;
    }
    LedgerRow prepared(const std::string& key, std::int64_t lease_seconds = 30) {
        auto made = intent_for(key);
        made.lease_seconds = lease_seconds;
        const auto answer = ledger().prepare(made).value();
        EXPECT_EQ(answer.outcome, IntentOutcome::prepared);
        return answer.row;
    }
    LedgerRow failed(const std::string& key) {
        const LedgerRow row = prepared(key);
        const auto aborting = ledger().start_abort(row, because("it changed")).value();
        EXPECT_TRUE(aborting.has_value());
        EXPECT_TRUE(ledger().finish_abort(*aborting, later).value());
        return ledger().find(key).value().value();
    }
    PromotionStatus status_of(const std::string& promotion) {
        return history().promotion(promotion).value().value().status;
    }
    static LedgerRow with_other_fence(LedgerRow row) {
        ++row.fence;
        return row;
    }
    static LedgerRow with_other_owner(LedgerRow row) {
        row.owner = "worker-2";
        return row;
    }
    Facts facts_;
};
NEO_EVERY_STORE(LedgerContract);

TEST_P(LedgerContract, AKeyThatWasNeverPreparedIsNotThere) {
    EXPECT_EQ(ledger().find("k").value(), std::nullopt);
}

TEST_P(LedgerContract, TheBasisHoldsWhatAnIntentRefersTo) {
    const auto basis = this->basis("k").value();
    EXPECT_EQ(basis.source.value().id, facts_.source.id);
    EXPECT_EQ(basis.source.value().type, domain::OrganizationType::dev);
    EXPECT_EQ(basis.target.value().id, facts_.target.id);
    EXPECT_EQ(basis.target.value().type, domain::OrganizationType::uat);
    EXPECT_EQ(basis.mapping, facts_.mapping.id);
    EXPECT_EQ(basis.row, std::nullopt);
}

TEST_P(LedgerContract, TheBasisOfUnknownOrganizationsIsAFenceAlone) {
    const auto basis = ledger().basis("k", {"acme-uat", "welcome", 1}, "nobody", "").value();
    EXPECT_TRUE(basis.source.has_value());
    EXPECT_FALSE(basis.target.has_value());
    EXPECT_EQ(basis.mapping, std::nullopt);
    EXPECT_GT(basis.fence, 0);
}

TEST_P(LedgerContract, TheBasisHoldsTheRowOfTheKeyAndAFenceAboveIt) {
    const LedgerRow row = prepared("k", 0);
    const auto basis = this->basis("k").value();
    EXPECT_EQ(basis.row.value().promotion, row.promotion);
    EXPECT_EQ(basis.row.value().state, LedgerState::prepared);
    EXPECT_TRUE(basis.row.value().lease_expired);
    EXPECT_GT(basis.fence, row.fence);
    EXPECT_EQ(this->basis("other").value().row, std::nullopt);
}

TEST_P(LedgerContract, R3_ARowKeepsThePlanItWasPromisedUnder) {
    auto planned = intent_for("k");
    planned.plan = "1.plan";
    EXPECT_EQ(ledger().prepare(planned).value().row.plan, "1.plan");
    EXPECT_EQ(ledger().find("k").value().value().plan, "1.plan");
    EXPECT_EQ(basis("k").value().row.value().plan, "1.plan");

    const LedgerRow row = ledger().find("k").value().value();
    const auto aborting = ledger().start_abort(row, because("it changed")).value();
    ASSERT_TRUE(ledger().finish_abort(aborting.value(), later).value());
    const LedgerRow again = ledger().prepare(intent_for("k")).value().row;  // without a plan
    EXPECT_EQ(again.plan, std::nullopt);
    EXPECT_EQ(ledger().find("k").value().value().plan, std::nullopt);
}

TEST_P(LedgerContract, U3_AFenceThatWasReadBeforeTheRowFailedIsRaisedAboveIt) {
    auto early = intent_for("k");
    const LedgerRow first = failed("k");
    const auto answer = ledger().prepare(early).value();
    EXPECT_EQ(answer.outcome, IntentOutcome::prepared);
    EXPECT_GT(answer.row.fence, first.fence);
    EXPECT_EQ(ledger().find("k").value().value().fence, answer.row.fence);
}

TEST_P(LedgerContract, PrepareWritesTheRowWithItsFenceAndTheAttempt) {
    const auto made = intent_for("k");
    const auto answer = ledger().prepare(made).value();
    EXPECT_EQ(answer.outcome, IntentOutcome::prepared);
    EXPECT_GT(answer.row.fence, 0);
    const auto row = ledger().find("k").value().value();
    EXPECT_EQ(row.state, LedgerState::prepared);
    EXPECT_EQ(row.fence, answer.row.fence);
    EXPECT_EQ(row.owner, "worker-1");
    EXPECT_FALSE(row.lease_expired);
    EXPECT_EQ(row.promotion, made.promotion.id);
    EXPECT_EQ(row.source, made.promotion.source);
    EXPECT_EQ(row.target_organization, "acme-uat");
    EXPECT_EQ(row.requested_application, "crm");
    EXPECT_EQ(row.actor, "ana");
    EXPECT_THAT(row.failures, IsEmpty());
    EXPECT_EQ(status_of(made.promotion.id), PromotionStatus::in_progress);
}

TEST_P(LedgerContract, AnIntentWithoutAnApplicationHasNone) {
    auto made = intent_for("k");
    made.requested_application.reset();
    ASSERT_THAT(ledger().prepare(made), Succeeds());
    EXPECT_EQ(ledger().find("k").value().value().requested_application, std::nullopt);
}

TEST_P(LedgerContract, U2_ALiveLeaseMeansInProgressAndNothingIsWritten) {
    const LedgerRow row = prepared("k");
    const auto second = intent_for("k");
    const auto answer = ledger().prepare(second).value();
    EXPECT_EQ(answer.outcome, IntentOutcome::in_progress);
    EXPECT_EQ(answer.row.promotion, row.promotion);
    EXPECT_EQ(history().promotion(second.promotion.id).value(), std::nullopt);
}

TEST_P(LedgerContract, AnExpiredLeaseIsToBeRecoveredFirst) {
    const LedgerRow row = prepared("k", 0);
    const auto answer = ledger().prepare(intent_for("k")).value();
    EXPECT_EQ(answer.outcome, IntentOutcome::expired);
    EXPECT_EQ(answer.row.promotion, row.promotion);
    EXPECT_TRUE(answer.row.lease_expired);
}

TEST_P(LedgerContract, AnExpiredAbortIsToBeRecoveredFirst) {
    const LedgerRow row = prepared("k", 0);
    ASSERT_TRUE(ledger().start_abort(row, {}).value());
    EXPECT_EQ(ledger().prepare(intent_for("k")).value().outcome, IntentOutcome::expired);
}

TEST_P(LedgerContract, U2_WhatIsDoneStaysDone) {
    const LedgerRow row = prepared("k");
    ASSERT_TRUE(ledger().complete(row, placement, false, later).value());
    const auto again = intent_for("k");
    const auto answer = ledger().prepare(again).value();
    EXPECT_EQ(answer.outcome, IntentOutcome::already_done);
    EXPECT_EQ(answer.row.promotion, row.promotion);
    EXPECT_EQ(history().promotion(again.promotion.id).value(), std::nullopt);
}

TEST_P(LedgerContract, U3_AFailedRowIsTakenOverUnderAHigherFence) {
    const LedgerRow first = failed("k");
    auto made = intent_for("k");
    made.owner = "worker-2";
    made.promotion.actor = "bo";
    made.requested_application = "mail";
    const auto answer = ledger().prepare(made).value();
    EXPECT_EQ(answer.outcome, IntentOutcome::prepared);
    EXPECT_GT(answer.row.fence, first.fence);
    const auto row = ledger().find("k").value().value();
    EXPECT_EQ(row.fence, answer.row.fence);
    EXPECT_EQ(row.state, LedgerState::prepared);
    EXPECT_EQ(row.owner, "worker-2");
    EXPECT_EQ(row.actor, "bo");
    EXPECT_EQ(row.requested_application, "mail");
    EXPECT_EQ(row.promotion, made.promotion.id);
    EXPECT_THAT(row.failures, IsEmpty());
    EXPECT_EQ(status_of(first.promotion), PromotionStatus::failed);
    EXPECT_EQ(status_of(made.promotion.id), PromotionStatus::in_progress);
}

TEST_P(LedgerContract, FactsThatAreGoneMakeTheIntentFailAndNothingIsWritten) {
    const auto gone = [&](auto member) {
        auto made = intent_for("k");
        made.*member = "gone";
        EXPECT_THAT(ledger().prepare(made), FailsWith(ErrorCode::facts_changed));
        EXPECT_EQ(history().promotion(made.promotion.id).value(), std::nullopt);
    };
    gone(&ports::Intent::mapping);
    gone(&ports::Intent::source_registration);
    gone(&ports::Intent::target_registration);
    EXPECT_EQ(ledger().find("k").value(), std::nullopt);
}

TEST_P(LedgerContract, FactsThatAreGoneAlsoKeepAFailedRowFromBeingTakenOver) {
    const LedgerRow before = failed("k");
    auto made = intent_for("k");
    made.mapping = "gone";
    EXPECT_THAT(ledger().prepare(made), FailsWith(ErrorCode::facts_changed));
    const auto row = ledger().find("k").value().value();
    EXPECT_EQ(row.state, LedgerState::failed);
    EXPECT_EQ(row.fence, before.fence);
}

TEST_P(LedgerContract, AMappingThatWasReplacedIsAnotherFact) {
    ASSERT_THAT(registrations().replace_mapping({"m-new", "acme-dev", "acme-uat", domain::Relation::sibling, {}, "bo"},
                                                change("relation_changed", "acme-dev")),
                Succeeds());
    EXPECT_THAT(ledger().prepare(intent_for("k")), FailsWith(ErrorCode::facts_changed));
}

TEST_P(LedgerContract, ATakenIdempotencyKeyIsAReplayAndNothingIsWritten) {
    auto first = intent_for("k1");
    first.idempotency_key = ports::IdempotencyKey{"ana", "request-1", "hash"};
    ASSERT_EQ(ledger().prepare(first).value().outcome, IntentOutcome::prepared);
    for (const char* key : {"k1", "k2"}) {
        auto second = intent_for(key);
        second.idempotency_key = first.idempotency_key;
        EXPECT_EQ(ledger().prepare(second).value().outcome, IntentOutcome::idempotency_replay) << key;
        EXPECT_EQ(history().promotion(second.promotion.id).value(), std::nullopt);
    }
    EXPECT_EQ(ledger().find("k2").value(), std::nullopt);
    EXPECT_EQ(history().find_idempotency_key("ana", "request-1").value().value(),
              std::pair(std::string("hash"), first.promotion.id));
    auto somebody_else = intent_for("k2");
    somebody_else.idempotency_key = ports::IdempotencyKey{"bo", "request-1", "hash"};
    EXPECT_EQ(ledger().prepare(somebody_else).value().outcome, IntentOutcome::prepared);
}

TEST_P(LedgerContract, H1_CompletingWritesWhatWasCreated) {
    const LedgerRow row = prepared("k");
    ASSERT_TRUE(ledger().complete(row, placement, true, later).value());
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::done);
    const auto promotion = history().promotion(row.promotion).value().value();
    EXPECT_EQ(promotion.status, PromotionStatus::succeeded);
    EXPECT_EQ(promotion.target_application, "crm");
    EXPECT_EQ(promotion.target_dataflow, "welcome");
    EXPECT_EQ(promotion.approved_version, 3);
    EXPECT_EQ(promotion.draft_version, 4);
    EXPECT_TRUE(promotion.routed);
    EXPECT_EQ(promotion.finished_at, later);
}

TEST_P(LedgerContract, AnAbortingRowCanStillBeCompletedWhenTheHostHadItAfterAll) {
    const LedgerRow row = prepared("k");
    const auto aborting = ledger().start_abort(row, because("it changed")).value();
    ASSERT_TRUE(aborting.has_value());
    EXPECT_FALSE(ledger().complete(row, placement, false, later).value());
    ASSERT_TRUE(ledger().complete(*aborting, placement, false, later).value());
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::done);
    EXPECT_THAT(history().promotion(row.promotion).value().value().failures, IsEmpty());
}

TEST_P(LedgerContract, OnlyTheHolderOfTheFenceMovesTheRow) {
    const LedgerRow row = prepared("k");
    for (const auto& change_of : {&LedgerContract::with_other_fence, &LedgerContract::with_other_owner}) {
        const LedgerRow stranger = change_of(row);
        EXPECT_FALSE(ledger().complete(stranger, placement, false, later).value());
        EXPECT_FALSE(ledger().start_abort(stranger, {}).value());
        EXPECT_FALSE(ledger().finish_abort(stranger, later).value());
    }
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::prepared);
    EXPECT_EQ(status_of(row.promotion), PromotionStatus::in_progress);
}

TEST_P(LedgerContract, CompletingTwiceIsRefused) {
    const LedgerRow row = prepared("k");
    ASSERT_TRUE(ledger().complete(row, placement, false, later).value());
    EXPECT_FALSE(ledger().complete(row, {"other", "other", 1, 2}, false, later).value());
    EXPECT_EQ(history().promotion(row.promotion).value().value().target_application, "crm");
}

TEST_P(LedgerContract, StartingAnAbortRaisesTheFenceAndStoresTheReasonsOnce) {
    const LedgerRow row = prepared("k");
    const auto aborting = ledger().start_abort(row, because("first")).value();
    ASSERT_TRUE(aborting.has_value());
    EXPECT_GT(aborting->fence, row.fence);
    EXPECT_EQ(aborting->state, LedgerState::aborting);
    EXPECT_FALSE(ledger().start_abort(row, because("second")).value());
    EXPECT_FALSE(ledger().start_abort(*aborting, because("third")).value());
    EXPECT_FALSE(ledger().finish_abort(row, later).value());
    const auto now = ledger().find("k").value().value();
    EXPECT_EQ(now.state, LedgerState::aborting);
    EXPECT_EQ(now.failures, because("first"));
    EXPECT_EQ(status_of(row.promotion), PromotionStatus::in_progress);
}

TEST_P(LedgerContract, AnAbortCannotFinishBeforeItStarted) {
    const LedgerRow row = prepared("k");
    EXPECT_FALSE(ledger().finish_abort(row, later).value());
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::prepared);
}

TEST_P(LedgerContract, H1_AFinishedAbortTellsTheReasons) {
    const LedgerRow row = failed("k");
    EXPECT_EQ(row.state, LedgerState::failed);
    const auto promotion = history().promotion(row.promotion).value().value();
    EXPECT_EQ(promotion.status, PromotionStatus::failed);
    EXPECT_EQ(promotion.failures, because("it changed"));
    EXPECT_EQ(promotion.finished_at, later);
    EXPECT_FALSE(ledger().complete(row, placement, false, later).value());
    EXPECT_FALSE(ledger().start_abort(row, {}).value());
}

TEST_P(LedgerContract, ExpiredRowsComeWithTheOldestLeaseFirst) {
    const LedgerRow oldest = prepared("k3", -20);
    const LedgerRow aborting = prepared("k1", -10);
    ASSERT_TRUE(ledger().start_abort(aborting, {}).value());
    prepared("live");
    ASSERT_TRUE(ledger().complete(prepared("done", -30), placement, false, later).value());
    const auto keys = [&](int limit) {
        std::vector<std::string> found;
        for (const auto& row : ledger().expired(limit).value()) {
            EXPECT_TRUE(row.lease_expired);
            found.push_back(row.key);
        }
        return found;
    };
    EXPECT_THAT(keys(10), ElementsAre("k3", "k1"));
    EXPECT_THAT(keys(1), ElementsAre("k3"));
    const auto counts = ledger().unfinished().value();
    EXPECT_EQ(counts.rows, 3);
    EXPECT_EQ(counts.expired, 2);
}

TEST_P(LedgerContract, NothingIsUnfinishedAtFirst) {
    EXPECT_THAT(ledger().expired(10).value(), IsEmpty());
    EXPECT_EQ(ledger().unfinished().value().rows, 0);
    EXPECT_EQ(ledger().unfinished().value().expired, 0);
}

TEST_P(LedgerContract, ClaimingRaisesTheFenceAndBarsTheFormerOwner) {
    const LedgerRow row = prepared("k", 0);
    const auto claimed = ledger().claim(row, "worker-2", 30).value();
    ASSERT_TRUE(claimed.has_value());
    EXPECT_GT(claimed->fence, row.fence);
    EXPECT_EQ(claimed->owner, "worker-2");
    EXPECT_EQ(claimed->state, LedgerState::prepared);
    EXPECT_EQ(claimed->promotion, row.promotion);
    EXPECT_EQ(claimed->source, row.source);
    EXPECT_FALSE(claimed->lease_expired);
    EXPECT_FALSE(ledger().complete(row, placement, false, later).value());
    EXPECT_TRUE(ledger().complete(*claimed, placement, false, later).value());
}

TEST_P(LedgerContract, ClaimingKeepsAnAbortingRowAborting) {
    const LedgerRow row = prepared("k", 0);
    const auto aborting = ledger().start_abort(row, because("why")).value().value();
    const auto claimed = ledger().claim(aborting, "worker-2", 30).value().value();
    EXPECT_GT(claimed.fence, aborting.fence);
    EXPECT_EQ(claimed.state, LedgerState::aborting);
    EXPECT_EQ(claimed.failures, because("why"));
    EXPECT_TRUE(ledger().finish_abort(claimed, later).value());
}

TEST_P(LedgerContract, ALiveOrEndedOrOvertakenRowIsNotClaimed) {
    const LedgerRow live = prepared("live");
    EXPECT_EQ(ledger().claim(live, "worker-2", 30).value(), std::nullopt);
    const LedgerRow ended = prepared("ended", 0);
    ASSERT_TRUE(ledger().complete(ended, placement, false, later).value());
    EXPECT_EQ(ledger().claim(ended, "worker-2", 30).value(), std::nullopt);
    const LedgerRow overtaken = prepared("overtaken", 0);
    ASSERT_TRUE(ledger().claim(overtaken, "worker-2", 0).value().has_value());
    EXPECT_EQ(ledger().claim(overtaken, "worker-3", 30).value(), std::nullopt);
    LedgerRow absent = live;
    absent.key = "absent";
    EXPECT_EQ(ledger().claim(absent, "worker-2", 30).value(), std::nullopt);
}

TEST_P(LedgerContract, AClaimedRowStillHoldsItsFacts) {
    const LedgerRow row = prepared("k", 0);
    ASSERT_TRUE(ledger().claim(row, "worker-2", 30).value().has_value());
    EXPECT_THAT(registrations().remove_mapping("acme-dev", "acme-uat", change("mapping_removed", "acme-dev")),
                FailsWith(ErrorCode::in_flight));
}

TEST_P(LedgerContract, FencesRiseWithTheDatabasesClockSoThatALostRowIsOutranked) {
    using namespace std::chrono;
    const auto now = duration_cast<microseconds>(system_clock::now().time_since_epoch());
    EXPECT_GT(prepared("k").fence, (now - hours(1)).count());
}

TEST_P(LedgerContract, OnlyAPreparedRowThatIsHeldGetsAHigherFence) {
    const LedgerRow row = prepared("k");
    EXPECT_EQ(ledger().raise_fence(with_other_fence(row), row.fence + 10).value(), std::nullopt);
    EXPECT_EQ(ledger().raise_fence(with_other_owner(row), row.fence + 10).value(), std::nullopt);
    const auto risen = ledger().raise_fence(row, row.fence + 1'000'000).value();
    ASSERT_TRUE(risen.has_value());
    EXPECT_EQ(risen->fence, row.fence + 1'000'000);
    EXPECT_EQ(risen->state, LedgerState::prepared);
    EXPECT_EQ(risen->promotion, row.promotion);
    EXPECT_FALSE(ledger().complete(row, placement, false, later).value());
    const auto aborting = ledger().start_abort(*risen, {}).value();
    ASSERT_TRUE(aborting.has_value());
    EXPECT_GT(aborting->fence, risen->fence);
    EXPECT_EQ(ledger().raise_fence(*aborting, aborting->fence + 10).value(), std::nullopt);
}

TEST_P(LedgerContract, AFailedRowIsRebuiltAndItsAttemptStaysFailed) {
    const LedgerRow before = failed("k");
    LedgerRow row = before;
    row.owner = "reconciler";
    row.actor = "bo";
    auto promotion = attempt("k");
    promotion.status = PromotionStatus::succeeded;
    ASSERT_THAT(ledger().rebuild(row, promotion), Succeeds());
    const auto now = ledger().find("k").value().value();
    EXPECT_EQ(now.state, LedgerState::done);
    EXPECT_EQ(now.promotion, promotion.id);
    EXPECT_EQ(now.actor, "bo");
    EXPECT_THAT(now.failures, IsEmpty());
    EXPECT_EQ(status_of(before.promotion), PromotionStatus::failed);
    EXPECT_EQ(status_of(promotion.id), PromotionStatus::succeeded);
    EXPECT_THAT(ledger().rebuild(row, attempt("k")), FailsWith(ErrorCode::exists));
    prepared("open");
    row.key = "open";
    EXPECT_THAT(ledger().rebuild(row, attempt("open")), FailsWith(ErrorCode::exists));
}

TEST_P(LedgerContract, DoneRowsTellWhereTheyLanded) {
    ASSERT_TRUE(ledger().complete(prepared("k"), placement, true, later).value());
    const auto rows = ledger().done_rows("", 10).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].source, (domain::VersionId{"acme-dev", "welcome", 1}));
    EXPECT_EQ(rows[0].target_organization, "acme-uat");
    EXPECT_EQ(rows[0].placement, placement);
}

TEST_P(LedgerContract, ALostRowIsRebuiltOnce) {
    LedgerRow row;
    row.key = "k";
    row.fence = 7;
    row.owner = "reconciler";
    row.source = {"acme-dev", "welcome", 1};
    row.target_organization = "acme-uat";
    row.actor = "ana";
    auto promotion = attempt("k");
    promotion.status = PromotionStatus::succeeded;
    promotion.target_application = "crm";
    promotion.finished_at = later;
    ASSERT_THAT(ledger().rebuild(row, promotion), Succeeds());
    const auto now = ledger().find("k").value().value();
    EXPECT_EQ(now.state, LedgerState::done);
    EXPECT_EQ(now.fence, 7);
    EXPECT_EQ(now.promotion, promotion.id);
    EXPECT_EQ(history().promotion(promotion.id).value().value().status, PromotionStatus::succeeded);
    const auto again = attempt("k");
    EXPECT_THAT(ledger().rebuild(row, again), FailsWith(ErrorCode::exists));
    EXPECT_EQ(history().promotion(again.id).value(), std::nullopt);
    EXPECT_EQ(ledger().prepare(intent_for("k")).value().outcome, IntentOutcome::already_done);
}

TEST_P(LedgerContract, DoneRowsAreReadInPagesInTheOrderOfTheirKeys) {
    for (const char* key : {"c", "a", "d", "B"}) {
        ASSERT_TRUE(ledger().complete(prepared(key), placement, false, later).value());
    }
    prepared("b");
    failed("e");
    const auto keys = [&](const std::string& after, int limit) {
        std::vector<std::string> found;
        for (const auto& row : ledger().done_rows(after, limit).value())
            found.push_back(row.key);
        return found;
    };
    EXPECT_THAT(keys("", 10), ElementsAre("B", "a", "c", "d"));
    EXPECT_THAT(keys("a", 1), ElementsAre("c"));
    EXPECT_THAT(keys("d", 10), IsEmpty());
}

}  // namespace
}  // namespace neo::contract
