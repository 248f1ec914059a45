#include "invariants.hpp"

#include <algorithm>
#include <map>

namespace neo::apptest {

namespace {

using ::testing::AssertionFailure;
using ::testing::AssertionResult;
using ::testing::AssertionSuccess;
using Status = ports::PromotionStatus;

AssertionResult created_as_told(Scene& scene, const neo::testing::Applied& applied) {
    const auto dataflow = scene.mock.platform.dataflow(applied.target.organization, applied.target.dataflow);
    if (!dataflow) return AssertionFailure() << "applied, but the target has no dataflow " << applied.target.dataflow;
    const auto state = [&](std::int64_t version) {
        const auto found = dataflow->versions.find(version);
        return found == dataflow->versions.end() ? std::string_view("missing") : to_text(found->second.state);
    };
    if (state(applied.target.approved_version) != "approved" || state(applied.target.draft_version) != "draft")
        return AssertionFailure() << "the target has " << state(applied.target.approved_version) << " and "
                                  << state(applied.target.draft_version);
    return AssertionSuccess();
}

AssertionResult recorded_as_applied(Scene& scene, const neo::testing::Applied& applied) {
    const auto row = scene.store().ledger().find(applied.key).value();
    if (!row) return AssertionFailure() << "applied, but the ledger has no row";
    if (row->state != ports::LedgerState::done)
        return AssertionFailure() << "applied, but the ledger says " << to_text(row->state);
    const auto attempt = scene.store().history().promotion(row->promotion).value();
    if (!attempt || attempt->status != Status::succeeded)
        return AssertionFailure() << "done, but the history does not say that the attempt succeeded";
    if (attempt->target_dataflow != applied.target.dataflow ||
        attempt->target_application != applied.target.application ||
        attempt->approved_version != applied.target.approved_version ||
        attempt->draft_version != applied.target.draft_version)
        return AssertionFailure() << "the history names another place than the host created";
    return AssertionSuccess();
}

}  // namespace

AssertionResult consistent(Scene& scene) {
    const auto applied = scene.applied();
    std::map<std::string, std::size_t> succeeded;
    for (const ports::Promotion& attempt : scene.history()) {
        if (attempt.status == Status::in_progress) return AssertionFailure() << "an attempt is in progress for ever";
        if (attempt.status == Status::succeeded) ++succeeded[attempt.key];
    }
    std::size_t versions = 0;
    for (const auto& one : applied) {
        if (auto created = created_as_told(scene, one); !created) return created;
        if (auto recorded = recorded_as_applied(scene, one); !recorded) return recorded;
        if (succeeded[one.key] != 1)
            return AssertionFailure() << succeeded[one.key] << " attempts under one key succeeded";
    }
    for (const char* id : {"welcome", "welcome-2", "theirs"}) {
        if (const auto dataflow = scene.in_target(id)) versions += dataflow->versions.size();
    }
    const std::size_t others = scene.in_target("theirs") ? scene.versions_of_theirs : 0;
    if (versions != 2 * applied.size() + others)
        return AssertionFailure() << versions << " versions for " << applied.size() << " promotions";
    if (succeeded.size() != applied.size())
        return AssertionFailure() << succeeded.size() << " keys succeeded in the history, " << applied.size()
                                  << " at the host";
    const auto done = scene.store().ledger().done_rows("", 500).value();
    if (done.size() != applied.size())
        return AssertionFailure() << done.size() << " rows are done, the host has " << applied.size() << " keys";
    const auto unfinished = scene.store().ledger().unfinished().value();
    if (unfinished.rows != 0) return AssertionFailure() << unfinished.rows << " rows are unfinished";
    return AssertionSuccess();
}

AssertionResult true_answer(Scene& scene, const app::outcome<ports::Promotion>& answer) {
    if (answer) {
        const auto attempt = scene.store().history().promotion(answer->id).value();
        if (!attempt) return AssertionFailure() << "answered an attempt that is not in the history";
        if (answer->status == Status::in_progress) return AssertionSuccess();
        if (answer->status != Status::succeeded)
            return AssertionFailure() << "answered a promotion that is " << to_text(answer->status);
        if (attempt->status != Status::succeeded || attempt->target_dataflow != answer->target_dataflow ||
            attempt->approved_version != answer->approved_version)
            return AssertionFailure() << "told succeeded, but the history says that this attempt "
                                      << to_text(attempt->status) << ", or landed elsewhere";
        const auto applied = scene.applied();
        const bool there = std::ranges::any_of(applied, [&](const auto& one) {
            return one.key == answer->key && one.target.dataflow == answer->target_dataflow &&
                   one.target.approved_version == answer->approved_version;
        });
        return there ? AssertionSuccess() : AssertionFailure() << "told succeeded, but the host has nothing of it";
    }
    const app::Problem& problem = answer.error();
    if (!problem.promotion) {
        if (problem.kind == app::Problem::Kind::unavailable) return AssertionSuccess();
        return AssertionFailure() << "a problem without an attempt is " << problem.code << ": " << problem.detail;
    }
    if (problem.code == "store_unavailable") return AssertionSuccess();  // it may have been written, or not
    const auto attempt = scene.store().history().promotion(*problem.promotion).value();
    if (!attempt) return AssertionFailure() << "the problem names an attempt that is not in the history";
    if (attempt->status != Status::failed && attempt->status != Status::refused)
        return AssertionFailure() << "told " << problem.code << ", but the attempt is " << to_text(attempt->status);
    return AssertionSuccess();
}

}  // namespace neo::apptest
