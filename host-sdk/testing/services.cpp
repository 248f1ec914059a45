#include "services.hpp"

#include <neo/host/cpp/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace neo::testing {

namespace {

Services& services(void* context) noexcept {
    return *static_cast<Services*>(context);
}

std::string text(neo_text borrowed) {
    return std::string(sdk::view(borrowed));
}

neo_status answer(const Reply& reply, neo_sink sink) {
    sdk::write(sink, reply.text);
    return reply.status;
}

neo_status get_organization(void* context, neo_text organization, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, id = text(organization)] {
        Services& all = services(context);
        return answer(all.call("directory.get_organization", {{"organization", id}},
                               [&all, id] { return all.platform.get_organization(id); }),
                      sink);
    });
}

neo_status list_organizations(void* context, neo_text search, neo_text after, std::uint32_t limit,
                              neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, part = text(search), last = text(after)] {
        Services& all = services(context);
        return answer(
            all.call("directory.list_organizations",
                     {{"search", part}, {"after", last}, {"limit", std::to_string(limit)}},
                     [&all, part, last, limit] { return all.platform.list_organizations(part, last, limit); }),
            sink);
    });
}

neo_status get_user(void* context, neo_text user, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, id = text(user)] {
        Services& all = services(context);
        return answer(all.call("directory.get_user", {{"user", id}}, [&all, id] { return all.platform.get_user(id); }),
                      sink);
    });
}

// The recorded reply is "1" or "0"; a fault that spoils it leaves the answer "not allowed".
neo_status check(void* context, neo_text user, neo_text organization, neo_text permission,
                 std::int32_t* allowed) noexcept {
    return sdk::guarded({}, [&, who = text(user), where = text(organization), what = text(permission)] {
        Services& all = services(context);
        const Reply reply = all.call("access.check", {{"user", who}, {"organization", where}, {"permission", what}},
                                     [&all, who, where, what] {
                                         return Reply{NEO_OK, all.platform.allowed(who, where, what) ? "1" : "0"};
                                     });
        if (allowed != nullptr) *allowed = reply.status == NEO_OK && reply.text == "1" ? 1 : 0;
        return reply.status;
    });
}

neo_status list_grants(void* context, neo_text user, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, id = text(user)] {
        Services& all = services(context);
        return answer(
            all.call("access.list_grants", {{"user", id}}, [&all, id] { return all.platform.list_grants(id); }), sink);
    });
}

neo_status list_applications(void* context, neo_text organization, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, id = text(organization)] {
        Services& all = services(context);
        return answer(all.call("applications.list", {{"organization", id}},
                               [&all, id] { return all.platform.list_applications(id); }),
                      sink);
    });
}

neo_status get_dataflow(void* context, neo_text organization, neo_text dataflow, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, owner = text(organization), id = text(dataflow)] {
        Services& all = services(context);
        return answer(all.call("dataflows.get_dataflow", {{"organization", owner}, {"dataflow", id}},
                               [&all, owner, id] { return all.platform.get_dataflow(owner, id); }),
                      sink);
    });
}

neo_status list_dataflows(void* context, neo_text query, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, asked = text(query)] {
        Services& all = services(context);
        return answer(all.call("dataflows.list_dataflows", {{"query", asked}},
                               [&all, asked] { return all.platform.list_dataflows(asked); }),
                      sink);
    });
}

// Faults work on the first document; the content goes out only with a reply that is NEO_OK.
neo_status get_version(void* context, neo_text organization, neo_text dataflow, std::int64_t version, neo_sink sink,
                       neo_sink content) noexcept {
    return sdk::guarded(sink, [&, owner = text(organization), id = text(dataflow)] {
        Services& all = services(context);
        const Reply reply = all.call(
            "dataflows.get_version", {{"organization", owner}, {"dataflow", id}, {"version", std::to_string(version)}},
            [&all, owner, id, version]() -> Reply { return all.platform.get_version(owner, id, version); });
        if (reply.status == NEO_OK) sdk::write(content, all.platform.get_version(owner, id, version).content);
        return answer(reply, sink);
    });
}

neo_status find_by_trigger(void* context, neo_text organization, neo_text method, neo_text url,
                           neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, owner = text(organization), verb = text(method), path = text(url)] {
        Services& all = services(context);
        return answer(all.call("dataflows.find_by_trigger", {{"organization", owner}, {"method", verb}, {"url", path}},
                               [&all, owner, verb, path] { return all.platform.find_by_trigger(owner, verb, path); }),
                      sink);
    });
}

neo_status apply(void* context, const neo_apply_request* request, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&] {
        if (request == nullptr || request->struct_size < NEO_APPLY_REQUEST_1_0_SIZE) {
            return answer({NEO_INVALID, "the apply request is too short"}, sink);
        }
        Platform::ApplyRequest own{request->fence,
                                   text(request->promotion_key),
                                   text(request->payload_hash),
                                   text(request->actor),
                                   text(request->source_organization),
                                   text(request->source_dataflow),
                                   request->source_version,
                                   text(request->target_organization),
                                   text(request->target_application),
                                   text(request->expected_dataflow),
                                   text(request->name),
                                   text(request->method),
                                   text(request->url),
                                   text(request->module),
                                   request->global != 0,
                                   text(request->content)};
        std::map<std::string, std::string> arguments = {{"fence", std::to_string(own.fence)},
                                                        {"promotion_key", own.key},
                                                        {"payload_hash", own.payload_hash},
                                                        {"actor", own.actor},
                                                        {"source_organization", own.source_organization},
                                                        {"source_dataflow", own.source_dataflow},
                                                        {"source_version", std::to_string(own.source_version)},
                                                        {"target_organization", own.target_organization},
                                                        {"target_application", own.target_application},
                                                        {"expected_dataflow", own.expected_dataflow},
                                                        {"name", own.name},
                                                        {"method", own.method},
                                                        {"url", own.url},
                                                        {"module", own.module},
                                                        {"global", own.global ? "1" : "0"},
                                                        {"content", own.content}};
        Services& all = services(context);
        return answer(all.call("dataflows.apply", std::move(arguments),
                               [&all, own = std::move(own)] { return all.platform.apply(own); }),
                      sink);
    });
}

neo_status find(void* context, neo_text promotion_key, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, key = text(promotion_key)] {
        Services& all = services(context);
        return answer(
            all.call("dataflows.find", {{"promotion_key", key}}, [&all, key] { return all.platform.find(key); }), sink);
    });
}

neo_status abort(void* context, neo_text promotion_key, std::int64_t fence, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, key = text(promotion_key)] {
        Services& all = services(context);
        return answer(all.call("dataflows.abort", {{"promotion_key", key}, {"fence", std::to_string(fence)}},
                               [&all, key, fence] { return all.platform.abort(key, fence); }),
                      sink);
    });
}

neo_status list_applied(void* context, neo_text after, std::uint32_t limit, neo_sink sink) noexcept {
    return sdk::guarded(sink, [&, last = text(after)] {
        Services& all = services(context);
        return answer(all.call("dataflows.list_applied", {{"after", last}, {"limit", std::to_string(limit)}},
                               [&all, last, limit] { return all.platform.list_applied(last, limit); }),
                      sink);
    });
}

void write_log(void* context, std::int32_t level, neo_text component, neo_text message) noexcept {
    static constexpr std::array<const char*, 4> levels = {"debug", "info", "warning", "error"};
    const auto index = static_cast<std::size_t>(std::clamp<std::int32_t>(level, NEO_LOG_DEBUG, NEO_LOG_ERROR));
    sdk::guarded({}, [&] {
        std::string line = std::string(levels[index]) + " " + text(component) + ": " + text(message);
        Services& all = services(context);
        const std::lock_guard lock(all.log_mutex);
        all.log_lines.push_back(std::move(line));
        return NEO_OK;
    });
}

constexpr neo_directory_1 directory_table = {sizeof(neo_directory_1), &get_organization, &list_organizations,
                                             &get_user};
constexpr neo_access_1 access_table = {sizeof(neo_access_1), &check, &list_grants};
constexpr neo_applications_1 applications_table = {sizeof(neo_applications_1), &list_applications};
constexpr neo_dataflows_1 dataflows_table = {sizeof(neo_dataflows_1),
                                             &get_dataflow,
                                             &list_dataflows,
                                             &get_version,
                                             &find_by_trigger,
                                             &apply,
                                             &find,
                                             &abort,
                                             &list_applied};
constexpr neo_log_1 log_table = {sizeof(neo_log_1), &write_log};

}  // namespace

Reply Services::call(std::string_view function, std::map<std::string, std::string> arguments,
                     const FaultScript::Act& act) {
    const std::size_t ticket = faults.ticket();
    const std::size_t number = recorder.began(function, std::move(arguments));
    Reply reply = faults.perform(function, act, ticket);
    recorder.ended(number, reply.status, reply.text);
    return reply;
}

void give_services(sdk::Host& host, Services& services, const std::vector<std::string>& without) {
    const auto give = [&](const auto& table) {
        using Table = std::remove_cvref_t<decltype(table)>;
        if (std::find(without.begin(), without.end(), sdk::TableTraits<Table>::id) == without.end()) {
            host.give(table, &services);
        }
    };
    give(directory_table);
    give(access_table);
    give(applications_table);
    give(dataflows_table);
    give(log_table);
}

}  // namespace neo::testing
