// A host of one organization: loads the plugin it is given, sends it one HTTP request, prints the answer.
#include <neo/host/cpp/host.hpp>

#include <iostream>

namespace {

using namespace neo::sdk;

neo_status get_organization(void*, neo_text organization, neo_sink reply) noexcept {
    if (view(organization) != "acme-dev") return NEO_NOT_FOUND;
    write(reply, R"({"id":"acme-dev","name":"Acme Dev","cluster":"eu","neo_enabled":true,"modules":[]})");
    return NEO_OK;
}

neo_status list_organizations(void* context, neo_text, neo_text after, std::uint32_t, neo_sink reply) noexcept {
    write(reply, R"({"items":[)");
    if (view(after) < "acme-dev") get_organization(context, borrow("acme-dev"), reply);
    write(reply, "]}");
    return NEO_OK;
}

neo_status get_user(void*, neo_text, neo_sink) noexcept {
    return NEO_NOT_FOUND;
}

constexpr neo_directory_1 directory = {sizeof(neo_directory_1), &get_organization, &list_organizations, &get_user};

void respond(void*, std::int32_t status, const neo_http_header*, std::size_t, neo_text body) noexcept {
    std::cout << status << ' ' << view(body) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    Host host({.name = "tiny-host", .version = "1.0.0", .config_directory = "/"});
    host.give(directory, nullptr);

    auto library = PluginLibrary::load(argc > 1 ? argv[1] : "");
    if (library.has_error()) {
        std::cerr << library.error().message << '\n';
        return 1;
    }
    auto plugin = host.start(std::move(*library), "{}");
    if (plugin.has_error()) {
        std::cerr << plugin.error().message << '\n';
        return 1;
    }
    const neo_http_request request = {
        sizeof(neo_http_request), borrow("GET"), borrow("/acme-dev"), {}, nullptr, 0, {}, nullptr};
    const auto http = host.hook<neo_http_1>();
    http->handle(http.context, &request, {nullptr, &respond});
}
