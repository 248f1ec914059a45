#include "platform_host.hpp"

#include <neo/host/cpp/content.hpp>
#include <neo/host/cpp/plugin.hpp>
#include <neo/host/cpp/status.hpp>
#include <neo/host/service/access.h>
#include <neo/host/service/dataflows.h>
#include <neo/host/service/needs.h>
#include <plugin/base/time.hpp>

#include <algorithm>
#include <exception>
#include <functional>
#include <iterator>
#include <set>
#include <type_traits>
#include <utility>

namespace neo::adapters {

namespace {

constexpr int largest_page = 500;  // that a host gives

Error no_answer(std::string_view asked, std::string_view why) {
    return {ErrorCode::host_unavailable,
            "the host gave no usable answer to " + std::string(asked) + ": " + std::string(why)};
}

Error line_is_cut(std::string_view asked) {
    return no_answer(asked, "the plugin was stopped");
}

Error unworkable(const std::string& told) {
    return {ErrorCode::host_faulty, "What the host says cannot be worked with: " + told + "."};
}

// Whether nothing can have happened by what was asked, or it may have.
enum class Effect { none, possible };

Error error_of(std::string_view asked, const sdk::PlatformError& refused, Effect effect) {
    if (refused.unreadable) {
        const std::string told = "the host gave no usable answer to " + refused.message;
        if (effect == Effect::possible) return {ErrorCode::host_unavailable, told};
        return unworkable(told);
    }
    if (refused.status == NEO_INVALID)
        return {ErrorCode::invalid, "The host refused " + std::string(asked) + ": " + refused.message};
    return no_answer(asked, sdk::status_name(refused.status));
}

// What the platform answers to `call`; the host's "not found", or another word for "none", is unset.
template <class Call>
auto ask(HostLine& line, std::string_view asked, Call&& call, Effect effect = Effect::none,
         neo_status none = NEO_NOT_FOUND) -> result<std::optional<typename std::invoke_result_t<Call>::value_type>> {
    using Value = typename std::invoke_result_t<Call>::value_type;
    const HostLine::Call held(line);
    if (!held) return line_is_cut(asked);
    auto answered = call();
    if (answered) return std::optional<Value>(*std::move(answered));
    if (answered.error().status == none) return std::optional<Value>();
    return error_of(asked, answered.error(), effect);
}

// The same of what a host may have or not; unset: it has it not.
template <class Call>
auto ask_if_there(HostLine& line, std::string_view asked, Call&& call) {
    return ask(line, asked, std::forward<Call>(call), Effect::none, NEO_UNSUPPORTED);
}

// For lists, which have no "not found" of their own.
template <class Items>
result<Items> or_empty(result<std::optional<Items>> found) {
    if (!found) return found.error();
    return *found ? std::move(**found) : Items{};
}

// `limit` items after `after`, in as many questions as it takes; `id_of` is the member that orders them.
template <class Id, class AskPage>
auto ask_in_pages(std::string after, int limit, Id id_of, AskPage&& ask_page) -> decltype(ask_page(after, limit)) {
    auto all = ask_page(after, std::min(limit, largest_page));
    while (all && all->size() < static_cast<std::size_t>(limit) && !all->empty() && all->size() % largest_page == 0) {
        const int missing = limit - static_cast<int>(all->size());
        auto more = ask_page(std::invoke(id_of, all->back()), std::min(missing, largest_page));
        if (!more || more->empty()) return more ? std::move(all) : std::move(more);
        std::ranges::move(*more, std::back_inserter(*all));
    }
    return all;
}

// What goes into the plugin's database, which takes no NUL.
bool holds_nul(std::initializer_list<std::string_view> texts) {
    return std::ranges::any_of(texts, [](std::string_view text) { return text.find('\0') != std::string_view::npos; });
}

// Unset: its texts or its time cannot be kept.
std::optional<ports::Applied> kept(const sdk::Applied& applied) {
    const auto time = time_from(applied.applied_at);
    const sdk::AppliedTarget& target = applied.target;
    if (!time || holds_nul({applied.key, applied.payload_hash, applied.actor, applied.source.organization,
                            applied.source.dataflow, target.organization, target.application, target.dataflow,
                            applied.trigger.url, applied.trigger.method}))
        return std::nullopt;
    return ports::Applied{
        applied.key,         applied.payload_hash,
        applied.actor,       applied.source,
        target.organization, {target.application, target.dataflow, target.approved_version, target.draft_version},
        applied.trigger,     *time};
}

Error not_kept(std::string_view asked) {
    return no_answer(asked, "\"applied_at\" is no time of RFC 3339, or a text holds a NUL character");
}

// As the use cases keep it; set in, set out.
result<std::optional<ports::Applied>> kept(result<std::optional<sdk::Applied>> found, std::string_view asked) {
    if (!found) return found.error();
    if (!*found) return std::optional<ports::Applied>();
    auto applied = kept(**found);
    if (!applied) return not_kept(asked);
    return applied;
}

constexpr std::optional<std::vector<std::string>> ports::Needs::*kinds_of_needs[] = {
    &ports::Needs::configuration, &ports::Needs::helpers, &ports::Needs::dataflows};

// The same names in questions of the size that a host takes.
std::vector<ports::Needs> in_questions(const ports::Needs& names) {
    std::vector<ports::Needs> questions;
    std::size_t count = NEO_MOST_NEEDED_NAMES;
    for (const auto kind : kinds_of_needs) {
        if (!(names.*kind)) continue;
        for (const std::string& name : *(names.*kind)) {
            if (count == NEO_MOST_NEEDED_NAMES) {
                questions.emplace_back();
                count = 0;
            }
            auto& asked = questions.back().*kind;
            if (!asked) asked.emplace();
            asked->push_back(name);
            ++count;
        }
    }
    return questions;
}

// What one question was answered with, to what the others were.
void add(ports::Needs& all, const ports::Needs& asked, const ports::Needs& told) {
    for (const auto kind : kinds_of_needs) {
        if (!(asked.*kind) || !(all.*kind)) continue;
        if (told.*kind)
            (all.*kind)->insert((all.*kind)->end(), (told.*kind)->begin(), (told.*kind)->end());
        else
            (all.*kind).reset();
    }
}

// The version with the parts of its content, or why that is none.
result<std::optional<ports::Version>> with_parts(sdk::Version version) {
    const auto read = sdk::read_content(*version.content);
    const auto* why = std::get_if<std::string>(&read);
    if (why != nullptr || holds_nul({version.trigger.url, version.trigger.method})) {
        return Error{ErrorCode::host_faulty,
                     "The host's " + std::string(why != nullptr ? "content" : "trigger") + " of version " +
                         std::to_string(version.version) + " of dataflow '" + version.dataflow + "' in organization '" +
                         version.organization +
                         "' cannot be worked with: " + (why != nullptr ? *why : "it holds a NUL character") + "."};
    }
    const auto& content = std::get<sdk::Content>(read);
    return std::optional(
        ports::Version{{std::move(version)}, content.blocks, content.connections, content.library_blocks});
}

// As list_heads tells it.
ports::Head head_of(const std::string& organization, const ports::Dataflow& dataflow) {
    ports::Head head{organization, dataflow.id, dataflow.application};
    for (const ports::DataflowVersion& version : dataflow.versions) {
        if (domain::is_promotable(version.state)) head.head = std::max(head.head, version.version);
        if (version.state == domain::VersionState::live) head.live = version;
    }
    return head;
}

// What is live is approved: it is the head or older.
bool is_possible(const ports::Head& head) {
    if (!head.live) return head.head >= 0;
    return head.live->state == domain::VersionState::live && head.live->version >= 1 && head.live->version <= head.head;
}

// Why what was told of the dataflows that were asked for cannot be worked with; unset: it can.
std::optional<Error> fault_of(const std::vector<ports::Head>& told, std::set<ports::DataflowId> asked) {
    for (const ports::Head& head : told) {
        const std::string which = "dataflow '" + head.dataflow + "' in organization '" + head.organization + "'";
        if (asked.erase(head.id()) == 0)
            return unworkable("it told of " + which + ", which was not asked for, or told before");
        if (!is_possible(head)) return unworkable("the versions that it told of " + which + " cannot be");
    }
    return std::nullopt;
}

// Whether a refusal of apply is a definite one.
std::optional<ports::ApplyRefusal::Reason> reason_of(neo_status status) {
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
        case NEO_INVALID:
            return Reason::invalid;
        default:
            return std::nullopt;
    }
}

}  // namespace

result<std::optional<ports::Organization>> PlatformHost::organization(const std::string& id) {
    return ask(*line_, "directory/1 get_organization", [&] { return platform_.get_organization(id); });
}

result<std::vector<ports::Organization>> PlatformHost::organizations(const std::string& search,
                                                                     const std::string& after, int limit) {
    return ask_in_pages(after, limit, &ports::Organization::id, [&](const std::string& from, int size) {
        return or_empty(ask(*line_, "directory/1 list_organizations", [&] {
            return platform_.list_organizations(search, from, static_cast<std::uint32_t>(size));
        }));
    });
}

result<std::optional<ports::User>> PlatformHost::user(const std::string& id) {
    return ask(*line_, "directory/1 get_user", [&] { return platform_.get_user(id); });
}

result<bool> PlatformHost::allowed(const std::string& user, const std::string& organization,
                                   const std::string& permission) {
    const auto allowed = ask(*line_, "access/1 check", [&] { return platform_.check(user, organization, permission); });
    if (!allowed) return allowed.error();
    return allowed->value_or(false);
}

result<std::vector<ports::Grant>> PlatformHost::grants(const std::string& user) {
    return or_empty(ask(*line_, "access/1 list_grants", [&] { return platform_.list_grants(user); }));
}

result<ports::Needs> PlatformHost::missing(const std::string& organization, const ports::Needs& names) {
    const HostLine::Call held(*line_);
    if (!held) return line_is_cut("needs/1 find_missing");
    using Names = std::vector<std::string>;
    ports::Needs missing{Names(), Names(), Names()};
    for (const ports::Needs& asked : in_questions(names)) {
        const auto told = platform_.find_missing(organization, asked);
        if (told) {
            add(missing, asked, *told);
            continue;
        }
        const neo_status status = told.error().status;
        if (status == NEO_UNSUPPORTED || status == NEO_NOT_FOUND || status == NEO_INVALID) return ports::Needs();
        return error_of("needs/1 find_missing", told.error(), Effect::none);
    }
    return missing;
}

result<std::optional<std::vector<ports::PermissionHolder>>> PlatformHost::permission_holders(
    const std::string& organization, const std::string& search, const std::string& after, int limit) {
    bool told = true;
    auto holders = ask_in_pages(after, limit, &ports::PermissionHolder::user, [&](const std::string& from, int size) {
        auto page = ask_if_there(*line_, "people/1 list_holders", [&] {
            return platform_.list_holders(organization, search, from, static_cast<std::uint32_t>(size));
        });
        if (page && !*page) told = false;
        return or_empty(std::move(page));
    });
    if (!holders) return holders.error();
    return told ? std::optional(*std::move(holders)) : std::nullopt;
}

result<std::optional<std::vector<ports::Application>>> PlatformHost::applications(const std::string& organization) {
    return ask(*line_, "applications/1 list", [&] { return platform_.list_applications(organization); });
}

result<std::optional<ports::Dataflow>> PlatformHost::dataflow(const std::string& organization, const std::string& id) {
    return ask(*line_, "dataflows/1 get_dataflow", [&] { return platform_.get_dataflow(organization, id); });
}

result<std::vector<ports::Dataflow>> PlatformHost::dataflows(const ports::DataflowQuery& query) {
    return ask_in_pages(
        query.after, static_cast<int>(query.limit), &ports::Dataflow::id, [&](const std::string& after, int size) {
            ports::DataflowQuery page = query;
            page.after = after;
            page.limit = size;
            return or_empty(ask(*line_, "dataflows/1 list_dataflows", [&] { return platform_.list_dataflows(page); }));
        });
}

result<std::optional<ports::Version>> PlatformHost::version(const domain::VersionId& id) {
    auto version = ask(*line_, "dataflows/1 get_version", [&] { return platform_.get_version(id); });
    if (!version) return version.error();
    if (!*version) return std::optional<ports::Version>();
    return with_parts(**std::move(version));
}

result<std::optional<ports::TriggerHolder>> PlatformHost::find_by_trigger(const std::string& organization,
                                                                          const domain::Trigger& trigger) {
    return ask(*line_, "dataflows/1 find_by_trigger", [&] { return platform_.find_by_trigger(organization, trigger); });
}

result<std::vector<ports::Head>> PlatformHost::heads(const std::vector<ports::DataflowId>& dataflows) {
    const std::set<ports::DataflowId> each(dataflows.begin(), dataflows.end());
    const std::vector<ports::DataflowId> once(each.begin(), each.end());
    std::vector<ports::Head> all;
    for (auto from = once.begin(); from != once.end();) {
        const auto to = from + std::min<std::ptrdiff_t>(once.end() - from, NEO_MOST_HEADS);
        const std::vector<ports::DataflowId> some(from, to);
        from = to;
        auto told = ask_if_there(*line_, "dataflows/1 list_heads", [&] { return platform_.list_heads(some); });
        if (!told) return told.error();
        if (!*told) return heads_one_by_one(once);
        if (auto fault = fault_of(**told, {some.begin(), some.end()})) return *std::move(fault);
        std::ranges::move(**told, std::back_inserter(all));
    }
    return all;
}

result<std::vector<ports::Head>> PlatformHost::heads_one_by_one(const std::vector<ports::DataflowId>& dataflows) {
    std::vector<ports::Head> all;
    for (const ports::DataflowId& id : dataflows) {
        const auto found = dataflow(id.organization, id.dataflow);
        // A host that can have none with such ids has none.
        if (!found && found.error().code != ErrorCode::invalid) return found.error();
        if (found && *found) all.push_back(head_of(id.organization, **found));
    }
    if (auto fault = fault_of(all, {dataflows.begin(), dataflows.end()})) return *std::move(fault);
    return all;
}

result<ports::CaseFacts> PlatformHost::case_facts(const std::string& actor, const domain::VersionId& source,
                                                  const std::string& target_organization) {
    auto answered = ask_if_there(*line_, "dataflows/1 get_case",
                                 [&] { return platform_.get_case(actor, source, target_organization); });
    if (!answered) return answered.error();
    if (!*answered) return facts_one_by_one(actor, source, target_organization);
    sdk::CaseFacts& told = **answered;
    ports::CaseFacts facts;
    facts.may_promote_from_source = told.may_promote.source;
    facts.may_promote_to_target = told.may_promote.target;
    if (!facts.may_promote_from_source || !facts.may_promote_to_target) return facts;
    facts.source = std::move(told.source);
    facts.target = std::move(told.target);
    facts.applications = std::move(told.applications);
    facts.holder = std::move(told.holder);
    if (told.version) {
        auto version = with_parts(*std::move(told.version));
        if (!version) return version.error();
        facts.version = *std::move(version);
    }
    return facts;
}

result<ports::CaseFacts> PlatformHost::facts_one_by_one(const std::string& actor, const domain::VersionId& source,
                                                        const std::string& target_organization) {
    ports::CaseFacts facts;
    const auto from_source = allowed(actor, source.organization, NEO_PERMISSION_PROMOTE);
    if (!from_source) return from_source.error();
    const auto to_target = allowed(actor, target_organization, NEO_PERMISSION_PROMOTE);
    if (!to_target) return to_target.error();
    facts.may_promote_from_source = *from_source;
    facts.may_promote_to_target = *to_target;
    if (!*from_source || !*to_target) return facts;
    auto origin = organization(source.organization);
    if (!origin) return origin.error();
    facts.source = *std::move(origin);
    auto target = organization(target_organization);
    if (!target) return target.error();
    facts.target = *std::move(target);
    auto promoted = version(source);
    if (!promoted) return promoted.error();
    facts.version = *std::move(promoted);
    if (!facts.target) return facts;
    auto listed = applications(target_organization);
    if (!listed) return listed.error();
    facts.applications = *std::move(listed);
    if (!facts.version) return facts;
    const auto holder = find_by_trigger(target_organization, facts.version->trigger);
    if (!holder) return holder.error();
    facts.holder = *holder;
    return facts;
}

result<std::variant<ports::Applied, ports::ApplyRefusal>> PlatformHost::apply(const ports::ApplyRequest& request) {
    constexpr std::string_view asked = "dataflows/1 apply";
    const HostLine::Call held(*line_);
    if (!held) return line_is_cut(asked);
    const auto answered = platform_.apply(request);
    if (!answered) {
        const sdk::PlatformError& refused = answered.error();
        if (const auto reason = reason_of(refused.status)) return ports::ApplyRefusal{*reason, refused.message};
        return error_of(asked, refused, Effect::possible);
    }
    auto applied = kept(*answered);
    if (!applied) return not_kept(asked);
    return *std::move(applied);
}

result<std::optional<ports::Applied>> PlatformHost::find(const std::string& key) {
    constexpr std::string_view asked = "dataflows/1 find";
    return kept(ask(
                    *line_, asked, [&] { return platform_.find(key); }, Effect::possible),
                asked);
}

result<std::optional<ports::Applied>> PlatformHost::abort(const std::string& key, std::int64_t fence) {
    constexpr std::string_view asked = "dataflows/1 abort";
    const HostLine::Call held(*line_);
    if (!held) return line_is_cut(asked);
    const auto aborted = platform_.abort(key, fence);
    if (!aborted) {
        const sdk::PlatformError& refused = aborted.error();
        return refused.unreadable ? error_of(asked, refused, Effect::possible)
                                  : no_answer(asked, sdk::status_name(refused.status));
    }
    const auto* already = std::get_if<sdk::Applied>(&*aborted);
    if (already == nullptr) return std::optional<ports::Applied>();
    auto applied = kept(*already);
    if (!applied) return not_kept(asked);
    return applied;
}

result<std::vector<ports::Applied>> PlatformHost::list_applied(const std::string& after, int limit) {
    constexpr std::string_view asked = "dataflows/1 list_applied";
    const auto found = or_empty(ask(
        *line_, asked, [&] { return platform_.list_applied(after, static_cast<std::uint32_t>(limit)); },
        Effect::possible));
    if (!found) return found.error();
    std::vector<ports::Applied> all;
    for (const sdk::Applied& one : *found) {
        auto applied = kept(one);
        if (!applied) return not_kept(asked);
        all.push_back(*std::move(applied));
    }
    return all;
}

void PlatformLog::write(ports::LogLevel level, std::string_view component, std::string_view message) noexcept {
    const HostLine::Call held(*line_);
    if (!held) return;
    sdk::guarded({}, [&]() -> neo_status {
        platform_.write_log(static_cast<std::int32_t>(level), component, message);
        return NEO_OK;
    });
}

}  // namespace neo::adapters
