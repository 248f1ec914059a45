// A database call fails, once, at every place where one can: the store repeats, settles or says that it does not know,
// and nothing is lost, doubled or half done. Needs the fail points that test builds have.
#include "stores.hpp"

#include <plugin/base/kill_point.hpp>

namespace neo::contract {
namespace {

using ports::IntentOutcome;
using ports::LedgerState;
using ports::PromotionStatus;

// What may be told to a caller when the database failed.
MATCHER(SucceedsOrSaysItDoesNotKnow, "succeeds, or fails with unavailable or outcome_unknown") {
    if (arg.has_value()) return true;
    *result_listener << name_of(arg.error().code) << ": " << arg.error().message;
    return arg.error().code == ErrorCode::unavailable || arg.error().code == ErrorCode::outcome_unknown;
}

class FaultsContract : public StoreContract {
protected:
    void TearDown() override {
        fail_point_trigger().set("");
        StoreContract::TearDown();
    }

    // Runs `story` with the first, second, third … call of `point` failing, until there is no such call any more.
    // Answers how many failures there were.
    template <class Story>
    int with_each_failing(const std::string& point, Story&& story) {
        for (int n = 1;; ++n) {
            SCOPED_TRACE(point + ":" + std::to_string(n));
            story(n, [&] { fail_point_trigger().set(point + ":" + std::to_string(n)); });
            const bool fired = fail_point_trigger().fired();
            fail_point_trigger().set("");
            if (!fired || HasFailure() || n > 200) return n - 1;
        }
    }
};
NEO_EVERY_STORE(FaultsContract);

TEST_P(FaultsContract, APromotionIsRecordedOnceWhicheverCallFails) {
    const auto [source, target, mapping] = facts();
    for (const char* point : {"any", "sql.commit", "sql.commit_reply"}) {
        const int failures = with_each_failing(point, [&](int n, auto&& arm) {
            const std::string key = std::string(point) + std::to_string(n);
            auto made = intent(key, source, target, mapping);
            made.idempotency_key = ports::IdempotencyKey{"ana", key, "hash"};
            arm();
            auto prepared = ledger().prepare(made);
            EXPECT_THAT(prepared, Succeeds());
            ASSERT_TRUE(prepared.has_value());
            EXPECT_EQ(prepared->outcome, IntentOutcome::prepared);
            const auto completed = ledger().complete(prepared->row, placement, true, from_microseconds(5));
            ASSERT_THAT(completed, Succeeds());
            EXPECT_TRUE(*completed);
        });
        EXPECT_EQ(failures > 0, GetParam() != "memory") << point;
    }
    for (const auto& promotion : history().promotions({}).value().items) {
        EXPECT_EQ(promotion.status, PromotionStatus::succeeded);
        EXPECT_EQ(ledger().find(promotion.key).value().value().promotion, promotion.id);
        EXPECT_EQ(history().find_idempotency_key("ana", promotion.key).value().value().second, promotion.id);
    }
    EXPECT_EQ(ledger().unfinished().value().rows, 0);
}

TEST_P(FaultsContract, AnAbortIsRecordedOnceWhicheverCallFails) {
    const std::vector<domain::Failure> why{{"target_changed", "It changed.", "Look again.", {}}};
    const auto [source, target, mapping] = facts();
    for (const char* point : {"any", "sql.commit_reply"}) {
        with_each_failing(point, [&](int n, auto&& arm) {
            const std::string key = std::string(point) + std::to_string(n);
            const auto prepared = ledger().prepare(intent(key, source, target, mapping)).value();
            arm();
            const auto started = ledger().start_abort(prepared.row, why);
            ASSERT_THAT(started, Succeeds());
            ASSERT_TRUE(started->has_value());
            const auto finished = ledger().finish_abort(**started, from_microseconds(5));
            ASSERT_THAT(finished, Succeeds());
            EXPECT_TRUE(*finished);
        });
    }
    for (const auto& promotion : history().promotions({}).value().items) {
        EXPECT_EQ(promotion.status, PromotionStatus::failed);
        EXPECT_EQ(promotion.failures, why);
        EXPECT_EQ(ledger().find(promotion.key).value().value().state, LedgerState::failed);
    }
}

TEST_P(FaultsContract, ARefusedAttemptIsRecordedOnceWhicheverCallFails) {
    int recorded = 0;
    for (const char* point : {"any", "sql.commit_reply"}) {
        recorded += 1 + with_each_failing(point, [&](int, auto&& arm) {
                        auto promotion = attempt("k");
                        promotion.status = PromotionStatus::refused;
                        arm();
                        EXPECT_THAT(history().record(promotion, ports::IdempotencyKey{"ana", promotion.id, "hash"}),
                                    Succeeds());
                    });
    }
    EXPECT_EQ(history().promotions({}).value().items.size(), static_cast<std::size_t>(recorded));
}

TEST_P(FaultsContract, AClaimTakesTheRowWhollyOrNotWhicheverCallFails) {
    const auto [source, target, mapping] = facts();
    for (const char* point : {"any", "sql.commit_reply"}) {
        with_each_failing(point, [&](int n, auto&& arm) {
            const std::string key = std::string(point) + std::to_string(n);
            auto made = intent(key, source, target, mapping);
            made.lease_seconds = 0;
            const auto prepared = ledger().prepare(made).value();
            arm();
            const auto claimed = ledger().claim(prepared.row, "worker-2", 30);
            EXPECT_THAT(claimed, SucceedsOrSaysItDoesNotKnow());
            const auto row = ledger().find(key).value().value();
            EXPECT_EQ(row.owner == "worker-2", row.fence > prepared.row.fence);
            if (claimed && *claimed) {
                EXPECT_EQ(row.fence, (*claimed)->fence);
            }
        });
    }
}

TEST_P(FaultsContract, MappingsAndRegistrationsChangeWhollyOrNotAtAll) {
    for (const char* point : {"any", "sql.commit_reply"}) {
        with_each_failing(point, [&](int n, auto&& arm) {
            const std::string source = std::string(point) + std::to_string(n);
            const auto changes = [&] { return changes_of(source).size(); };
            arm();
            const auto registered = registrations().put_registration(
                {next_id("r"), source, domain::OrganizationType::dev, {}, "ana"}, change("", source));
            EXPECT_THAT(registered, SucceedsOrSaysItDoesNotKnow());
            EXPECT_EQ(registrations().registration(source).value().has_value(), changes() == 1);
            const auto before = changes();
            const auto added = registrations().add_mapping(
                {next_id("m"), source, "t", domain::Relation::sibling, {}, "ana"}, change("mapping_added", source));
            EXPECT_THAT(added, SucceedsOrSaysItDoesNotKnow());
            EXPECT_EQ(registrations().mapping(source, "t").value().has_value(), changes() == before + 1);
        });
    }
}

TEST_P(FaultsContract, ReadsAreRepeated) {
    const auto [source, target, mapping] = facts();
    ASSERT_THAT(ledger().prepare(intent("k", source, target, mapping)), Succeeds());
    with_each_failing("any", [&](int, auto&& arm) {
        arm();
        EXPECT_THAT(registrations().registrations({"acme-dev", "acme-uat"}), Succeeds());
        EXPECT_THAT(registrations().mappings("acme-dev", "", 10), Succeeds());
        EXPECT_THAT(registrations().changes({}), Succeeds());
        EXPECT_THAT(history().promotions({}), Succeeds());
        EXPECT_THAT(history().promoted_versions("acme-dev", {"welcome"}), Succeeds());
        EXPECT_THAT(ledger().find("k"), Succeeds());
        EXPECT_THAT(ledger().unfinished(), Succeeds());
        EXPECT_THAT(store().health(), Succeeds());
    });
}

}  // namespace
}  // namespace neo::contract
