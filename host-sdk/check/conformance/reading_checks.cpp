// What the reading services promise: shapes, orders, pages, and "not found".
#include "check.hpp"

#include <neo/host/cpp/content.hpp>
#include <neo/host/service/access.h>

#include <boost/json.hpp>

#include <algorithm>
#include <cctype>

namespace neo::check {

namespace {

const std::string nowhere = "neo-check-no-such-thing";

void organizations(Trial& trial) {
    const Reply one = trial.host.organization(trial.ground.source_organization);
    trial.expect(one, NEO_OK, "the source organization is known");
    trial.expect(one.text_at("id") == trial.ground.source_organization, "an organization has its id");
    trial.expect(one.at("name").is_string() && one.at("cluster").is_string(), "an organization has name and cluster");
    trial.expect(one.at("neo_enabled").is_bool(), "neo_enabled is true or false");
    trial.expect(one.at("modules").is_array(), "modules is a list");
    trial.expect(trial.host.organization(nowhere), NEO_NOT_FOUND, "an unknown organization");

    const std::vector<std::string> all = trial.host.organizations("", "", 500).items("id");
    trial.expect(std::find(all.begin(), all.end(), trial.ground.source_organization) != all.end() || all.size() == 500,
                 "the list of organizations holds the source organization");
    expect_pages(
        trial, all, [&](const std::string& after) { return trial.host.organizations("", after, 1); }, "organizations",
        "id");
    std::string part = trial.ground.source_organization.substr(0, 3);
    std::transform(part.begin(), part.end(), part.begin(), [](unsigned char c) { return std::toupper(c); });
    const std::vector<std::string> found = trial.host.organizations(part, "", 500).items("id");
    trial.expect(std::find(found.begin(), found.end(), trial.ground.source_organization) != found.end(),
                 "a search finds a part of the id whatever its case");
}

void users_and_permissions(Trial& trial) {
    const Ground& ground = trial.ground;
    trial.expect(trial.host.user(ground.actor).text_at("id") == ground.actor, "the actor is a known user");
    trial.expect(trial.host.user(nowhere), NEO_NOT_FOUND, "an unknown user");
    for (const std::string& organization : {ground.source_organization, ground.target_organization}) {
        trial.expect(trial.host.allowed(ground.actor, organization, NEO_PERMISSION_PROMOTE).text == "1",
                     "the actor may promote in " + organization);
        const Reply stranger = trial.host.allowed(ground.stranger, organization, NEO_PERMISSION_PROMOTE);
        trial.expect(stranger, NEO_OK, "asking about a stranger is no error");
        trial.expect(stranger.text == "0", "the stranger may not promote in " + organization);
    }
    const Reply unknown = trial.host.allowed(ground.stranger, nowhere, NEO_PERMISSION_PROMOTE);
    trial.expect(unknown, NEO_OK, "asking about an unknown organization is no error");
    trial.expect(unknown.text == "0", "who may not see every organization may nothing in an unknown one");
    trial.expect(trial.host.allowed(ground.actor, ground.source_organization, "neo.nonsense").text == "0",
                 "a permission that nobody granted is not allowed");
    trial.expect(!trial.host.grants(ground.actor).items("organization").empty(), "the actor's grants are listed");
    const Reply none = trial.host.grants(nowhere);
    trial.expect(none, NEO_OK, "the grants of an unknown user");
    trial.expect(none.at("items").is_array() && none.items("organization").empty(), "an unknown user has no grants");
}

void applications(Trial& trial) {
    const Reply list = trial.host.applications(trial.ground.target_organization);
    trial.expect(list, NEO_OK, "the applications of the target organization");
    const std::vector<std::string> ids = list.items("id");
    const std::vector<std::string> kinds = list.items("kind");
    trial.expect(std::is_sorted(ids.begin(), ids.end()), "applications come in the order of their ids");
    const auto found = std::find(ids.begin(), ids.end(), trial.ground.target_application);
    trial.expect(found != ids.end() && kinds[static_cast<std::size_t>(found - ids.begin())] == "custom",
                 "the target application is listed as a custom one");
    trial.expect(trial.host.applications(nowhere), NEO_NOT_FOUND, "applications of an unknown organization");
}

void dataflows(Trial& trial) {
    const Ground& ground = trial.ground;
    const Reply one = trial.host.dataflow(ground.source_organization, ground.source_dataflow);
    trial.expect(one, NEO_OK, "the source dataflow is known");
    for (const char* member : {"id", "name", "application", "application_kind"})
        trial.expect(one.at(member).is_string(), std::string("a dataflow has the text ") + member);
    trial.expect(one.at("global").is_bool(), "global is true or false");
    trial.expect(one.at("module").is_string() || one.text.find("\"module\"") != std::string::npos,
                 "a dataflow has a module, or null");
    trial.expect(trial.host.dataflow(ground.source_organization, nowhere), NEO_NOT_FOUND, "an unknown dataflow");
    trial.expect(trial.host.dataflow(nowhere, ground.source_dataflow), NEO_NOT_FOUND,
                 "a dataflow of an unknown organization");

    const auto query = [&](const std::string& after, int limit) {
        return trial.host.dataflows(boost::json::serialize(
            boost::json::object{{"organization", ground.source_organization}, {"after", after}, {"limit", limit}}));
    };
    const std::vector<std::string> all = query("", 500).items("id");
    trial.expect(std::find(all.begin(), all.end(), ground.source_dataflow) != all.end() || all.size() == 500,
                 "the list of dataflows holds the source dataflow");
    expect_pages(
        trial, all, [&](const std::string& after) { return query(after, 1); }, "dataflows", "id");
    trial.expect(trial.host.dataflows(R"({"organization": "neo-check-no-such-thing", "limit": 5})"), NEO_NOT_FOUND,
                 "dataflows of an unknown organization");
}

void versions(Trial& trial) {
    const Ground& ground = trial.ground;
    const Reply version = trial.host.version(ground.source_organization, ground.source_dataflow, ground.source_version);
    trial.expect(version, NEO_OK, "the source version is known");
    trial.expect(version.number_at("version") == ground.source_version, "a version has its number");
    trial.expect(version.at("trigger.url").is_string() && version.at("trigger.method").is_string(),
                 "a version has a trigger with url and method");
    trial.expect(version.at("tags").is_array(), "tags is a list");
    const std::string state = version.text_at("state");
    trial.expect(state == "approved" || state == "live", "the source version is approved or live");
    const auto content = sdk::read_content(version.content);
    if (const auto* why = std::get_if<std::string>(&content)) trial.expect(false, "the content is none: " + *why);
    trial.expect(trial.host.version(ground.source_organization, ground.source_dataflow, 1'000'000), NEO_NOT_FOUND,
                 "an unknown version");
    const Reply holder = trial.host.find_by_trigger(
        ground.source_organization, {version.text_at("trigger.url"), version.text_at("trigger.method")});
    trial.expect(holder.text_at("dataflow") == ground.source_dataflow, "the source dataflow holds its trigger");
}

void limits(Trial& trial) {
    expect_bounded(trial, trial.host.organizations("", "", 0), "id", "a page of no organizations");
    expect_bounded(trial, trial.host.organizations("", "", 4'000'000'000U), "id", "a page of too many organizations");
    expect_bounded(trial, trial.host.list_applied("", 0), "key", "a page of no promotions");
    expect_bounded(trial, trial.host.list_applied("", 4'000'000'000U), "key", "a page of too many promotions");
    trial.expect(trial.host.dataflows("no JSON"), NEO_INVALID, "a query that is no JSON");
}

constexpr Check checks[] = {
    {"directory/1 describes and lists organizations in pages", &organizations},
    {"access/1 knows who may, and answers no for what does not exist", &users_and_permissions},
    {"applications/1 lists the applications of an organization", &applications},
    {"dataflows/1 describes and lists dataflows in pages", &dataflows},
    {"dataflows/1 gives versions with their content", &versions},
    {"no page holds more than 500, queries are JSON", &limits},
};

}  // namespace

std::span<const Check> reading_checks() {
    return checks;
}

}  // namespace neo::check
