// The protocol's anomalies, one by one, with two transactions that meet exactly where it matters: the first has written
// and not committed when the second comes. Whatever the engine's isolation level, only one of the two decisions stands.
#include "stores.hpp"

#include <adapters/open_database.hpp>
#include <plugin/base/kill_point.hpp>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace neo::contract {
namespace {

using domain::OrganizationType;
using ports::IntentOutcome;
using ports::LedgerRow;
using ports::LedgerState;

// Holds the first transaction, written and not committed, until another thread has come to a kill point.
class Meeting {
public:
    explicit Meeting(std::string second) : second_(std::move(second)) {
        present_ = this;
        kill_point_visitor = [](const char* name) { present_->visit(name); };
    }
    virtual ~Meeting() { kill_point_visitor = nullptr; }

    // Runs `first` in a thread and, once that is held, `second` in this one. Answers when both have ended.
    void run(const std::function<void()>& first, const std::function<void()>& second) {
        const std::jthread other(first);
        const Release release{*this};  // also when `second` fails
        wait_until_held();
        second();
    }

protected:
    virtual void visit(std::string_view name) = 0;
    virtual void wait_until_held() = 0;
    virtual void let_go() = 0;

    const std::string second_;

private:
    struct Release {
        ~Release() { meeting.let_go(); }
        Meeting& meeting;
    };
    static inline Meeting* present_ = nullptr;
};

// By holding the thread at a kill point of its own.
class MeetingOfThreads final : public Meeting {
public:
    MeetingOfThreads(std::string first, std::string second) : Meeting(std::move(second)), first_(std::move(first)) {}

private:
    void visit(std::string_view name) override {
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
            let_go();
        }
    }
    void wait_until_held() override {
        std::unique_lock lock(mutex_);
        ASSERT_TRUE(changed_.wait_for(lock, std::chrono::seconds(30), [&] { return holding_; }))
            << "nobody came to " << first_;
    }
    void let_go() override {
        const std::lock_guard lock(mutex_);
        met_ = true;
        changed_.notify_all();
    }

    const std::string first_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool holding_ = false;
    bool met_ = false;
};

// Where the transaction is one statement, only the server can hold it: by a trigger that waits for a lock. On
// PostgreSQL it fires when all is written and the foreign keys, whose triggers have earlier names, are checked.
class MeetingAtTheServer final : public Meeting {
public:
    MeetingAtTheServer(sql::Pool& pool, std::string second) : Meeting(std::move(second)), pool_(pool) {
        const bool postgresql = pool_.dialect().name == "postgresql";
        waiting_ = postgresql ? "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                              : "SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User lock'";
        std::promise<void> closed;
        gate_ = std::jthread([this, postgresql, &closed] {
            EXPECT_THAT(pool_.read([&](sql::Connection& connection) {
                if (postgresql)
                    close(connection, "SELECT CAST(pg_advisory_lock(7) AS TEXT) FROM (SELECT 1 AS one) o",
                          "SELECT pg_advisory_unlock_all() FROM (SELECT 1 AS one) o", closed);
                else
                    close(connection, "SELECT GET_LOCK('meeting', 30) FROM (SELECT 1 AS one) o",
                          "SELECT RELEASE_LOCK('meeting') FROM (SELECT 1 AS one) o", closed);
                return true;
            }),
                        Succeeds());
        });
        closed.get_future().wait();
        for (const char* statement : postgresql ? on_postgresql : on_mysql) {
            EXPECT_THAT(pool_.read([&](sql::Connection& connection) { return connection.execute_once(statement); }),
                        Succeeds());
        }
    }

private:
    static constexpr std::initializer_list<const char*> on_postgresql = {
        "CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NEW; END'",
        "CREATE TRIGGER gate AFTER INSERT OR UPDATE ON promotion_ledger FOR EACH ROW EXECUTE FUNCTION "
        "wait_at_the_gate()"};
    static constexpr std::initializer_list<const char*> on_mysql = {
        "CREATE TRIGGER gate BEFORE UPDATE ON promotions FOR EACH ROW "
        "SET @gate = GET_LOCK('meeting', 30) + RELEASE_LOCK('meeting')"};

    void close(sql::Connection& connection, const char* lock, const char* unlock, std::promise<void>& closed) {
        connection.first({"meeting.gate.lock", lock}, {}, [](sql::Row&) { return true; });
        closed.set_value();
        opened_.get_future().wait();
        connection.first({"meeting.gate.unlock", unlock}, {}, [](sql::Row&) { return true; });
    }
    void visit(std::string_view name) override {
        if (name == second_ && held_) let_go();
    }
    void wait_until_held() override {
        for (int round = 0; round < 3000; ++round) {
            const auto waiting = pool_.read([&](sql::Connection& connection) {
                return *connection.first({"meeting.gate.waiting", waiting_}, {},
                                         [](sql::Row& row) { return row.integer(); });
            });
            ASSERT_THAT(waiting, Succeeds());
            if (*waiting > 0) {
                held_ = true;
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        FAIL() << "nobody came to the gate";
    }
    void let_go() override {
        if (!open_.exchange(true)) opened_.set_value();
    }

    sql::Pool& pool_;
    const char* waiting_ = nullptr;
    std::promise<void> opened_;
    std::atomic<bool> open_ = false;
    std::atomic<bool> held_ = false;
    std::jthread gate_;
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
    // Whose transaction is held, from whoever begins it first.
    std::unique_ptr<Meeting> meeting(const std::string& first, std::string second) {
        if (is_one_statement(first)) {
            pool_ = sql::open_database(database()).value();
            return std::make_unique<MeetingAtTheServer>(*pool_, std::move(second));
        }
        return std::make_unique<MeetingOfThreads>(first + ".before_commit", std::move(second));
    }
    bool is_one_statement(const std::string& transaction) const {
        return (transaction == "ledger.prepare" && GetParam() == "postgresql") ||
               (transaction == "ledger.complete" && GetParam() != "sqlite");
    }
    // On SQLite the second transaction waits before its first statement: there is one writer.
    std::string begins(const std::string& statement) const { return GetParam() == "sqlite" ? begun_ : statement; }

    Facts facts_;
    std::unique_ptr<sql::Pool> pool_;
    const std::string begun_ = "pool.write.begin";
};
INSTANTIATE_TEST_SUITE_P(On, AnomaliesContract, ::testing::Values("sqlite", "postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

TEST_P(AnomaliesContract, U2_TheSameVersionByTwoClientsAtOnce) {
    const auto met = meeting("ledger.prepare", begins("ledger.prepare.before_insert"));
    met->run([&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::prepared); },
             [&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::in_progress); });
    EXPECT_EQ(history().promotions({}).value().items.size(), 1u);
}

TEST_P(AnomaliesContract, U3_TwoClientsTakeTheSameFailedRowOver) {
    const LedgerRow row = ledger().start_abort(prepared(), {}).value().value();
    ASSERT_TRUE(ledger().finish_abort(row, {}).value());
    MeetingOfThreads meeting("ledger.prepare.after_take_failed", begins("ledger.prepare.before_insert"));
    meeting.run([&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::prepared); },
                [&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::in_progress); });
    EXPECT_GT(ledger().find("k").value().value().fence, row.fence);
    EXPECT_EQ(history().promotions({}).value().items.size(), 2u);
}

TEST_P(AnomaliesContract, AMappingIsDeletedBeforeTheIntentCommits) {
    const auto met = meeting("registrations.remove_mapping", begins("ledger.prepare.before_insert"));
    met->run([&] { EXPECT_THAT(remove_mapping(), Succeeds()); },
             [&] { EXPECT_THAT(prepare("k"), FailsWith(ErrorCode::facts_changed)); });
    EXPECT_EQ(ledger().find("k").value(), std::nullopt);
}

TEST_P(AnomaliesContract, AMappingIsDeletedAfterTheIntentWasWritten) {
    const auto met = meeting("ledger.prepare", begins("registrations.mapping.before_delete"));
    met->run([&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::prepared); },
             [&] { EXPECT_THAT(remove_mapping(), FailsWith(ErrorCode::in_flight)); });
    EXPECT_TRUE(registrations().mapping("acme-dev", "acme-uat").value().has_value());
}

TEST_P(AnomaliesContract, ATypeIsChangedBeforeTheIntentCommits) {
    const auto met = meeting("registrations.put_registration", begins("ledger.prepare.before_insert"));
    met->run([&] { EXPECT_THAT(retype_target(), Succeeds()); },
             [&] { EXPECT_THAT(prepare("k"), FailsWith(ErrorCode::facts_changed)); });
    EXPECT_EQ(ledger().find("k").value(), std::nullopt);
}

TEST_P(AnomaliesContract, ATypeIsChangedAfterTheIntentWasWritten) {
    const auto met = meeting("ledger.prepare", begins("registrations.put_registration.before_delete"));
    met->run([&] { EXPECT_EQ(prepare("k").value().outcome, IntentOutcome::prepared); },
             [&] { EXPECT_THAT(retype_target(), FailsWith(ErrorCode::in_flight)); });
    EXPECT_EQ(registrations().registration("acme-uat").value().value().type, OrganizationType::uat);
}

TEST_P(AnomaliesContract, TwoRecoverersClaimTheSameRow) {
    const LedgerRow row = prepared(0);
    MeetingOfThreads meeting("ledger.claim.before_commit", begins("ledger.claim.before_update"));
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
    const auto met = meeting("ledger.complete", begins("ledger.claim.before_update"));
    met->run([&] { EXPECT_TRUE(ledger().complete(row, placement, false, {}).value()); },
             [&] { EXPECT_FALSE(ledger().claim(row, "worker-2", 30).value().has_value()); });
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::done);
}

TEST_P(AnomaliesContract, ASlowOwnerCompletesWhatARecovererHasClaimed) {
    const LedgerRow row = prepared(0);
    const char* const update =
        is_one_statement("ledger.complete") ? "ledger.complete.before_update_both" : "ledger.complete.before_update";
    const auto met = meeting("ledger.claim", begins(update));
    met->run([&] { EXPECT_TRUE(ledger().claim(row, "worker-2", 30).value().has_value()); },
             [&] { EXPECT_FALSE(ledger().complete(row, placement, false, {}).value()); });
    EXPECT_EQ(ledger().find("k").value().value().state, LedgerState::prepared);
    EXPECT_EQ(history().promotion(row.promotion).value().value().status, ports::PromotionStatus::in_progress);
}

TEST_P(AnomaliesContract, AnAbortMeetsTheOutcome) {
    const LedgerRow row = ledger().start_abort(prepared(), {}).value().value();
    const auto met = meeting("ledger.complete", begins("ledger.finish_abort.before_update"));
    met->run([&] { EXPECT_TRUE(ledger().complete(row, placement, false, {}).value()); },
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
    const auto met = meeting("registrations.add_mapping", begins("registrations.mapping.before_insert"));
    met->run([&] { EXPECT_THAT(add(), Succeeds()); }, [&] { EXPECT_THAT(add(), FailsWith(ErrorCode::exists)); });
}

}  // namespace
}  // namespace neo::contract
