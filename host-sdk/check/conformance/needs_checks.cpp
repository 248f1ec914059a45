// What needs/1 promises, where the host has it: names that are there are not missing, others are, and nothing else is
// told.
#include "check.hpp"

#include <neo/host/service/needs.h>

#include <boost/json.hpp>

namespace neo::check {

namespace {

namespace json = boost::json;

const std::string nowhere = "neo-check-no-such-thing";

std::string asking_for(const char* kind, const std::vector<std::string>& names) {
    return json::serialize(json::object({{kind, json::value_from(names)}}));
}

// Whether a host that answers so tells anything.
bool tells(const Reply& reply) {
    return reply.status != NEO_UNSUPPORTED;
}

void tells_what_is_missing(Trial& trial) {
    if (!trial.host.has_needs()) return;
    const Ground& ground = trial.ground;
    for (const char* kind : {"configuration", "helpers", "dataflows"}) {
        const Reply reply = trial.host.find_missing(ground.source_organization, asking_for(kind, {nowhere}));
        if (!tells(reply)) return;
        trial.expect(reply, NEO_OK, std::string("a question for missing ") + kind);
        const json::value missing = reply.at(kind);
        trial.expect(missing.is_null() || missing == json::value(json::array{nowhere}),
                     std::string("of ") + kind + ", one that is not there is missing, or the host cannot tell");
    }
    const Reply reply =
        trial.host.find_missing(ground.source_organization, asking_for("dataflows", {ground.source_dataflow, nowhere}));
    const json::value missing = reply.at("dataflows");
    trial.expect(missing.is_null() || missing == json::value(json::array{nowhere}),
                 "a dataflow that get_dataflow tells is not missing");
    const Reply nothing = trial.host.find_missing(ground.source_organization, "{}");
    trial.expect(nothing, NEO_OK, "a question for nothing");
}

void refuses_what_cannot_be_asked(Trial& trial) {
    if (!trial.host.has_needs()) return;
    const Ground& ground = trial.ground;
    if (!tells(trial.host.find_missing(ground.source_organization, "{}"))) return;
    trial.expect(trial.host.find_missing(nowhere, asking_for("helpers", {"x"})), NEO_NOT_FOUND,
                 "a question about an organization that does not exist");
    trial.expect(trial.host.find_missing(ground.source_organization, "no JSON"), NEO_INVALID,
                 "names that cannot be read");
    const std::vector<std::string> too_many(NEO_MOST_NEEDED_NAMES + 1, "x");
    trial.expect(trial.host.find_missing(ground.source_organization, asking_for("helpers", too_many)), NEO_INVALID,
                 "more names than may be asked for at once");
}

constexpr Check checks[] = {
    {"needs/1 tells which names an organization lacks", &tells_what_is_missing},
    {"needs/1 refuses what cannot be asked", &refuses_what_cannot_be_asked},
};

}  // namespace

std::span<const Check> needs_checks() {
    return checks;
}

}  // namespace neo::check
