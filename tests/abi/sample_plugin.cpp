// A small plugin for the SDK's own tests: promotes with one apply, without checks and without a ledger, and remembers
// registrations for as long as it runs. {"refuse": true} in its configuration makes init fail.
#include <neo/host/cpp/json_text.hpp>
#include <neo/host/cpp/plugin.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace {

using namespace neo::sdk;

struct Sample {
    Bound<neo_dataflows_1> dataflows;
    Bound<neo_access_1> access;
    std::mutex mutex;
    std::map<std::string, std::string> types;
};

Sample& sample(void* context) {
    return *static_cast<Sample*>(context);
}

// Not a hash: the parts' bytes folded into 64 hexadecimal digits, enough to tell a few promotions apart.
std::string digits(const std::string& text) {
    std::string out(64, '0');
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t place = at % out.size();
        const int old = out[place] <= '9' ? out[place] - '0' : out[place] - 'a' + 10;
        out[place] = "0123456789abcdef"[(old * 7 + text[at] + static_cast<int>(at)) & 15];
    }
    return out;
}

std::string text_member(std::string_view object, std::string_view key) {
    const std::string_view quoted = json_text::member(object, key);
    return quoted.size() < 2 ? std::string() : std::string(quoted.substr(1, quoted.size() - 2));
}

neo_status problem(neo_sink reply, neo_status status, std::string_view code) {
    write(reply, R"({"status":422,"title":"refused","detail":"refused","code":")");
    write(reply, code);
    write(reply, "\"}");
    return status;
}

neo_status preflight(void*, neo_text, const neo_promotion_request*, neo_sink reply) noexcept {
    write(reply, R"({"promotable":true,"failures":[],"warnings":[],"route":null,"changes":[]})");
    return NEO_OK;
}

neo_status promote(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        Sample& self = sample(context);
        std::string version;
        std::string content;
        if (self.dataflows->get_version(self.dataflows.context, request->source_organization, request->dataflow,
                                        request->version, append_to(version), append_to(content)) != NEO_OK) {
            return problem(reply, NEO_NOT_FOUND, "version_unknown");
        }
        const std::string trigger(json_text::member(version, "trigger"));
        const std::string url = text_member(trigger, "url");
        const std::string method = text_member(trigger, "method");
        std::string holder;
        const bool held = self.dataflows->find_by_trigger(self.dataflows.context, request->target_organization,
                                                          borrow(method), borrow(url), append_to(holder)) == NEO_OK;
        const std::string expected = held ? text_member(holder, "dataflow") : std::string();
        const std::string key =
            digits(std::string(view(request->source_organization)) + "/" + std::string(view(request->dataflow)) + "/" +
                   std::to_string(request->version) + "/" + std::string(view(request->target_organization)));
        const std::string hash = digits(content);
        const std::string name = text_member(version, "name");
        const neo_apply_request apply = {sizeof(neo_apply_request),
                                         1,
                                         borrow(key),
                                         borrow(hash),
                                         actor,
                                         request->source_organization,
                                         request->dataflow,
                                         request->version,
                                         request->target_organization,
                                         request->target_application,
                                         borrow(expected),
                                         borrow(name),
                                         borrow(method),
                                         borrow(url),
                                         {},
                                         0,
                                         borrow(content),
                                         NEO_ANY_VERSION};
        std::string applied;
        const neo_status status = self.dataflows->apply(self.dataflows.context, &apply, append_to(applied));
        if (status != NEO_OK) return problem(reply, status, "host_" + std::string(status_name(status)));
        write(reply, applied);
        return status;
    });
}

neo_status targets(void*, neo_text, neo_text, neo_text, int64_t, neo_text, neo_sink reply) noexcept {
    write(reply, R"({"items":[],"next_cursor":null})");
    return NEO_OK;
}

neo_status target_applications(void*, neo_text, neo_text, neo_text, int64_t, neo_text, neo_text,
                               neo_sink reply) noexcept {
    write(reply, R"({"items":[],"next_cursor":null,"locked_to":null,"message":null})");
    return NEO_OK;
}

neo_status register_organization(void* context, neo_text actor, neo_text organization, neo_text type, int32_t* created,
                                 neo_sink reply) noexcept {
    return guarded(reply, [&] {
        Sample& self = sample(context);
        int32_t allowed = 0;
        self.access->check(self.access.context, actor, organization, borrow(NEO_PERMISSION_ADMIN), &allowed);
        if (allowed == 0) return problem(reply, NEO_DENIED, "admin_permission_missing");
        const std::lock_guard lock(self.mutex);
        *created = self.types.insert_or_assign(std::string(view(organization)), std::string(view(type))).second ? 1 : 0;
        write(reply, "{}");
        return neo_status{NEO_OK};
    });
}

neo_status list_mappings(void*, neo_text, neo_text, neo_text, neo_sink reply) noexcept {
    write(reply, R"({"items":[],"next_cursor":null})");
    return NEO_OK;
}

neo_status add_mapping(void* context, neo_text, neo_text source, neo_text, neo_text, neo_sink reply) noexcept {
    return guarded(reply, [&] {
        Sample& self = sample(context);
        const std::lock_guard lock(self.mutex);
        if (!self.types.contains(std::string(view(source)))) {
            return problem(reply, NEO_INVALID, "source_not_registered");
        }
        write(reply, R"({"warnings":[]})");
        return neo_status{NEO_OK};
    });
}

neo_status change_relation(void*, neo_text, neo_text, neo_text, neo_text, neo_sink reply) noexcept {
    return problem(reply, NEO_NOT_FOUND, "not_found");
}

neo_status remove_mapping(void*, neo_text, neo_text, neo_text, neo_sink reply) noexcept {
    return problem(reply, NEO_NOT_FOUND, "not_found");
}

neo_status registration(void*, neo_text, neo_text, neo_sink reply) noexcept {
    return problem(reply, NEO_NOT_FOUND, "not_found");
}

// The numbers up to a hundred, one a piece, for a host that takes them so; "/cut" is broken off behind the second.
void stream_numbers(const neo_http_stream& stream, bool cut) {
    const neo_http_header type = {borrow("content-type"), borrow("text/plain")};
    stream.begin(stream.context, 200, &type, 1);
    for (int number = 1; number <= 100; ++number) {
        if (stream.write(stream.context, borrow(std::to_string(number) + "\n")) == 0) return;
        if (cut && number == 2) stream.cut(stream.context);
    }
}

// Answers every request with what it was asked; "/numbers" and "/cut" with numbers where the host takes streams.
void handle(void*, const neo_http_request* request, neo_http_responder responder) noexcept {
    const std::string_view target = view(request->target);
    const bool streams = NEO_HAS(neo_http_request, request, stream) && request->stream != nullptr;
    if (streams && (target == "/numbers" || target == "/cut"))
        return stream_numbers(*request->stream, target == "/cut");
    const std::string body = R"({"method":")" + std::string(view(request->method)) + R"(","user":")" +
                             std::string(view(request->user)) + R"("})";
    const neo_http_header type = {borrow("content-type"), borrow("application/json")};
    responder.respond(responder.context, 200, &type, 1, borrow(body));
}

// Ends where that of the first release does: it recalls nothing.
constexpr neo_promote_1 promote_table = {
    TableTraits<neo_promote_1>::first_size, &preflight, &promote, &targets, &target_applications, nullptr, nullptr};
constexpr neo_org_mapping_1 org_mapping_table = {
    sizeof(neo_org_mapping_1), &register_organization, &list_mappings, &add_mapping,
    &change_relation,          &remove_mapping,        &list_mappings, &registration};
constexpr neo_http_1 http_table = {sizeof(neo_http_1), "/extensions/sample", &handle};

neo_status init(const neo_host* host, neo_text config, neo_sink error, void** instance) noexcept {
    return guarded(error, [&]() -> neo_status {
        if (const auto refusal = check_host(host)) return refuse(error, NEO_UNSUPPORTED, *refusal);
        const auto dataflows = find_service<neo_dataflows_1>(*host);
        if (dataflows.has_error()) return refuse(error, NEO_UNSUPPORTED, dataflows.error());
        const auto access = find_service<neo_access_1>(*host);
        if (access.has_error()) return refuse(error, NEO_UNSUPPORTED, access.error());

        auto self = std::make_unique<Sample>();
        self->dataflows = *dataflows;
        self->access = *access;
        for (const auto& refusal :
             {register_hook(*host, promote_table, self.get()), register_hook(*host, org_mapping_table, self.get()),
              register_hook(*host, http_table, self.get())}) {
            if (refusal) return refuse(error, NEO_CONFLICT, *refusal);
        }
        if (json_text::member(view(config), "refuse") == "true") {
            return refuse(error, NEO_INVALID, {"refuse: the configuration asks for it"});
        }
        *instance = self.release();
        return NEO_OK;
    });
}

void shut_down(void* instance) noexcept {
    delete static_cast<Sample*>(instance);
}

constexpr neo_plugin plugin = describe_plugin("sample", "1.0.0", &init, &shut_down);

}  // namespace

NEO_EXPORT_PLUGIN(plugin)
