// A Platform as the tables of the C ABI:
//
//     class MyPlatform final : public neo::sdk::Platform { … };      // one function a service function
//     MyPlatform platform;
//     neo::sdk::Host host({.name = "my-host", .version = "1.0", .config_directory = "/etc/my-host"});
//     neo::sdk::give_platform(host, platform);
//
// Whatever an implementation throws is told as NEO_INTERNAL. Any thread. Needs Boost.JSON.
#pragma once

#include <neo/host/cpp/host.hpp>
#include <neo/host/cpp/platform.hpp>
#include <neo/host/cpp/wire.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace neo::sdk {

// A copy that owns its texts but for the content. `request` is at least NEO_APPLY_REQUEST_1_0_SIZE long.
inline ApplyRequest own(const neo_apply_request& request) {
    const auto text = [](neo_text borrowed) { return std::string(view(borrowed)); };
    const auto optional = [&](neo_text borrowed) {
        return borrowed.size == 0 ? std::nullopt : std::optional(text(borrowed));
    };
    return {request.fence,
            text(request.promotion_key),
            text(request.payload_hash),
            text(request.actor),
            {text(request.source_organization), text(request.source_dataflow), request.source_version},
            text(request.target_organization),
            text(request.target_application),
            optional(request.expected_dataflow),
            text(request.name),
            {text(request.url), text(request.method)},
            optional(request.module),
            request.global != 0,
            view(request.content),
            NEO_HAS(neo_apply_request, &request, expected_version) ? request.expected_version : any_version};
}

// The tables whose context is a Platform*, as give_platform() gives them.
namespace platform_tables {

inline Platform& of(void* context) noexcept {
    return *static_cast<Platform*>(context);
}
inline std::string text(neo_text borrowed) {
    return std::string(view(borrowed));
}

inline neo_status refuse(neo_sink reply, const PlatformError& error) {
    write(reply, error.message);
    return error.status;
}
inline neo_status invalid(neo_sink reply, std::string_view why) {
    write(reply, why);
    return NEO_INVALID;
}

template <class T>
neo_status answer(neo_sink reply, const platform_result<T>& result) {
    if (!result) return refuse(reply, result.error());
    write(reply, write_document(*result));
    return NEO_OK;
}
template <class T>
neo_status answer(neo_sink reply, const platform_result<std::vector<T>>& result) {
    if (!result) return refuse(reply, result.error());
    write(reply, write_list(*result));
    return NEO_OK;
}

inline neo_status get_organization(void* context, neo_text organization, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).get_organization(text(organization))); });
}
inline neo_status list_organizations(void* context, neo_text search, neo_text after, std::uint32_t limit,
                                     neo_sink reply) noexcept {
    return guarded(reply,
                   [&] { return answer(reply, of(context).list_organizations(text(search), text(after), limit)); });
}
inline neo_status get_user(void* context, neo_text user, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).get_user(text(user))); });
}

inline neo_status check(void* context, neo_text user, neo_text organization, neo_text permission,
                        std::int32_t* allowed) noexcept {
    *allowed = 0;
    return guarded({}, [&]() -> neo_status {
        const auto may = of(context).check(text(user), text(organization), text(permission));
        if (!may) return may.error().status;
        *allowed = *may ? 1 : 0;
        return NEO_OK;
    });
}
inline neo_status list_grants(void* context, neo_text user, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).list_grants(text(user))); });
}

inline neo_status list_applications(void* context, neo_text organization, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).list_applications(text(organization))); });
}

inline neo_status get_dataflow(void* context, neo_text organization, neo_text dataflow, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).get_dataflow(text(organization), text(dataflow))); });
}
inline neo_status list_dataflows(void* context, neo_text query, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        DataflowQuery asked;
        try {
            asked = read_document<DataflowQuery>(view(query));
        } catch (const std::exception& error) {
            return invalid(reply, std::string("the query cannot be read: ") + error.what());
        }
        if (asked.organization.empty()) return invalid(reply, "the query names no organization");
        return answer(reply, of(context).list_dataflows(asked));
    });
}
inline neo_status get_version(void* context, neo_text organization, neo_text dataflow, std::int64_t version,
                              neo_sink reply, neo_sink content) noexcept {
    return guarded(reply, [&] {
        const auto found = of(context).get_version({text(organization), text(dataflow), version});
        if (found && found->content) write(content, *found->content);
        return answer(reply, found);
    });
}
inline neo_status find_by_trigger(void* context, neo_text organization, neo_text method, neo_text url,
                                  neo_sink reply) noexcept {
    return guarded(reply, [&] {
        return answer(reply, of(context).find_by_trigger(text(organization), {text(url), text(method)}));
    });
}
inline neo_status apply(void* context, const neo_apply_request* request, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        if (request == nullptr || request->struct_size < NEO_APPLY_REQUEST_1_0_SIZE)
            return invalid(reply, "the request is too short");
        return answer(reply, of(context).apply(own(*request)));
    });
}
inline neo_status find(void* context, neo_text promotion_key, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).find(text(promotion_key))); });
}
inline neo_status abort(void* context, neo_text promotion_key, std::int64_t fence, neo_sink reply) noexcept {
    return guarded(reply, [&]() -> neo_status {
        const auto aborted = of(context).abort(text(promotion_key), fence);
        if (!aborted) return refuse(reply, aborted.error());
        write(reply, std::visit([](const auto& document) { return write_document(document); }, *aborted));
        return std::holds_alternative<Barred>(*aborted) ? NEO_OK : NEO_ALREADY_APPLIED;
    });
}
inline neo_status list_applied(void* context, neo_text after, std::uint32_t limit, neo_sink reply) noexcept {
    return guarded(reply, [&] { return answer(reply, of(context).list_applied(text(after), limit)); });
}
inline neo_status get_case(void* context, neo_text actor, neo_text source_organization, neo_text source_dataflow,
                           std::int64_t source_version, neo_text target_organization, neo_sink reply,
                           neo_sink content) noexcept {
    return guarded(reply, [&] {
        const VersionId source{text(source_organization), text(source_dataflow), source_version};
        const auto facts = of(context).get_case(text(actor), source, text(target_organization));
        if (facts && facts->version && facts->version->content) write(content, *facts->version->content);
        return answer(reply, facts);
    });
}
inline neo_status list_heads(void* context, neo_text query, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        HeadsQuery asked;
        try {
            asked = read_document<HeadsQuery>(view(query));
        } catch (const std::exception& error) {
            return invalid(reply, std::string("the dataflows cannot be read: ") + error.what());
        }
        if (asked.dataflows.size() > NEO_MOST_HEADS)
            return invalid(reply, "more dataflows are asked for than may be at once");
        return answer(reply, of(context).list_heads(asked.dataflows));
    });
}

inline neo_status find_missing(void* context, neo_text organization, neo_text names, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        Needs asked;
        try {
            asked = read_document<Needs>(view(names));
        } catch (const std::exception& error) {
            return invalid(reply, std::string("the names cannot be read: ") + error.what());
        }
        std::size_t count = 0;
        for (const auto* kind : {&asked.configuration, &asked.helpers, &asked.dataflows})
            count += *kind ? (*kind)->size() : 0;
        if (count > NEO_MOST_NEEDED_NAMES) return invalid(reply, "more names are asked for than may be at once");
        return answer(reply, of(context).find_missing(text(organization), asked));
    });
}

inline neo_status list_holders(void* context, neo_text organization, neo_text search, neo_text after,
                               std::uint32_t limit, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        return answer(reply, of(context).list_holders(text(organization), text(search), text(after), limit));
    });
}

inline void write_log(void* context, std::int32_t level, neo_text component, neo_text message) noexcept {
    guarded({}, [&]() -> neo_status {
        const std::int32_t known = std::clamp<std::int32_t>(level, NEO_LOG_DEBUG, NEO_LOG_ERROR);
        of(context).write_log(known, view(component), view(message));
        return NEO_OK;
    });
}

inline constexpr neo_directory_1 directory{sizeof(neo_directory_1), get_organization, list_organizations, get_user};
inline constexpr neo_access_1 access{sizeof(neo_access_1), check, list_grants};
inline constexpr neo_applications_1 applications{sizeof(neo_applications_1), list_applications};
inline constexpr neo_dataflows_1 dataflows{sizeof(neo_dataflows_1),
                                           get_dataflow,
                                           list_dataflows,
                                           get_version,
                                           find_by_trigger,
                                           apply,
                                           find,
                                           abort,
                                           list_applied,
                                           get_case,
                                           list_heads};
inline constexpr neo_needs_1 needs{sizeof(neo_needs_1), find_missing};
inline constexpr neo_people_1 people{sizeof(neo_people_1), list_holders};
inline constexpr neo_log_1 log{sizeof(neo_log_1), write_log};

}  // namespace platform_tables

// Offers all services. `platform` must outlive every plugin that the host starts.
inline void give_platform(Host& host, Platform& platform) {
    host.give(platform_tables::directory, &platform)
        .give(platform_tables::access, &platform)
        .give(platform_tables::applications, &platform)
        .give(platform_tables::dataflows, &platform)
        .give(platform_tables::needs, &platform)
        .give(platform_tables::people, &platform)
        .give(platform_tables::log, &platform);
}

}  // namespace neo::sdk
