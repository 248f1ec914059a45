// What list_heads promises, where the host has it: of each dataflow that is there what get_dataflow tells of it, and
// nothing of others.
#include "check.hpp"

#include <neo/host/service/dataflows.h>

#include <boost/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace neo::check {

namespace {

namespace json = boost::json;

const std::string nowhere = "neo-check-no-such-thing";

std::string asking_for(const std::vector<sdk::DataflowId>& dataflows) {
    json::array asked;
    for (const sdk::DataflowId& dataflow : dataflows)
        asked.push_back({{"organization", dataflow.organization}, {"dataflow", dataflow.dataflow}});
    return json::serialize(json::object({{"dataflows", asked}}));
}

// The item of a dataflow, by what get_dataflow answers.
json::object expected_of(const std::string& organization, const Reply& dataflow) {
    json::object head{{"organization", organization},
                      {"dataflow", dataflow.at("id")},
                      {"application", dataflow.at("application")},
                      {"head", 0},
                      {"live", nullptr}};
    const json::value versions = dataflow.at("versions");
    if (!versions.is_array()) return head;
    for (const json::value& version : versions.get_array()) {
        const json::value& state = version.at("state");
        if (state == "approved" || state == "live") head["head"] = version.at("version");
        if (state == "live") head["live"] = version;
    }
    return head;
}

// As an item, whatever other members a host of a later minor tells.
json::object told_of(const json::value& item) {
    json::object head;
    for (const char* member : {"organization", "dataflow", "application", "head", "live"}) {
        const json::value* told = item.is_object() ? item.get_object().if_contains(member) : nullptr;
        head[member] = told == nullptr ? json::value(nullptr) : *told;
    }
    return head;
}

void tells_what_is_there(Trial& trial) {
    if (!trial.host.has_heads()) return;
    const Ground& ground = trial.ground;
    const Reply applied = trial.host.apply(trial.fresh_request());
    trial.expect(applied, NEO_OK, "apply of a new dataflow");
    const std::vector<sdk::DataflowId> there{{ground.source_organization, ground.source_dataflow},
                                             {ground.target_organization, applied.text_at("target.dataflow")}};
    std::vector<sdk::DataflowId> asked = there;
    asked.push_back({ground.source_organization, nowhere});
    asked.push_back({nowhere, ground.source_dataflow});
    const Reply reply = trial.host.list_heads(asking_for(asked));
    if (reply.status == NEO_UNSUPPORTED) return;
    trial.expect(reply, NEO_OK, "what stands in some dataflows, not all of them there");
    const json::value items = reply.at("items");
    const json::array none;
    const json::array& told = items.is_array() ? items.get_array() : none;
    trial.expect(told.size() == there.size(), "each dataflow that is there is told once, and no other");
    for (const sdk::DataflowId& dataflow : there) {
        const Reply alone = trial.host.dataflow(dataflow.organization, dataflow.dataflow);
        trial.expect(alone, NEO_OK, "the dataflow is told by itself");
        const json::object expected = expected_of(dataflow.organization, alone);
        trial.expect(std::ranges::any_of(told, [&](const json::value& item) { return told_of(item) == expected; }),
                     "of each dataflow the application, the head and what is live are those of get_dataflow");
    }
}

void refuses_what_cannot_be_asked(Trial& trial) {
    if (!trial.host.has_heads()) return;
    const Reply nothing = trial.host.list_heads(asking_for({}));
    if (nothing.status == NEO_UNSUPPORTED) return;
    trial.expect(nothing, NEO_OK, "a question for no dataflow");
    trial.expect(nothing.at("items") == json::value(json::array()), "a question for no dataflow has no items");
    for (const char* query : {"no JSON", "{}", R"({"dataflows": [{"organization": "a"}]})"})
        trial.expect(trial.host.list_heads(query), NEO_INVALID, std::string("the query ") + query);
    std::vector<sdk::DataflowId> many(NEO_MOST_HEADS, {trial.ground.source_organization, nowhere});
    trial.expect(trial.host.list_heads(asking_for(many)), NEO_OK, "as many dataflows as may be asked for at once");
    many.push_back(many.back());
    trial.expect(trial.host.list_heads(asking_for(many)), NEO_INVALID, "more dataflows than may be asked for at once");
}

constexpr Check checks[] = {
    {"dataflows/1 list_heads tells of each dataflow what get_dataflow tells", &tells_what_is_there},
    {"dataflows/1 list_heads refuses what cannot be asked", &refuses_what_cannot_be_asked},
};

}  // namespace

std::span<const Check> heads_checks() {
    return checks;
}

}  // namespace neo::check
