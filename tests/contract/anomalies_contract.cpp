// The protocol's anomalies, one by one, with two transactions that meet exactly where it matters: the first has written
// and not committed when the second comes. Whatever the engine's isolation level, only one of the two decisions stands.
#include "stores.hpp"

#include <plugin/base/kill_point.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace neo::contract {
namespace {

using domain::OrganizationType;
using ports::IntentOutcome;
using ports::LedgerRow;
using ports::LedgerState;

// Holds the first thread that comes to one kill point, until another has come to a second one.
class Meeting {
public:
    Meeting(std::string first, std::string second) : first_(std::move(first)), second_(std::move(second)) {
        present_ = this;
        kill_point_visitor = [](const char* name) { present_->visit(name); };
    }
    ~Meeting() { kill_point_visitor = nullptr; }

    // Runs `first` in a thread and, once that is held, `second` in this one. Answers when both have ended.
    void run(const std::function<void()>& first, const std::function<void()>& second) {
        const std::jthread other(first);
        const Release release{*this};  // also when `second` fails
        wait([&] { return holding_; });
        second();
    }

private:
    struct Release {
        ~Release() { meeting.met(); }
        Meeting& meeting;
    };

    void visit(std::string_view name) {
        std::unique_lock lock(mutex_);
        if (name == first_ && !holding_) {
            holding_ = true;
            changed_.notify_all();
            changed_.wait(lock, [&] { return met_; });
            lock.unlock();
            // The second one goes on from its point into the statement that meets the first one's locks. If it is slow,
            // the outcome is the same.
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        } else if (name == second_ && holding_) {
            lock.unlock();
            met();
        }
    }
    void met() {
        const std::lock_guard lock(mutex_);
        met_ = true;
        changed_.notify_all();
    }
    void wait(const std::function<bool()>& condition) {
        std::unique_lock lock(mutex_);
        ASSERT_TRUE(changed_.wait_for(lock, std::chrono::seconds(30), condition)) << "nobody came to " << first_;
    }

    static inline Meeting* present_ = nullptr;
    const std::string first_;
    const std::string second_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool holding_ = false;
    bool met_ = false;
};

class AnomaliesContract : public StoreContract {
protected:
    void SetUp() override {
        StoreContract::SetUp();
        facts_ = facts();
    }
    ports::Intent intent_for(const std::string& key) {
        return intent(key, facts_.source, facts_.target, facts_.mapping);
    }
    result<ports::IntentResult> prepare(const std::string& key) { return ledger().prepare(intent_for(key)); }
    LedgerRow prepared(std::int64_t lease_seconds = 30) {
        auto made = intent_for("k");
        made.lease_seconds = lease_seconds;
        return ledger().prepare(made).value().row;
    }
    result<void> remove_mapping() {
        return registrations().remove_mapping("acme-dev", "acme-uat", change("mapping_removed", "acme-dev"));
    }
    result<std::optional<ports::Registration>> retype_target() {
        return registrations().put_registration({next_id("r"), "acme-uat", OrganizationType::prod, {}, "bo"},
                                                change("", "acme-uat"));
    }
    // On SQLite the second transaction waits before its first statement: there is one writer.
    std::string begins(const std::string& statement) const { return GetParam() == "sqlite" ? begun_ : statement; }

    Facts facts_;
    const std::string begun_ = "pool.write.begin";
};
INSTANTIATE_TEST_SUITE_P(On, AnomaliesContract, ::testing::Values("sqlite", "postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

TEST_P(AnomaliesContract, U2_TheSameVersionByTwoClientsAtOnce) {
    Meeting meeting("ledger.prepare.before_commit", begins("ledger.prepare.before_insert"));
    meeting.run([&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::prepared); },
                [&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::in_progress); });
    EXPECT_EQ(history().promotions({}).value().size(), 1u);
}

TEST_P(AnomaliesContract, U3_TwoClientsTakeTheSameFailedRowOver) {
    const LedgerRow row = ledger().start_abort(prepared(), {}).value().value();
    ASSERT_TRUE(ledger().finish_abort(row, {}).value());
    Meeting meeting("ledger.prepare.before_commit", begins("ledger.prepare.before_insert"));
    meeting.run([&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::prepared); },
                [&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::in_progress); });
    EXPECT_GT(ledger().find("k").value().value().fence, row.fence);
    EXPECT_EQ(history().promotions({}).value().size(), 2u);
}

TEST_P(AnomaliesContract, AMappingIsDeletedBeforeTheIntentCommits) {
    Meeting meeting("registrations.remove_mapping.before_commit", begins("ledger.prepare.before_insert"));
    meeting.run([&] { EXPECT_THAT(remove_mapping(), Succeeds()); },
                [&] { EXPECT_THAT(prepare("k"), FailsWith(ErrorCode::facts_changed)); });
    EXPECT_EQ(ledger().find("k").value(), std::nullopt);
}

TEST_P(AnomaliesContract, AMappingIsDeletedAfterTheIntentWasWritten) {
    Meeting meeting("ledger.prepare.before_commit", begins("registrations.mapping.before_delete"));
    meeting.run([&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::prepared); },
                [&] { EXPECT_THAT(remove_mapping(), FailsWith(ErrorCode::in_flight)); });
    EXPECT_TRUE(registrations().mapping("acme-dev", "acme-uat").value().has_value());
}

TEST_P(AnomaliesContract, ATypeIsChangedBeforeTheIntentCommits) {
    Meeting meeting("registrations.put_registration.before_commit", begins("ledger.prepare.before_insert"));
    meeting.run([&] { EXPECT_THAT(retype_target(), Succeeds()); },
                [&] { EXPECT_THAT(prepare("k"), FailsWith(ErrorCode::facts_changed)); });
    EXPECT_EQ(ledger().find("k").value(), std::nullopt);
}

TEST_P(AnomaliesContract, ATypeIsChangedAfterTheIntentWasWritten) {
    Meeting meeting("ledger.prepare.before_commit", begins("registrations.put_registration.before_delete"));
    meeting.run([&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::prepared); },
                [&] { EXPECT_THAT(retype_target(), FailsWith(ErrorCode::in_flight)); });
    EXPECT_EQ(registrations().registration("acme-uat").value().value().type, OrganizationType::uat);
}

TEST_P(AnomaliesContract, TwoRecoverersClaimTheSameRow) {
    const LedgerRow row = prepared(0);
    Meeting meeting("ledger.claim.before_commit", begins("ledger.claim.before_update"));
    std::optional<LedgerRow> claimed;
    meeting.run([&] { claimed = ledger().claim(row, "worker-2", 30).value(); },
                [&] { EXPECT_FALSE(ledger().claim(row, "worker-3", 30).value().has_value()); });
    ASSERT_TRUE(claimed.has_value());
    EXPECT_GT(claimed->fence, row.fence);
    EXPECT_EQ(ledger().find("k").value().value().owner, "worker-2");
    EXPECT_EQ(ledger().find("k").value().value().fence, claimed->fence);
}

TEST_P(AnomaliesContract, ARecovererClaimsWhatItsSlowOwnerCompletes) {
    const LedgerRow row = prepared(0);
    Meeting meeting("ledger.complete.before_commit", begins("ledger.claim.before_update"));
    meeting.run([&] { EXPECT_TRUE(ledger().complete(row, placement, false, {}).value()); },
                [&] { EXPECT_FALSE(ledger().claim(row, "worker-2", 30).value().has_value()); });
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::done);
}

TEST_P(AnomaliesContract, ASlowOwnerCompletesWhatARecovererHasClaimed) {
    const LedgerRow row = prepared(0);
    Meeting meeting("ledger.claim.before_commit", begins("ledger.complete.before_update"));
    meeting.run([&] { EXPECT_TRUE(ledger().claim(row, "worker-2", 30).value().has_value()); },
                [&] { EXPECT_FALSE(ledger().complete(row, placement, false, {}).value()); });
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::prepared);
    EXPECT_EQ(history().promotion(row.promotion).value().value().status, ports::PromotionStatus::in_progress);
}

TEST_P(AnomaliesContract, AnAbortMeetsTheOutcome) {
    const LedgerRow row = ledger().start_abort(prepared(), {}).value().value();
    Meeting meeting("ledger.complete.before_commit", begins("ledger.finish_abort.before_update"));
    meeting.run([&] { EXPECT_TRUE(ledger().complete(row, placement, false, {}).value()); },
                [&] { EXPECT_FALSE(ledger().finish_abort(row, {}).value()); });
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::done);
    EXPECT_EQ(history().promotion(row.promotion).value().value().status, ports::PromotionStatus::succeeded);
}

TEST_P(AnomaliesContract, M6_TheSameMappingIsAddedTwiceAtOnce) {
    ASSERT_THAT(remove_mapping(), Succeeds());
    const auto add = [&] {
        return registrations().add_mapping({next_id("m"), "acme-dev", "acme-uat", domain::Relation::sibling, {}, "ana"},
                                           change("mapping_added", "acme-dev"));
    };
    Meeting meeting("registrations.add_mapping.before_commit", begins("registrations.mapping.before_insert"));
    meeting.run([&] { EXPECT_THAT(add(), Succeeds()); }, [&] { EXPECT_THAT(add(), FailsWith(ErrorCode::exists)); });
}

}  // namespace
}  // namespace neo::contract
