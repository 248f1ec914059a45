// A plugin that greets an organization over HTTP: GET /tiny/<organization>.
#include <neo/host/cpp/json_text.hpp>
#include <neo/host/cpp/plugin.hpp>

#include <memory>
#include <string>

namespace {

using namespace neo::sdk;

struct Greeter {
    Bound<neo_directory_1> directory;
};

void handle(void* context, const neo_http_request* request, neo_http_responder responder) noexcept {
    const Greeter& self = *static_cast<Greeter*>(context);
    std::string text;
    const neo_status status = self.directory->get_organization(
        self.directory.context, borrow(view(request->target).substr(1)), append_to(text));
    const std::string_view quoted = json_text::member(text, "name");
    const std::string body = status == NEO_OK ? "Hello, " + std::string(quoted.substr(1, quoted.size() - 2))
                                              : std::string(status_name(status));
    responder.respond(responder.context, status == NEO_OK ? 200 : 404, nullptr, 0, borrow(body));
}

constexpr neo_http_1 http_hook = {sizeof(neo_http_1), "/tiny", &handle};

neo_status init(const neo_host* host, neo_text, neo_sink error, void** instance) noexcept {
    return guarded(error, [&]() -> neo_status {
        if (const auto refusal = check_host(host)) return refuse(error, NEO_UNSUPPORTED, *refusal);
        const auto directory = find_service<neo_directory_1>(*host);
        if (directory.has_error()) return refuse(error, NEO_UNSUPPORTED, directory.error());

        auto greeter = std::make_unique<Greeter>(Greeter{*directory});
        if (const auto refusal = register_hook(*host, http_hook, greeter.get())) {
            return refuse(error, NEO_UNSUPPORTED, *refusal);
        }
        *instance = greeter.release();
        return NEO_OK;
    });
}

void shut_down(void* instance) noexcept {
    delete static_cast<Greeter*>(instance);
}

constexpr neo_plugin plugin = describe_plugin("tiny", "1.0.0", &init, &shut_down);

}  // namespace

NEO_EXPORT_PLUGIN(plugin)
