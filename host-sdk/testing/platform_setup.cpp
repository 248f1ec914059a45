// What a test writes down becomes the platform. JSON is parsed to check it; contents are cut out of the text as they
// are.
#include "contents.hpp"
#include "holders.hpp"
#include "mistakes.hpp"

#include <neo/host/cpp/json_text.hpp>
#include <neo/host/cpp/repeated_member.hpp>
#include <neo/testing/platform.hpp>

#include <boost/json.hpp>

#include <algorithm>

namespace neo::testing {

namespace {

namespace json = boost::json;
namespace json_text = neo::sdk::json_text;

json::object parse(std::string_view text) {
    json::parse_options options;
    options.max_depth = 80;
    if (const auto fault = sdk::check_document(text, options.max_depth))
        mistake(fault->place + ": " + fault->message + " in " + std::string(text.substr(0, 200)));
    const json::value value = json::parse(json::string_view(text.data(), text.size()), {}, options);
    if (!value.is_object()) mistake("no JSON object: " + std::string(text.substr(0, 200)));
    return value.as_object();
}

std::string text_or(const json::object& object, std::string_view key, std::string fallback) {
    const json::value* value = object.if_contains(json::string_view(key.data(), key.size()));
    if (value == nullptr || value->is_null()) return fallback;
    if (!value->is_string()) mistake(std::string(key) + " is no text");
    return std::string(value->as_string());
}

std::string text(const json::object& object, std::string_view key) {
    std::string value = text_or(object, key, {});
    if (value.empty()) mistake(std::string(key) + " is missing");
    return value;
}

// Unset when it is missing, null or empty.
std::optional<std::string> optional_text(const json::object& object, std::string_view key) {
    std::string value = text_or(object, key, {});
    return value.empty() ? std::nullopt : std::optional(std::move(value));
}

bool flag_or(const json::object& object, std::string_view key, bool fallback) {
    const json::value* value = object.if_contains(json::string_view(key.data(), key.size()));
    if (value == nullptr) return fallback;
    if (!value->is_bool()) mistake(std::string(key) + " is neither true nor false");
    return value->as_bool();
}

std::vector<std::string> texts(const json::object& object, std::string_view key) {
    std::vector<std::string> found;
    const json::value* value = object.if_contains(json::string_view(key.data(), key.size()));
    if (value == nullptr) return found;
    if (!value->is_array()) mistake(std::string(key) + " is no list");
    for (const json::value& item : value->as_array()) {
        if (!item.is_string()) mistake(std::string(key) + " holds something else than texts");
        found.emplace_back(item.as_string());
    }
    return found;
}

void check_free(const Organization& organization, const Dataflow& dataflow, const Version& version) {
    const std::string holder = holder_of(organization, version.trigger);
    if (holder.empty() || holder == dataflow.id) return;
    mistake("dataflow " + holder + " of " + organization.id + " holds the trigger of " + dataflow.id);
}

std::string member_or(std::string_view object, std::string_view key, std::string_view fallback) {
    const std::string_view value = json_text::member(object, key);
    return std::string(value.empty() ? fallback : value);
}

}  // namespace

void Platform::change_organization(const std::string& id, const std::function<void(Organization&)>& change) {
    const std::lock_guard lock(mutex_);
    Organization& organization = organizations_[id];
    if (organization.id.empty()) {
        organization.id = organization.name = id;
        organization.cluster = "eu";
        organization.applications = {{"default", {"default", "Default", ApplicationKind::default_application}},
                                     {"middleware", {"middleware", "Middleware", ApplicationKind::middleware}}};
    }
    change(organization);
}

void Platform::change_user(const std::string& id, const std::function<void(User&)>& change) {
    const std::lock_guard lock(mutex_);
    User& user = users_[id];
    if (user.id.empty()) user.id = user.name = id;
    change(user);
}

void Platform::add_dataflow(std::string_view json) {
    const json::object object = parse(json);
    const std::lock_guard lock(mutex_);
    const auto found = organizations_.find(text(object, "organization"));
    if (found == organizations_.end()) mistake("no organization " + text(object, "organization") + " for a dataflow");
    Organization& organization = found->second;

    Dataflow dataflow;
    dataflow.id = text(object, "id");
    if (organization.dataflows.contains(dataflow.id)) mistake("dataflow " + dataflow.id + " exists");
    dataflow.name = text_or(object, "name", dataflow.id);
    const auto custom = std::find_if(organization.applications.begin(), organization.applications.end(),
                                     [](const auto& entry) { return entry.second.kind == ApplicationKind::custom; });
    dataflow.application =
        text_or(object, "application", custom == organization.applications.end() ? "" : custom->first);
    if (!organization.applications.contains(dataflow.application)) {
        mistake("no application \"" + dataflow.application + "\" in " + organization.id + " for dataflow " +
                dataflow.id);
    }
    dataflow.global = flag_or(object, "global", false);
    dataflow.module = optional_text(object, "module");

    Dataflow& placed = organization.dataflows.emplace(dataflow.id, dataflow).first->second;
    for (const std::string_view version : json_text::elements(json_text::member(json, "versions")))
        insert_version(organization, placed, version);
}

void Platform::add_version(const std::string& organization, const std::string& dataflow, std::string_view json) {
    const std::lock_guard lock(mutex_);
    if (dataflow_of(organization, dataflow) == nullptr) mistake("no dataflow " + dataflow + " in " + organization);
    Organization& owner = organizations_.find(organization)->second;
    insert_version(owner, owner.dataflows.at(dataflow), json);
}

Version& Platform::version_of(const std::string& organization, const std::string& dataflow, std::int64_t version) {
    const Dataflow* found = dataflow_of(organization, dataflow);
    if (found == nullptr || !found->versions.contains(version)) {
        mistake("no version " + std::to_string(version) + " of dataflow " + dataflow + " in " + organization);
    }
    return organizations_.find(organization)->second.dataflows.at(dataflow).versions.at(version);
}

void Platform::insert_version(Organization& organization, Dataflow& dataflow, std::string_view json) {
    const json::object object = parse(json);
    Version version;
    version.version = dataflow.versions.empty() ? 1 : dataflow.versions.rbegin()->first + 1;
    if (const json::value* number = object.if_contains("version")) version.version = number->to_number<std::int64_t>();
    if (dataflow.versions.contains(version.version)) {
        mistake("dataflow " + dataflow.id + " has a version " + std::to_string(version.version));
    }
    version.state = value_of<VersionState>("state", text_or(object, "state", "approved"));
    version.trigger = {"/" + dataflow.id, "POST"};
    if (const json::value* trigger = object.if_contains("trigger")) {
        if (!trigger->is_object()) mistake("trigger is no object");
        version.trigger = {text(trigger->as_object(), "url"), text(trigger->as_object(), "method")};
    }
    version.tags = texts(object, "tags");
    version.content = "{\"blocks\":" + member_or(json, "blocks", "[]") +
                      ",\"connections\":" + member_or(json, "connections", "[]") + "}";
    if (const std::string why = refusal_of_content(version.content); !why.empty()) mistake(why);
    version.global = flag_or(object, "global", dataflow.global);
    version.module = dataflow.module;
    if (object.contains("module")) version.module = optional_text(object, "module");

    if (is_promotable(version)) check_free(organization, dataflow, version);
    dataflow.versions.emplace(version.version, std::move(version));
    settle(organization, dataflow);
}

void Platform::set_state(const std::string& organization, const std::string& dataflow, std::int64_t version,
                         const std::string& state) {
    const auto wanted_state = value_of<VersionState>("state", state);
    const std::lock_guard lock(mutex_);
    Version& changed = version_of(organization, dataflow, version);
    Organization& owner = organizations_.find(organization)->second;
    Version wanted = changed;
    wanted.state = wanted_state;
    if (is_promotable(wanted)) check_free(owner, owner.dataflows.at(dataflow), wanted);
    changed = std::move(wanted);
    settle(owner, owner.dataflows.at(dataflow));
}

void Platform::set_content(const std::string& organization, const std::string& dataflow, std::int64_t version,
                           std::string bytes) {
    const std::lock_guard lock(mutex_);
    version_of(organization, dataflow, version).content = std::move(bytes);
}

void Platform::add_platform(std::string_view json) {
    parse(json);
    for (const std::string_view item : json_text::elements(json_text::member(json, "organizations"))) {
        const json::object object = parse(item);
        change_organization(text(object, "id"), [&](Organization& organization) {
            organization.name = text_or(object, "name", organization.id);
            organization.cluster = text_or(object, "cluster", "eu");
            organization.neo_enabled = flag_or(object, "neo_enabled", true);
            for (std::string& module : texts(object, "modules"))
                organization.modules.insert(std::move(module));
            for (std::string& name : texts(object, "configuration"))
                organization.configuration.insert(std::move(name));
            for (std::string& name : texts(object, "helpers"))
                organization.helpers.insert(std::move(name));
            organization.applications.clear();
            for (const std::string_view application : json_text::elements(json_text::member(item, "applications"))) {
                const json::object described = parse(application);
                const std::string id = text(described, "id");
                organization.applications[id] = {id, text_or(described, "name", id),
                                                 value_of<ApplicationKind>("kind", text(described, "kind"))};
            }
        });
    }
    for (const std::string_view item : json_text::elements(json_text::member(json, "users"))) {
        const json::object object = parse(item);
        change_user(text(object, "id"), [&](User& user) {
            user.name = text_or(object, "name", user.id);
            for (const std::string_view grant : json_text::elements(json_text::member(item, "grants"))) {
                const json::object granted = parse(grant);
                for (std::string& permission : texts(granted, "permissions"))
                    user.grants[text(granted, "organization")].insert(std::move(permission));
            }
        });
    }
    for (const std::string_view item : json_text::elements(json_text::member(json, "dataflows")))
        add_dataflow(item);
}

std::optional<Dataflow> Platform::dataflow(const std::string& organization, const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const Dataflow* found = dataflow_of(organization, id);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

std::vector<Applied> Platform::applied() const {
    const std::lock_guard lock(mutex_);
    std::vector<Applied> all;
    for (const auto& [key, applied] : applied_)
        all.push_back(applied);
    return all;
}

std::vector<std::string> Platform::log_lines() const {
    const std::lock_guard lock(mutex_);
    return log_lines_;
}

}  // namespace neo::testing
