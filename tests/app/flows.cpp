#include "flows.hpp"

namespace neo::apptest {

namespace {

using Answer = app::outcome<ports::Promotion>;

Answer promote_and_recover(Scene& scene) {
    Answer answer = scene.promote();
    static_cast<void>(app::recover_all(scene.services()));
    return answer;
}

// Lets `change` happen at the host right after it answered this function for the first time.
template <class Change>
void after(Scene& scene, const std::string& function, Change change) {
    scene.mock.faults.on(function).call(1).run([&scene, change](const auto& turn) {
        neo::testing::Reply reply = turn.act();
        change(scene);
        return reply;
    });
}

Answer new_dataflow(Scene& scene) {
    return promote_and_recover(scene);
}

Answer routed(Scene& scene) {
    scene.occupy_trigger("/welcome");
    return promote_and_recover(scene);
}

Answer target_changes(Scene& scene) {
    after(scene, scene.last_question(), [](Scene& now) { now.occupy_trigger("/welcome"); });
    return promote_and_recover(scene);
}

Answer permission_goes(Scene& scene) {
    after(scene, scene.last_question(), [](Scene& now) { now.revoke("uat", "neo.promote"); });
    return promote_and_recover(scene);
}

Answer after_a_failure(Scene& scene) {
    static_cast<void>(permission_goes(scene));
    scene.grant("uat", "neo.promote");
    return promote_and_recover(scene);
}

Answer replies_are_lost(Scene& scene) {
    scene.mock.faults.on("dataflows.apply").calls(1, 3).lose_reply();
    return promote_and_recover(scene);
}

Answer host_is_silent(Scene& scene) {
    scene.mock.faults.on("dataflows.apply").calls(1, 3).refuse();
    return promote_and_recover(scene);
}

Answer permission_goes_before_recovery(Scene& scene) {
    scene.mock.faults.on("dataflows.apply").calls(1, 3).refuse();
    Answer answer = scene.promote();
    scene.revoke("uat", "neo.promote");
    static_cast<void>(app::recover_all(scene.services()));
    return answer;
}

Answer abort_is_resumed(Scene& scene) {
    scene.mock.faults.on("dataflows.abort").call(1).refuse();
    return permission_goes(scene);
}

// The row that the first process left is recovered by the next request for the same version.
Answer recovered_by_a_request(Scene& scene) {
    scene.mock.faults.on("dataflows.apply").calls(1, 3).refuse();
    static_cast<void>(scene.promote());
    return promote_and_recover(scene);
}

// The worker stalls until its attempt was given up by another, and a second attempt went through.
Answer overtaken(Scene& scene) {
    scene.mock.faults.on("dataflows.apply").call(1).run([&scene](const auto& turn) {
        scene.revoke("uat", "neo.promote");
        static_cast<void>(app::recover_all(scene.another_process()));
        scene.grant("uat", "neo.promote");
        static_cast<void>(app::promote(scene.another_process(), "ana", {{"dev", "welcome", 1}, "uat", "crm", {}}));
        return turn.act();
    });
    return promote_and_recover(scene);
}

// Of what cannot be looked at there is no plan: then it is promoted without one.
Answer promote_under(Scene& scene, const app::outcome<std::string>& plan) {
    return plan ? scene.promote_under(*plan) : scene.promote();
}

Answer under_a_plan(Scene& scene) {
    scene.occupy_trigger("/welcome");
    Answer answer = promote_under(scene, scene.plan());
    static_cast<void>(app::recover_all(scene.services()));
    return answer;
}

// A version is approved in the target between the decision and the host's own transaction.
Answer the_head_moves(Scene& scene) {
    scene.occupy_trigger("/welcome");
    const auto plan = scene.plan();
    after(scene, scene.last_question(), [](Scene& now) { now.approve_theirs(); });
    Answer answer = promote_under(scene, plan);
    static_cast<void>(app::recover_all(scene.services()));
    return answer;
}

// The host is silent, and what recovery finds is no longer what was promised.
Answer the_head_moves_before_recovery(Scene& scene) {
    scene.occupy_trigger("/welcome");
    const auto plan = scene.plan();
    scene.mock.faults.on("dataflows.apply").calls(1, 3).refuse();
    Answer answer = promote_under(scene, plan);
    scene.approve_theirs();
    static_cast<void>(app::recover_all(scene.services()));
    return answer;
}

}  // namespace

const std::vector<Flow>& flows() {
    static const std::vector<Flow> all{
        {"NewDataflow", new_dataflow},
        {"Routed", routed},
        {"TargetChanges", target_changes},
        {"PermissionGoes", permission_goes},
        {"AfterAFailure", after_a_failure},
        {"RepliesAreLost", replies_are_lost},
        {"HostIsSilent", host_is_silent},
        {"PermissionGoesBeforeRecovery", permission_goes_before_recovery},
        {"AbortIsResumed", abort_is_resumed},
        {"RecoveredByARequest", recovered_by_a_request},
        {"Overtaken", overtaken},
        {"UnderAPlan", under_a_plan},
        {"TheHeadMoves", the_head_moves},
        {"TheHeadMovesBeforeRecovery", the_head_moves_before_recovery},
    };
    return all;
}

void settle(Scene& scene) {
    scene.mock.faults.clear();
    scene.store_faults.clear();
    scene.mock.faults.deliver();
    EXPECT_EQ(scene.recover_all(), 0) << "something stays unfinished";
}

}  // namespace neo::apptest
