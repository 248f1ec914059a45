#include "arrival_warnings.hpp"

#include "wording.hpp"

#include <algorithm>

namespace neo::domain {

namespace {

std::string version_text(std::int64_t version) {
    return "Version " + std::to_string(version);
}

std::string trigger_text(const Trigger& trigger) {
    return trigger.method + " " + trigger.url;
}

// An older version after a newer one becomes the newest approved version of the target.
void warn_of_older(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    std::int64_t newest = 0;
    for (const Arrival& arrival : facts.of_source) {
        if (arrival.dataflow == facts.dataflow) newest = std::max(newest, arrival.source.version);
    }
    if (newest <= facts.source.version) return;
    warnings.push_back({"older_than_promoted",
                        version_text(newest) +
                            " of this dataflow arrived there already: promoted after it, the older version " +
                            std::to_string(facts.source.version) + " becomes the newest approved one.",
                        {{"version", newest}}});
}

// Two sources overwrite each other in turn.
void warn_of_other_source(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    if (!facts.base) return;
    const VersionId& last = facts.base->source;
    if (last.organization == facts.source.organization && last.dataflow == facts.source.dataflow) return;
    warnings.push_back({"other_source",
                        "What arrived in that dataflow last came from another one: dataflow " + quoted(last.dataflow) +
                            " of organization " + quoted(last.organization) + ".",
                        {{"organization", last.organization}, {"dataflow", last.dataflow}}});
}

// U5: another trigger is another dataflow.
void warn_of_changed_trigger(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    if (facts.of_source.empty() || facts.of_source.front().dataflow == facts.dataflow) return;
    const std::string& before = facts.of_source.front().dataflow;
    warnings.push_back({"trigger_changed",
                        "Earlier versions of this dataflow went to dataflow " + quoted(before) +
                            ". With another trigger URL or method this one goes to " +
                            (facts.dataflow ? "dataflow " + quoted(*facts.dataflow) : std::string("a new dataflow")) +
                            ", separate from it.",
                        {{"dataflow", before}}});
}

void warn_of_other_service(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    if (!facts.dataflow || !facts.live || facts.live->trigger == facts.trigger) return;
    warnings.push_back(
        {"holder_serves_another_trigger",
         version_text(facts.live->version) + " of dataflow " + quoted(*facts.dataflow) + " is live at " +
             trigger_text(facts.live->trigger) + ": making what arrives live ends that.",
         {{"dataflow", *facts.dataflow}, {"version", facts.live->version}, {"trigger", facts.live->trigger}}});
}

}  // namespace

std::vector<Warning> arrival_warnings(const ArrivalFacts& facts) {
    std::vector<Warning> warnings;
    warn_of_older(facts, warnings);
    warn_of_other_source(facts, warnings);
    warn_of_changed_trigger(facts, warnings);
    warn_of_other_service(facts, warnings);
    return warnings;
}

}  // namespace neo::domain
