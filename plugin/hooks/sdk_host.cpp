#include "sdk_host.hpp"

#include <neo/host/cpp/content.hpp>
#include <neo/host/cpp/status.hpp>
#include <plugin/app/page.hpp>
#include <plugin/base/time.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace neo::hooks {

namespace json = boost::json;
using sdk::append_to;
using sdk::borrow;

namespace {

constexpr int most_nesting = 128;  // the host refuses deeper documents long before

json::value parse(std::string_view text) {
    json::parse_options options;
    options.max_depth = most_nesting;
    return json::parse(text, {}, options);
}

// Readers of one member each; they throw what `ask` below turns into an error.
const json::value& member_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr) throw std::invalid_argument("the member \"" + std::string(name) + "\" is missing");
    return *value;
}

std::string text_of(const json::object& object, std::string_view name) {
    return std::string(member_of(object, name).as_string());
}

// One that goes into the plugin's database, which takes no NUL.
std::string kept_text_of(const json::object& object, std::string_view name) {
    std::string text = text_of(object, name);
    if (text.find('\0') != std::string::npos)
        throw std::invalid_argument("the member \"" + std::string(name) + "\" holds a NUL character");
    return text;
}

std::optional<std::string> optional_text_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    return std::string(value->as_string());
}

long long number_of(const json::object& object, std::string_view name) {
    return member_of(object, name).to_number<std::int64_t>();
}

std::vector<std::string> texts_of(const json::object& object, std::string_view name) {
    std::vector<std::string> texts;
    for (const json::value& value : member_of(object, name).as_array())
        texts.emplace_back(value.as_string());
    return texts;
}

template <class Value>
Value checked(std::optional<Value> value, std::string_view name) {
    if (!value) throw std::invalid_argument("unknown " + std::string(name));
    return *std::move(value);
}

domain::Trigger trigger_of(const json::object& object) {
    const json::object& trigger = member_of(object, "trigger").as_object();
    return {kept_text_of(trigger, "url"), kept_text_of(trigger, "method")};
}

domain::VersionState state_of(const json::object& object) {
    return checked(domain::version_state_from(text_of(object, "state")), "state");
}

domain::ApplicationKind kind_of(const json::object& object, std::string_view name) {
    return checked(domain::application_kind_from(text_of(object, name)), "kind of application");
}

ports::Organization organization_from(const json::object& object) {
    return {text_of(object, "id"), text_of(object, "name"), text_of(object, "cluster"),
            member_of(object, "neo_enabled").as_bool(), texts_of(object, "modules")};
}

ports::Dataflow dataflow_from(const json::object& object) {
    ports::Dataflow dataflow{text_of(object, "id"),
                             text_of(object, "name"),
                             text_of(object, "application"),
                             member_of(object, "global").as_bool(),
                             optional_text_of(object, "module"),
                             {}};
    for (const json::value& entry : member_of(object, "versions").as_array()) {
        const json::object& version = entry.as_object();
        dataflow.versions.push_back({number_of(version, "version"), state_of(version), trigger_of(version)});
    }
    return dataflow;
}

ports::Applied applied_from(const json::object& object) {
    const json::object& source = member_of(object, "source").as_object();
    const json::object& target = member_of(object, "target").as_object();
    return {kept_text_of(object, "key"),
            kept_text_of(object, "payload_hash"),
            kept_text_of(object, "actor"),
            {kept_text_of(source, "organization"), kept_text_of(source, "dataflow"), number_of(source, "version")},
            kept_text_of(target, "organization"),
            {kept_text_of(target, "application"), kept_text_of(target, "dataflow"),
             number_of(target, "approved_version"), number_of(target, "draft_version")},
            trigger_of(object),
            checked(time_from(kept_text_of(object, "applied_at")), "time")};
}

// Puts the content into the version; unset: it is one, else why it is none.
std::optional<std::string> take_content(ports::Version& version, std::string text) {
    const auto read = sdk::read_content(text);
    if (const auto* why = std::get_if<std::string>(&read)) return *why;
    const auto& content = std::get<sdk::Content>(read);
    const auto part = [&](std::string_view cut) {
        return ports::Content::Part{static_cast<std::size_t>(cut.data() - text.data()), cut.size()};
    };
    version.content.blocks_part = part(content.blocks);
    version.content.connections_part = part(content.connections);
    for (const sdk::LibraryBlock& block : content.library_blocks)
        version.library_blocks.push_back({block.id, block.name});
    version.content.text = std::move(text);
    return std::nullopt;
}

Error no_content(const domain::VersionId& id, const std::string& why) {
    return {ErrorCode::host_faulty, "The host's content of version " + std::to_string(id.version) + " of dataflow '" +
                                        id.dataflow + "' in organization '" + id.organization +
                                        "' cannot be worked with: " + why + "."};
}

constexpr std::string_view line_is_cut = "the plugin was stopped";

Error no_answer(std::string_view asked, std::string_view why) {
    return {ErrorCode::host_unavailable,
            "the host gave no usable answer to " + std::string(asked) + ": " + std::string(why)};
}

// Calls the host and reads its reply with `reader`; NEO_NOT_FOUND is an empty answer. What the host calls invalid will
// be so again: no reason to try later.
template <class Call, class Reader>
auto ask(HostLine& line, std::string_view asked, Call&& call, Reader&& reader)
    -> result<std::optional<decltype(reader(std::declval<const json::object&>()))>> {
    std::string reply;
    const HostLine::Call held(line);
    if (!held) return no_answer(asked, line_is_cut);
    const neo_status status = call(append_to(reply));
    if (status == NEO_NOT_FOUND) return std::optional<decltype(reader(std::declval<const json::object&>()))>{};
    if (status == NEO_INVALID)
        return Error{ErrorCode::invalid, "The host refused " + std::string(asked) + ": " + reply};
    if (status != NEO_OK) return no_answer(asked, sdk::status_name(status));
    try {
        return std::optional{reader(parse(reply).as_object())};
    } catch (const std::exception& error) {
        return no_answer(asked, error.what());
    }
}

template <class Item>
auto items_with(Item&& item) {
    return [item](const json::object& object) {
        std::vector<decltype(item(object))> items;
        for (const json::value& entry : member_of(object, "items").as_array())
            items.push_back(item(entry.as_object()));
        return items;
    };
}

// `limit` items after `after`, in as many questions as it takes: a page of a host holds largest_page.
template <class AskPage>
auto ask_in_pages(std::string after, int limit, AskPage&& ask_page) -> decltype(ask_page(after, limit)) {
    using app::largest_page;
    auto all = ask_page(after, std::min(limit, largest_page));
    while (all && all->size() < static_cast<std::size_t>(limit) && !all->empty() && all->size() % largest_page == 0) {
        const int missing = limit - static_cast<int>(all->size());
        auto more = ask_page(all->back().id, std::min(missing, largest_page));
        if (!more || more->empty()) return more ? std::move(all) : std::move(more);
        std::ranges::move(*more, std::back_inserter(*all));
    }
    return all;
}

// For lists, which have no "not found" of their own.
template <class Items>
result<Items> or_empty(result<std::optional<Items>> found) {
    if (!found) return found.error();
    return *found ? std::move(**found) : Items{};
}

ports::ApplyRefusal::Reason reason_of(neo_status status) {
    using Reason = ports::ApplyRefusal::Reason;
    switch (status) {
        case NEO_CONFLICT:
            return Reason::conflict;
        case NEO_BARRED:
            return Reason::barred;
        case NEO_PAYLOAD_MISMATCH:
            return Reason::payload_mismatch;
        case NEO_DENIED:
            return Reason::denied;
        case NEO_NOT_FOUND:
            return Reason::target_gone;
        default:
            return Reason::invalid;
    }
}

bool is_refusal(neo_status status) {
    return status == NEO_CONFLICT || status == NEO_BARRED || status == NEO_PAYLOAD_MISMATCH || status == NEO_DENIED ||
           status == NEO_NOT_FOUND || status == NEO_INVALID;
}

}  // namespace

sdk::plugin_result<SdkHost> SdkHost::connect(const neo_host& host, std::shared_ptr<HostLine> line) {
    SdkHost connected;
    connected.line_ = std::move(line);
    const auto take = [&host](auto& service) -> std::optional<sdk::Refusal> {
        auto found = sdk::find_service<std::remove_cvref_t<decltype(*service.table)>>(host);
        if (!found) return found.error();
        service = *found;
        return std::nullopt;
    };
    if (auto refused = take(connected.directory_)) return *refused;
    if (auto refused = take(connected.access_)) return *refused;
    if (auto refused = take(connected.applications_)) return *refused;
    if (auto refused = take(connected.dataflows_)) return *refused;
    return connected;
}

result<std::optional<ports::Organization>> SdkHost::organization(const std::string& id) {
    return ask(
        *line_, "directory/1 get_organization",
        [&](neo_sink reply) { return directory_->get_organization(directory_.context, borrow(id), reply); },
        organization_from);
}

result<std::vector<ports::Organization>> SdkHost::organizations(const std::string& search, const std::string& after,
                                                                int limit) {
    return ask_in_pages(after, limit, [&](const std::string& from, int size) {
        return or_empty(ask(
            *line_, "directory/1 list_organizations",
            [&](neo_sink reply) {
                return directory_->list_organizations(directory_.context, borrow(search), borrow(from),
                                                      static_cast<std::uint32_t>(size), reply);
            },
            items_with(organization_from)));
    });
}

result<std::optional<ports::User>> SdkHost::user(const std::string& id) {
    return ask(
        *line_, "directory/1 get_user",
        [&](neo_sink reply) { return directory_->get_user(directory_.context, borrow(id), reply); },
        [](const json::object& object) {
            return ports::User{text_of(object, "id"), text_of(object, "name")};
        });
}

result<bool> SdkHost::allowed(const std::string& user, const std::string& organization, const std::string& permission) {
    std::int32_t allowed = 0;
    const HostLine::Call held(*line_);
    if (!held) return no_answer("access/1 check", line_is_cut);
    const neo_status status =
        access_->check(access_.context, borrow(user), borrow(organization), borrow(permission), &allowed);
    if (status != NEO_OK) return no_answer("access/1 check", sdk::status_name(status));
    return allowed != 0;
}

result<std::vector<ports::Grant>> SdkHost::grants(const std::string& user) {
    return or_empty(ask(
        *line_, "access/1 list_grants",
        [&](neo_sink reply) { return access_->list_grants(access_.context, borrow(user), reply); },
        items_with([](const json::object& object) {
            return ports::Grant{text_of(object, "organization"), texts_of(object, "permissions")};
        })));
}

result<std::optional<std::vector<ports::Application>>> SdkHost::applications(const std::string& organization) {
    return ask(
        *line_, "applications/1 list",
        [&](neo_sink reply) { return applications_->list(applications_.context, borrow(organization), reply); },
        items_with([](const json::object& object) {
            return ports::Application{text_of(object, "id"), text_of(object, "name"), kind_of(object, "kind")};
        }));
}

result<std::optional<ports::Dataflow>> SdkHost::dataflow(const std::string& organization, const std::string& id) {
    return ask(
        *line_, "dataflows/1 get_dataflow",
        [&](neo_sink reply) {
            return dataflows_->get_dataflow(dataflows_.context, borrow(organization), borrow(id), reply);
        },
        dataflow_from);
}

result<std::vector<ports::Dataflow>> SdkHost::dataflows(const ports::DataflowQuery& query) {
    return ask_in_pages(query.after, query.limit, [&](const std::string& after, int size) {
        const std::string text = json::serialize(json::object{{"organization", query.organization},
                                                              {"after", after},
                                                              {"limit", size},
                                                              {"search", query.search},
                                                              {"application", query.application},
                                                              {"state", query.state}});
        return or_empty(ask(
            *line_, "dataflows/1 list_dataflows",
            [&](neo_sink reply) { return dataflows_->list_dataflows(dataflows_.context, borrow(text), reply); },
            items_with(dataflow_from)));
    });
}

result<std::optional<ports::Version>> SdkHost::version(const domain::VersionId& id) {
    std::string content;
    auto version = ask(
        *line_, "dataflows/1 get_version",
        [&](neo_sink reply) {
            return dataflows_->get_version(dataflows_.context, borrow(id.organization), borrow(id.dataflow), id.version,
                                           reply, append_to(content));
        },
        [&](const json::object& object) {
            return ports::Version{id,
                                  text_of(object, "name"),
                                  text_of(object, "application"),
                                  member_of(object, "global").as_bool(),
                                  optional_text_of(object, "module"),
                                  state_of(object),
                                  trigger_of(object),
                                  texts_of(object, "tags"),
                                  {},
                                  optional_text_of(object, "etag"),
                                  {}};
        });
    if (!version || !*version) return version;
    if (const auto why = take_content(**version, std::move(content))) return no_content(id, *why);
    return version;
}

result<std::optional<ports::TriggerHolder>> SdkHost::find_by_trigger(const std::string& organization,
                                                                     const domain::Trigger& trigger) {
    return ask(
        *line_, "dataflows/1 find_by_trigger",
        [&](neo_sink reply) {
            return dataflows_->find_by_trigger(dataflows_.context, borrow(organization), borrow(trigger.method),
                                               borrow(trigger.url), reply);
        },
        [](const json::object& object) {
            return ports::TriggerHolder{text_of(object, "dataflow"), text_of(object, "application"),
                                        kind_of(object, "application_kind")};
        });
}

result<std::variant<ports::Applied, ports::ApplyRefusal>> SdkHost::apply(const ports::ApplyRequest& request) {
    const std::string expected = request.expected_dataflow.value_or("");
    const std::string module = request.module.value_or("");
    const neo_apply_request asked{sizeof(neo_apply_request),
                                  request.fence,
                                  borrow(request.key),
                                  borrow(request.payload_hash),
                                  borrow(request.actor),
                                  borrow(request.source.organization),
                                  borrow(request.source.dataflow),
                                  request.source.version,
                                  borrow(request.target_organization),
                                  borrow(request.target_application),
                                  borrow(expected),
                                  borrow(request.name),
                                  borrow(request.trigger.method),
                                  borrow(request.trigger.url),
                                  borrow(module),
                                  request.global ? 1 : 0,
                                  borrow(request.content)};
    neo_status status = NEO_OK;
    std::string message;
    auto applied = ask(
        *line_, "dataflows/1 apply",
        [&](neo_sink reply) {
            std::string text;
            status = dataflows_->apply(dataflows_.context, &asked, append_to(text));
            sdk::write(reply, text);
            message = std::move(text);
            return status;
        },
        applied_from);
    if (is_refusal(status)) return ports::ApplyRefusal{reason_of(status), message};
    if (!applied) return applied.error();
    return std::move(**applied);
}

result<std::optional<ports::Applied>> SdkHost::find(const std::string& key) {
    return ask(
        *line_, "dataflows/1 find",
        [&](neo_sink reply) { return dataflows_->find(dataflows_.context, borrow(key), reply); }, applied_from);
}

result<std::optional<ports::Applied>> SdkHost::abort(const std::string& key, std::int64_t fence) {
    std::string reply;
    const HostLine::Call held(*line_);
    if (!held) return no_answer("dataflows/1 abort", line_is_cut);
    const neo_status status = dataflows_->abort(dataflows_.context, borrow(key), fence, append_to(reply));
    if (status == NEO_OK) return std::optional<ports::Applied>{};
    if (status != NEO_ALREADY_APPLIED) return no_answer("dataflows/1 abort", sdk::status_name(status));
    try {
        return std::optional{applied_from(parse(reply).as_object())};
    } catch (const std::exception& error) {
        return no_answer("dataflows/1 abort", error.what());
    }
}

result<std::vector<ports::Applied>> SdkHost::list_applied(const std::string& after, int limit) {
    return or_empty(ask(
        *line_, "dataflows/1 list_applied",
        [&](neo_sink reply) {
            return dataflows_->list_applied(dataflows_.context, borrow(after), static_cast<std::uint32_t>(limit),
                                            reply);
        },
        items_with(applied_from)));
}

sdk::plugin_result<SdkLog> SdkLog::connect(const neo_host& host, std::shared_ptr<HostLine> line) {
    auto found = sdk::find_service<neo_log_1>(host);
    if (!found) return found.error();
    SdkLog log;
    log.log_ = *found;
    log.line_ = std::move(line);
    return log;
}

void SdkLog::write(ports::LogLevel level, std::string_view component, std::string_view message) noexcept {
    const HostLine::Call held(*line_);
    if (held) log_->write(log_.context, static_cast<std::int32_t>(level), borrow(component), borrow(message));
}

}  // namespace neo::hooks
