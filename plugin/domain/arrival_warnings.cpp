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

// What was approved there stays there, in its version, and is not in the newest approved one any more.
void warn_of_own_changes(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    if (!facts.own_changes) return;
    const auto& [version, blocks] = *facts.own_changes;
    std::string ids;
    for (const std::string& block : blocks)
        ids += (ids.empty() ? " (" : ", ") + quoted(block);
    warnings.push_back({"target_has_own_changes",
                        "The target's own people changed this dataflow since the last promotion" +
                            (ids.empty() ? "" : ids + ")") + ". What arrives is without their changes, which stay in " +
                            "version " + std::to_string(version) + " only.",
                        {{"version", version}, {"blocks", blocks}}});
}

// An older version after a newer one becomes the newest approved version of the target.
void warn_of_older(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    if (!facts.newer_version) return;
    const std::int64_t newest = *facts.newer_version;
    warnings.push_back({"older_than_promoted",
                        version_text(newest) +
                            " of this dataflow arrived there already: promoted after it, the older version " +
                            std::to_string(facts.source.version) + " becomes the newest approved one.",
                        {{"version", newest}}});
}

// Two sources overwrite each other in turn.
void warn_of_other_source(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    if (!facts.base) return;
    const VersionId& last = *facts.base;
    if (last.organization == facts.source.organization && last.dataflow == facts.source.dataflow) return;
    warnings.push_back({"other_source",
                        "What arrived in that dataflow last came from another one: dataflow " + quoted(last.dataflow) +
                            " of organization " + quoted(last.organization) + ".",
                        {{"organization", last.organization}, {"dataflow", last.dataflow}}});
}

// U5: another trigger is another dataflow.
void warn_of_changed_trigger(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    if (!facts.before_dataflow || facts.before_dataflow == facts.dataflow) return;
    const std::string& before = *facts.before_dataflow;
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

// R5: what they are stands beside the warning; here how many there are.
void warn_of_findings(const ArrivalFacts& facts, std::vector<Warning>& warnings) {
    if (facts.findings.count == 0) return;
    Facts counts{{"count", facts.findings.count}};
    for (const auto& [code, count] : facts.findings.by_code)
        counts.emplace_back(code, count);
    const std::string what = facts.findings.count == 1 ? "One thing" : std::to_string(facts.findings.count) + " things";
    warnings.push_back(
        {"finding",
         what + " in the content should be looked at before it crosses: secrets, names of one environment, or "
                "what the target lacks.",
         std::move(counts)});
}

}  // namespace

std::vector<Warning> arrival_warnings(const ArrivalFacts& facts) {
    std::vector<Warning> warnings;
    warn_of_own_changes(facts, warnings);
    warn_of_older(facts, warnings);
    warn_of_other_source(facts, warnings);
    warn_of_changed_trigger(facts, warnings);
    warn_of_other_service(facts, warnings);
    warn_of_findings(facts, warnings);
    return warnings;
}

}  // namespace neo::domain
