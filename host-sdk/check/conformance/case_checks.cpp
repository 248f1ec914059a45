// What get_case promises, where the host has it: the answers of the single functions, and nothing of an organization in
// which the actor may not promote.
#include "check.hpp"

#include <neo/host/service/access.h>

#include <boost/json.hpp>

#include <utility>

namespace neo::check {

namespace {

const std::string nowhere = "neo-check-no-such-thing";
constexpr const char* facts[] = {"source", "target", "version", "applications", "holder"};

// Whether a status says that the host answered, if only that there is no such thing.
bool answered(const Reply& reply) {
    return reply.status == NEO_OK || reply.status == NEO_NOT_FOUND || reply.status == NEO_INVALID;
}

// The document of one function's answer; null: there is no such thing.
boost::json::value told(Trial& trial, const Reply& reply, const std::string& what) {
    trial.expect(answered(reply), what + " is told by itself");
    return reply.status == NEO_OK ? reply.at("") : boost::json::value(nullptr);
}

// Compares with what the single functions answer about the same.
void expect_same(Trial& trial, const std::string& actor, const sdk::VersionId& source, const std::string& target,
                 const std::string& which) {
    const Reply all = trial.host.get_case(actor, source, target);
    if (all.status == NEO_UNSUPPORTED) return;
    trial.expect(all, NEO_OK, "the case of " + which);
    const auto may = [&](const std::string& organization) {
        return trial.host.allowed(actor, organization, NEO_PERMISSION_PROMOTE).text == "1";
    };
    const bool from_source = may(source.organization);
    const bool to_target = may(target);
    trial.expect(all.at("may_promote.source") == boost::json::value(from_source) &&
                     all.at("may_promote.target") == boost::json::value(to_target),
                 "the case of " + which + " tells who may promote as access/1 check does");
    if (!from_source || !to_target) {
        for (const char* fact : facts)
            trial.expect(all.at(fact).is_null(), "the case of " + which + " tells no " + fact);
        trial.expect(all.content.empty(), "the case of " + which + " gives no content");
        return;
    }
    const auto expect = [&](const char* fact, const boost::json::value& alone) {
        trial.expect(all.at(fact) == alone,
                     "the case of " + which + " tells the " + fact + " as its own function does");
    };
    const Reply version = trial.host.version(source.organization, source.dataflow, source.version);
    const Reply applications = trial.host.applications(target);
    expect("source", told(trial, trial.host.organization(source.organization), "the source"));
    expect("target", told(trial, trial.host.organization(target), "the target"));
    expect("version", told(trial, version, "the version"));
    trial.expect(all.content == version.content || version.status != NEO_OK,
                 "the case of " + which + " gives the content with the bytes of get_version");
    const boost::json::value list = told(trial, applications, "the list of applications");
    expect("applications", list.is_null() ? list : applications.at("items"));
    if (version.status != NEO_OK) {
        trial.expect(all.at("holder").is_null(), "the case of " + which + " tells no holder without a trigger");
        return;
    }
    const sdk::Trigger trigger{version.text_at("trigger.url"), version.text_at("trigger.method")};
    expect("holder", told(trial, trial.host.find_by_trigger(target, trigger), "the holder"));
}

void tells_all(Trial& trial) {
    if (!trial.host.has_case()) return;
    const Ground& ground = trial.ground;
    const sdk::VersionId source{ground.source_organization, ground.source_dataflow, ground.source_version};
    expect_same(trial, ground.actor, source, ground.target_organization, "the source version");

    const ApplyRequest request = trial.fresh_request();
    const Reply applied = trial.host.apply(request);
    trial.expect(applied, NEO_OK, "apply of a new dataflow");
    const std::string dataflow = applied.text_at("target.dataflow");
    const std::pair<int, const char*> versions[] = {{1, "an approved version"}, {2, "a draft"}};
    for (const auto& [version, which] : versions) {
        expect_same(trial, ground.actor, {ground.target_organization, dataflow, version}, ground.target_organization,
                    std::string(which) + " whose trigger is held in the target");
        expect_same(trial, ground.actor, {ground.target_organization, dataflow, version}, ground.source_organization,
                    std::string(which) + " whose trigger nobody holds in the target");
    }
}

void tells_nothing(Trial& trial) {
    if (!trial.host.has_case()) return;
    const Ground& ground = trial.ground;
    const sdk::VersionId source{ground.source_organization, ground.source_dataflow, ground.source_version};
    sdk::VersionId unknown_version = source;
    unknown_version.version = 1'000'000;
    expect_same(trial, ground.actor, unknown_version, ground.target_organization, "an unknown version");
    expect_same(trial, ground.actor, {ground.source_organization, nowhere, 1}, ground.target_organization,
                "an unknown dataflow");
    expect_same(trial, ground.actor, {nowhere, ground.source_dataflow, 1}, ground.target_organization,
                "an unknown source organization");
    expect_same(trial, ground.actor, source, nowhere, "an unknown target organization");
    expect_same(trial, ground.stranger, source, ground.target_organization, "a stranger");
    expect_same(trial, nowhere, source, ground.target_organization, "an unknown user");
}

constexpr Check checks[] = {
    {"dataflows/1 get_case tells what the single functions tell", &tells_all},
    {"dataflows/1 get_case tells nothing that is not there or that the actor may not see", &tells_nothing},
};

}  // namespace

std::span<const Check> case_checks() {
    return checks;
}

}  // namespace neo::check
