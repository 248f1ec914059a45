// What many workers at once must not be able to do (U2, and the protocol's guards).
#include "stores.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace neo::contract {
namespace {

using domain::OrganizationType;
using domain::Relation;
using ports::IntentOutcome;
using ports::LedgerState;

class ConcurrencyContract : public StoreContract {
protected:
    // Runs `work(i)` in `count` threads that start together.
    static void together(int count, const std::function<void(int)>& work) {
        std::atomic<bool> start{false};
        std::vector<std::thread> threads;
        for (int i = 0; i < count; ++i) {
            threads.emplace_back([&, i] {
                start.wait(false);
                work(i);
            });
        }
        start = true;
        start.notify_all();
        for (auto& thread : threads)
            thread.join();
    }

    std::size_t attempts() { return history().promotions({}).value().items.size(); }
};
NEO_EVERY_STORE(ConcurrencyContract);

TEST_P(ConcurrencyContract, U2_OfSixteenThatPrepareTheSameKeyOneDoes) {
    const auto [source, target, mapping] = facts();
    for (int round = 0; round < 10; ++round) {
        const std::string key = "k" + std::to_string(round);
        std::atomic<int> prepared{0};
        std::atomic<int> in_progress{0};
        together(16, [&, source = source, target = target, mapping = mapping](int i) {
            auto made = intent(key, source, target, mapping);
            made.owner = "worker-" + std::to_string(i);
            const auto answer = ledger().prepare(made);
            ASSERT_THAT(answer, Succeeds());
            if (answer->outcome == IntentOutcome::prepared) ++prepared;
            if (answer->outcome == IntentOutcome::in_progress) ++in_progress;
        });
        EXPECT_EQ(prepared, 1);
        EXPECT_EQ(in_progress, 15);
    }
    EXPECT_EQ(attempts(), 10u);
}

TEST_P(ConcurrencyContract, U3_OfSixteenThatTakeAFailedRowOverOneDoes) {
    const auto [source, target, mapping] = facts();
    const auto first = ledger().prepare(intent("k", source, target, mapping)).value().row;
    const auto aborting = ledger().start_abort(first, {}).value();
    ASSERT_TRUE(aborting.has_value());
    ASSERT_TRUE(ledger().finish_abort(*aborting, {}).value());
    std::atomic<int> prepared{0};
    together(16, [&, source = source, target = target, mapping = mapping](int) {
        const auto answer = ledger().prepare(intent("k", source, target, mapping));
        ASSERT_THAT(answer, Succeeds());
        if (answer->outcome == IntentOutcome::prepared) ++prepared;
    });
    EXPECT_EQ(prepared, 1);
    EXPECT_GT(ledger().find("k").value().value().fence, aborting->fence);
    EXPECT_EQ(attempts(), 2u);
}

TEST_P(ConcurrencyContract, TheSameIdempotencyKeyOfManyRequestsIsOneAttempt) {
    const auto [source, target, mapping] = facts();
    std::atomic<int> prepared{0};
    std::atomic<int> replays{0};
    together(8, [&, source = source, target = target, mapping = mapping](int i) {
        auto made = intent("k" + std::to_string(i), source, target, mapping);
        made.idempotency_key = ports::IdempotencyKey{"ana", "request-1", "hash"};
        const auto answer = ledger().prepare(made);
        ASSERT_THAT(answer, Succeeds());
        if (answer->outcome == IntentOutcome::prepared) ++prepared;
        if (answer->outcome == IntentOutcome::idempotency_replay) ++replays;
    });
    EXPECT_EQ(prepared, 1);
    EXPECT_EQ(replays, 7);
    EXPECT_EQ(attempts(), 1u);
}

TEST_P(ConcurrencyContract, OfManyClaimersOneGetsTheRow) {
    const auto [source, target, mapping] = facts();
    auto made = intent("k", source, target, mapping);
    made.lease_seconds = 0;
    const auto row = ledger().prepare(made).value().row;
    std::atomic<int> claimed{0};
    together(8, [&](int i) {
        const auto answer = ledger().claim(row, "worker-" + std::to_string(i), 30);
        ASSERT_THAT(answer, Succeeds());
        if (*answer) ++claimed;
    });
    EXPECT_EQ(claimed, 1);
    EXPECT_GT(ledger().find("k").value().value().fence, row.fence);
}

TEST_P(ConcurrencyContract, OneOfCompleteAndAbortWins) {
    const auto [source, target, mapping] = facts();
    for (int round = 0; round < 20; ++round) {
        const std::string key = "k" + std::to_string(round);
        const auto row = ledger().prepare(intent(key, source, target, mapping)).value().row;
        std::atomic<bool> completed{false};
        std::atomic<bool> failed{false};
        together(2, [&](int i) {
            if (i == 0) {
                const auto answer = ledger().complete(row, placement, false, {});
                ASSERT_THAT(answer, Succeeds());
                completed = *answer;
                return;
            }
            const auto started = ledger().start_abort(row, {});
            ASSERT_THAT(started, Succeeds());
            if (!*started) return;
            const auto finished = ledger().finish_abort(**started, {});
            ASSERT_THAT(finished, Succeeds());
            failed = *finished;
        });
        EXPECT_NE(completed, failed);
        const auto state = ledger().find(key).value().value().state;
        EXPECT_EQ(state, completed ? LedgerState::done : LedgerState::failed);
    }
}

TEST_P(ConcurrencyContract, AMappingIsRemovedOrAnIntentIsPreparedOnItNeverBoth) {
    for (int round = 0; round < 20; ++round) {
        const std::string name = std::to_string(round);
        const auto [source, target, mapping] = facts("dev-" + name, "uat-" + name);
        std::atomic<bool> prepared{false};
        std::atomic<bool> removed{false};
        together(2, [&, source = source, target = target, mapping = mapping](int i) {
            if (i == 0) {
                const auto answer = ledger().prepare(intent("k" + name, source, target, mapping));
                if (!answer) {
                    ASSERT_THAT(answer, FailsWith(ErrorCode::facts_changed));
                }
                prepared = answer.has_value();
                return;
            }
            const auto answer =
                registrations().remove_mapping("dev-" + name, "uat-" + name, change("mapping_removed", "dev-" + name));
            if (!answer) {
                ASSERT_THAT(answer, FailsWith(ErrorCode::in_flight));
            }
            removed = answer.has_value();
        });
        EXPECT_NE(prepared, removed) << round;
        EXPECT_EQ(registrations().mapping("dev-" + name, "uat-" + name).value().has_value(), prepared);
    }
}

TEST_P(ConcurrencyContract, ATypeIsChangedOrAnIntentIsPreparedOnItNeverBoth) {
    for (int round = 0; round < 20; ++round) {
        const std::string name = std::to_string(round);
        const auto [source, target, mapping] = facts("dev-" + name, "uat-" + name);
        std::atomic<bool> prepared{false};
        std::atomic<bool> changed{false};
        together(2, [&, source = source, target = target, mapping = mapping](int i) {
            if (i == 0) {
                const auto answer = ledger().prepare(intent("k" + name, source, target, mapping));
                if (!answer) {
                    ASSERT_THAT(answer, FailsWith(ErrorCode::facts_changed));
                }
                prepared = answer.has_value();
                return;
            }
            const auto answer = registrations().put_registration(
                {next_id("r"), "uat-" + name, OrganizationType::prod, {}, "bo"}, change("", "uat-" + name));
            if (!answer) {
                ASSERT_THAT(answer, FailsWith(ErrorCode::in_flight));
            }
            changed = answer.has_value();
        });
        EXPECT_NE(prepared, changed) << round;
    }
}

TEST_P(ConcurrencyContract, M6_OfManyThatAddTheSameMappingOneDoes) {
    std::atomic<int> added{0};
    together(8, [&](int) {
        const auto answer = registrations().add_mapping({next_id("m"), "a", "b", Relation::sibling, {}, "ana"},
                                                        change("mapping_added", "a"));
        if (answer) {
            ++added;
        } else {
            EXPECT_THAT(answer, FailsWith(ErrorCode::exists));
        }
    });
    EXPECT_EQ(added, 1);
    EXPECT_EQ(changes_of("a").size(), 1u);
}

TEST_P(ConcurrencyContract, ManyRegistrationsOfOneOrganizationFollowOneAnother) {
    const std::array types{OrganizationType::dev, OrganizationType::uat};
    together(8, [&](int i) {
        EXPECT_THAT(registrations().put_registration({next_id("r"), "a", types[i % 2], {}, "ana"}, change("", "a")),
                    Succeeds());
    });
    // Each change begins with the type that the one before it ended with: none was lost. They are sorted by ids, which
    // were given before the writes, so the chain is followed by counting.
    std::map<std::string, int> balance;
    for (const auto& made : changes_of("a")) {
        if (made.before) --balance[*made.before];
        ++balance[made.after.value()];
    }
    const auto now = domain::to_text(registrations().registration("a").value().value().type);
    for (const auto& [type, count] : balance)
        EXPECT_EQ(count, type == now ? 1 : 0) << type;
}

TEST_P(ConcurrencyContract, ManyPromotionsOfOneOrganizationAllSucceed) {
    const auto [source, target, mapping] = facts();
    together(8, [&, source = source, target = target, mapping = mapping](int i) {
        for (int n = 0; n < 20; ++n) {
            auto made = intent("k" + std::to_string(i) + "-" + std::to_string(n), source, target, mapping);
            const auto answer = ledger().prepare(made);
            ASSERT_THAT(answer, Succeeds());
            ASSERT_EQ(answer->outcome, IntentOutcome::prepared);
            const auto completed = ledger().complete(answer->row, placement, false, {});
            ASSERT_THAT(completed, Succeeds());
            ASSERT_TRUE(*completed);
        }
    });
    ports::HistoryFilter filter;
    filter.status = ports::PromotionStatus::succeeded;
    filter.limit = 500;
    EXPECT_EQ(history().promotions(filter).value().items.size(), 160u);
    EXPECT_EQ(ledger().unfinished().value().rows, 0);
}

}  // namespace
}  // namespace neo::contract
