// Between the plugin and the stub, on the wire: what the recorder keeps is what the plugin said and heard.
#include "services.hpp"

#include <neo/host/cpp/give_platform.hpp>
#include <neo/host/cpp/remote_platform.hpp>
#include <neo/host/cpp/text.hpp>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

BOOST_DESCRIBE_STRUCT(neo_apply_request, (),
                      (fence, promotion_key, payload_hash, actor, source_organization, source_dataflow, source_version,
                       target_organization, target_application, expected_dataflow, name, method, url, module, global,
                       content))

namespace neo::testing {

namespace {

namespace tables = sdk::platform_tables;

Services& services(void* context) noexcept {
    return *static_cast<Services*>(context);
}
sdk::Platform* platform(void* context) noexcept {
    return &services(context).platform;
}

// ---- An argument as the recorder writes it down …

std::string written(neo_text argument) {
    return std::string(sdk::view(argument));
}
std::string written(std::integral auto argument) {
    return std::to_string(argument);
}

using Arguments = std::map<std::string, std::string>;

void note(Arguments& arguments, const char* name, const auto& argument) {
    arguments.emplace(name, written(argument));
}
void note(Arguments& arguments, const char*, const neo_apply_request* request) {
    using Members = boost::describe::describe_members<neo_apply_request, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>(
        [&](auto member) { arguments.emplace(member.name, written(request->*member.pointer)); });
    if (NEO_HAS(neo_apply_request, request, expected_version))
        arguments.emplace("expected_version", written(request->expected_version));
}

// ---- … and as a late delivery needs it: a copy, lent to the stub once more.

std::string owned(neo_text argument) {
    return written(argument);
}
std::integral auto owned(std::integral auto argument) {
    return argument;
}
struct Kept {
    sdk::ApplyRequest request;
    std::string content;
};
Kept owned(const neo_apply_request* request) {
    return {sdk::own(*request), std::string(sdk::view(request->content))};
}

struct Lent {
    neo_apply_request request;
    operator const neo_apply_request*() const noexcept { return &request; }
};

neo_text lent(const std::string& argument) {
    return sdk::borrow(argument);
}
std::integral auto lent(std::integral auto argument) {
    return argument;
}
Lent lent(const Kept& kept) {
    neo_apply_request request = sdk::borrow(kept.request);
    request.content = sdk::borrow(kept.content);
    return {request};
}

template <std::size_t Size>
struct Name {
    char text[Size];
    constexpr Name(const char (&from)[Size]) { std::copy_n(from, Size, text); }
};

// A table's function (context, arguments, reply) that the fault script stands before; `stub` is the one behind it.
template <auto stub, Name function, Name... names>
struct Scripted {
    template <class... All>
    static neo_status call(void* context, All... all) noexcept {
        return perform(context, std::tuple(all...), std::make_index_sequence<sizeof...(names)>());
    }

private:
    template <class... All, std::size_t... Given>
    static neo_status perform(void* context, const std::tuple<All...>& all, std::index_sequence<Given...>) noexcept {
        const neo_sink sink = std::get<sizeof...(Given)>(all);
        return sdk::guarded(sink, [&] {
            Arguments arguments;
            (note(arguments, names.text, std::get<Given>(all)), ...);
            const Reply reply =
                services(context).call(function.text, std::move(arguments),
                                       [platform = platform(context), ... own = owned(std::get<Given>(all))] {
                                           Reply done;
                                           done.status = stub(platform, lent(own)..., sdk::append_to(done.text));
                                           return done;
                                       });
            sdk::write(sink, reply.text);
            return reply.status;
        });
    }
};

// ---- The functions of another shape.

neo_status check_as_text(void* context, neo_text user, neo_text organization, neo_text permission,
                         neo_sink reply) noexcept {
    std::int32_t allowed = 0;
    const neo_status status = tables::check(context, user, organization, permission, &allowed);
    sdk::write(reply, allowed != 0 ? "1" : "0");
    return status;
}

// The recorded reply is "1" or "0"; a fault that spoils it leaves the answer "not allowed".
neo_status check(void* context, neo_text user, neo_text organization, neo_text permission,
                 std::int32_t* allowed) noexcept {
    using Check = Scripted<check_as_text, "access.check", "user", "organization", "permission">;
    std::string reply;
    const neo_status status = Check::call(context, user, organization, permission, sdk::append_to(reply));
    *allowed = status == NEO_OK && reply == "1" ? 1 : 0;
    return status;
}

neo_status get_document(void* context, neo_text organization, neo_text dataflow, std::int64_t version,
                        neo_sink reply) noexcept {
    return tables::get_version(context, organization, dataflow, version, reply, {});
}

// Faults work on the document; the content goes out only with a reply that is NEO_OK.
neo_status get_version(void* context, neo_text organization, neo_text dataflow, std::int64_t version, neo_sink reply,
                       neo_sink content) noexcept {
    using Document = Scripted<get_document, "dataflows.get_version", "organization", "dataflow", "version">;
    const neo_status status = Document::call(context, organization, dataflow, version, reply);
    if (status == NEO_OK) tables::get_version(platform(context), organization, dataflow, version, {}, content);
    return status;
}

neo_status get_facts(void* context, neo_text actor, neo_text source_organization, neo_text source_dataflow,
                     std::int64_t source_version, neo_text target_organization, neo_sink reply) noexcept {
    return tables::get_case(context, actor, source_organization, source_dataflow, source_version, target_organization,
                            reply, {});
}

// As get_version(): the content is that of the version in the reply, if there is one. It is read first, for a test may
// change the platform when the facts are told.
neo_status get_case(void* context, neo_text actor, neo_text source_organization, neo_text source_dataflow,
                    std::int64_t source_version, neo_text target_organization, neo_sink reply,
                    neo_sink content) noexcept {
    using Facts = Scripted<get_facts, "dataflows.get_case", "actor", "source_organization", "source_dataflow",
                           "source_version", "target_organization">;
    std::string text;
    tables::get_case(platform(context), actor, source_organization, source_dataflow, source_version,
                     target_organization, {}, sdk::append_to(text));
    const neo_status status =
        Facts::call(context, actor, source_organization, source_dataflow, source_version, target_organization, reply);
    if (status == NEO_OK) sdk::write(content, text);
    return status;
}

neo_status apply(void* context, const neo_apply_request* request, neo_sink reply) noexcept {
    const bool readable = request != nullptr && request->struct_size >= NEO_APPLY_REQUEST_1_0_SIZE;
    if (!readable) return tables::apply(platform(context), request, reply);  // which says so
    return Scripted<tables::apply, "dataflows.apply", "request">::call(context, request, reply);
}

constexpr neo_directory_1 directory{
    sizeof(neo_directory_1), Scripted<tables::get_organization, "directory.get_organization", "organization">::call,
    Scripted<tables::list_organizations, "directory.list_organizations", "search", "after", "limit">::call,
    Scripted<tables::get_user, "directory.get_user", "user">::call};
constexpr neo_access_1 access{sizeof(neo_access_1), check,
                              Scripted<tables::list_grants, "access.list_grants", "user">::call};
constexpr neo_applications_1 applications{
    sizeof(neo_applications_1), Scripted<tables::list_applications, "applications.list", "organization">::call};
constexpr neo_dataflows_1 dataflows{
    sizeof(neo_dataflows_1),
    Scripted<tables::get_dataflow, "dataflows.get_dataflow", "organization", "dataflow">::call,
    Scripted<tables::list_dataflows, "dataflows.list_dataflows", "query">::call,
    get_version,
    Scripted<tables::find_by_trigger, "dataflows.find_by_trigger", "organization", "method", "url">::call,
    apply,
    Scripted<tables::find, "dataflows.find", "promotion_key">::call,
    Scripted<tables::abort, "dataflows.abort", "promotion_key", "fence">::call,
    Scripted<tables::list_applied, "dataflows.list_applied", "after", "limit">::call,
    get_case,
    Scripted<tables::list_heads, "dataflows.list_heads", "query">::call};

constexpr neo_needs_1 needs{sizeof(neo_needs_1),
                            Scripted<tables::find_missing, "needs.find_missing", "organization", "names">::call};
constexpr neo_people_1 people{
    sizeof(neo_people_1),
    Scripted<tables::list_holders, "people.list_holders", "organization", "search", "after", "limit">::call};

// The tables of hosts that were built before get_case, and before list_heads.
constexpr neo_dataflows_1 dataflows_of_1_0 = [] {
    neo_dataflows_1 table = dataflows;
    table.struct_size = sdk::TableTraits<neo_dataflows_1>::first_size;
    table.get_case = nullptr;
    table.list_heads = nullptr;
    return table;
}();
constexpr neo_dataflows_1 dataflows_with_case = [] {
    neo_dataflows_1 table = dataflows;
    table.struct_size = NEO_SIZE_THROUGH(neo_dataflows_1, get_case);
    table.list_heads = nullptr;
    return table;
}();

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
    const auto lacks = [&](std::string_view what) { return std::ranges::find(without, what) != without.end(); };
    const auto give = [&](const auto& table, void* context) {
        if (!lacks(sdk::TableTraits<std::remove_cvref_t<decltype(table)>>::id)) host.give(table, context);
    };
    give(directory, &services);
    give(access, &services);
    give(applications, &services);
    if (lacks("dataflows.get_case"))
        give(dataflows_of_1_0, &services);
    else
        give(lacks("dataflows.list_heads") ? dataflows_with_case : dataflows, &services);
    give(needs, &services);
    give(people, &services);
    give(tables::log, static_cast<sdk::Platform*>(&services.platform));
}

}  // namespace neo::testing
