// What abort promises: a barred fence stays barred, for a late apply too, and what was applied stands.
#include "check.hpp"

#include <boost/json.hpp>

namespace neo::check {

namespace {

// An abort that comes in time: it answers {"barred": the highest fence that is barred now}. A host whose abort failed
// and answered NEO_OK all the same, as an exception at the border may, has nothing to answer.
void expect_barred(Trial& trial, const std::string& key, std::int64_t fence, std::int64_t highest,
                   const std::string& what) {
    const Reply aborted = trial.host.abort(key, fence);
    trial.expect(aborted, NEO_OK, what);
    trial.expect(aborted.number_at("barred") == highest,
                 what + ": the answer says that fences are barred up to " + std::to_string(highest));
}

void bars_before_apply(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    expect_barred(trial, request.promotion_key, 1, 1, "abort of a key that nobody applied");
    expect_barred(trial, request.promotion_key, 1, 1, "the same abort again");
    trial.expect(trial.host.apply(request), NEO_BARRED, "a late apply with the barred fence");
    trial.expect(trial.host.find(request.promotion_key), NEO_NOT_FOUND, "a barred apply leaves no key");
    trial.expect(trial.host.find_by_trigger(request.target_organization, request.trigger), NEO_NOT_FOUND,
                 "a barred apply claims no trigger");
    request.fence = 2;
    trial.expect(trial.host.apply(request), NEO_OK, "the next try with a higher fence");
    request.fence = 1;
    trial.expect(trial.host.apply(request), NEO_OK, "the first apply, arriving even later, hears what was applied");
}

void bars_up_to_the_fence(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    expect_barred(trial, request.promotion_key, 3, 3, "abort of fence 3");
    expect_barred(trial, request.promotion_key, 1, 3, "abort of fence 1 after that");
    for (request.fence = 1; request.fence <= 3; ++request.fence)
        trial.expect(trial.host.apply(request), NEO_BARRED, "apply with fence " + std::to_string(request.fence));
    trial.expect(trial.host.apply(request), NEO_OK, "apply with fence 4");
}

void comes_too_late_after_apply(Trial& trial) {
    const ApplyRequest request = trial.fresh_request();
    const Reply applied = trial.host.apply(request);
    const Reply aborted = trial.host.abort(request.promotion_key, 5);
    trial.expect(aborted, NEO_ALREADY_APPLIED, "abort of what was applied");
    trial.expect(aborted.at("") == applied.at(""), "it answers as apply did");
    trial.expect(trial.host.apply(request), NEO_OK, "apply again after that is not barred");
    trial.expect(trial.host.version(request.target_organization, applied.text_at("target.dataflow"), 1), NEO_OK,
                 "the version stands");
}

void bars_one_key_only(Trial& trial) {
    const ApplyRequest barred = trial.fresh_request();
    ApplyRequest other = barred;
    other.promotion_key = Trial::fresh_key();
    expect_barred(trial, barred.promotion_key, 9, 9, "abort of one key");
    trial.expect(trial.host.apply(other), NEO_OK, "apply of another key on the same trigger");
}

void survives_refusals(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    const std::string application = request.target_application;
    trial.host.abort(request.promotion_key, 2);
    request.fence = 3;
    request.target_application = "neo-check-no-such-thing";
    trial.expect(trial.host.apply(request), NEO_NOT_FOUND, "a refused try with a higher fence");
    request.target_application = application;
    request.fence = 2;
    trial.expect(trial.host.apply(request), NEO_BARRED, "after a refused try the barred fence is still barred");
}

constexpr Check checks[] = {
    {"abort bars a late apply, the next fence is free", &bars_before_apply},
    {"abort bars every fence up to its own, and never fewer later", &bars_up_to_the_fence},
    {"abort after apply is too late and changes nothing", &comes_too_late_after_apply},
    {"abort bars its own key only", &bars_one_key_only},
    {"a refused apply does not lift a bar", &survives_refusals},
};

}  // namespace

std::span<const Check> abort_checks() {
    return checks;
}

}  // namespace neo::check
