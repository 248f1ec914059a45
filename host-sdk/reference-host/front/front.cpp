#include "front.hpp"

#include "../api/routes.hpp"
#include "../http/problem.hpp"
#include "../http/target.hpp"
#include "client_address.hpp"
#include "plugin_http.hpp"

#include <neo/host/cpp/text.hpp>
#include <plugin/base/digest.hpp>

#include <boost/json/parse.hpp>

#include <array>

namespace neo::host {

namespace {

// Redirects are relative where that is right below any path of a proxy (RFC 9110, 10.2.2); the root alone may have been
// asked for without its slash, and then only the public path tells where it is.
http::Response moved_to_portal(const std::string& public_path, std::string_view mount) {
    if (public_path.empty()) mount.remove_prefix(1);
    return {302, {{"Location", public_path + std::string(mount) + "/ui/"}}, {}};
}

http::Response moved_into(std::string_view path) {
    return {302, {{"Location", std::string(path.substr(path.rfind('/') + 1)) + "/"}}, {}};
}

std::string new_request_id() {
    std::array<unsigned char, 8> bytes{};
    fill_random(bytes);
    return hexadecimal(bytes);
}

// Of a problem document, the host's own or a plugin's.
boost::json::value code_of(const http::Response& answer) {
    constexpr std::size_t largest = 64 * 1024;
    boost::json::error_code not_json;
    const boost::json::value body =
        answer.body.size() > largest ? boost::json::value() : boost::json::parse(answer.body, not_json);
    const boost::json::object* document = not_json ? nullptr : body.if_object();
    const boost::json::value* code = document == nullptr ? nullptr : document->if_contains("code");
    return code != nullptr && code->is_string() ? *code : boost::json::value(nullptr);
}

}  // namespace

http::Response Front::answer(const http::Request& request) {
    const auto start = std::chrono::steady_clock::now();
    metrics_.request_begins();
    Visit visit{new_request_id(), client_address(request, config_.trusted_proxies)};
    http::Response response;
    try {
        response = route(request, visit);
    } catch (...) {
        metrics_.request_ended(500, std::chrono::steady_clock::now() - start);
        throw;
    }
    tell_denial(request, visit, response);
    // By it a person finds the line that tells of the call.
    if (visit.told) response.headers.push_back({"X-Request-Id", visit.request_id});
    metrics_.request_ended(response.status, std::chrono::steady_clock::now() - start);
    return response;
}

void Front::tell_denial(const http::Request& request, Visit& visit, const http::Response& answer) {
    if (visit.told || (answer.status != 401 && answer.status != 403 && answer.status != 429)) return;
    visit.told = true;
    constexpr std::size_t longest_path = 200;
    security_log_.write({"denied",
                         false,
                         visit.user,
                         visit.address,
                         visit.request_id,
                         {{"code", code_of(answer)},
                          {"status", answer.status},
                          {"method", request.method},
                          {"path", http::path_of(request.target).substr(0, longest_path)}}});
}

http::Response Front::route(const http::Request& request, Visit& visit) {
    // A proxy may keep the public path, or take it away.
    if (const auto target = http::below(config_.public_url.path, request.target)) {
        if (auto response = answer_at(*target, request, visit)) return *std::move(response);
    }
    if (auto response = answer_at(request.target, request, visit)) return *std::move(response);
    return http::problem(404, "not_found", "there is nothing at this path");
}

std::optional<http::Response> Front::answer_at(std::string_view target, const http::Request& request, Visit& visit) {
    const std::string_view path = http::path_of(target);
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (path == "/healthz" || path == "/metrics") {
        if (!reads) return http::method_not_allowed("GET, HEAD");
        return path == "/healthz" ? health() : metrics();
    }

    const auto hook = plugins_.hook<neo_http_1>();
    if (hook && reads && path == "/") return moved_to_portal(config_.public_url.path, hook->mount);
    if (hook && path == hook->mount) return moved_into(path);
    const auto to_plugin = hook ? http::below(hook->mount, target) : std::nullopt;
    const auto to_api = http::below(api::mount, target);
    if (!to_plugin && !to_api) return std::nullopt;

    auto caller = api_.authenticator.authenticate(request);
    if (auto* refusal = std::get_if<http::Response>(&caller)) return std::move(*refusal);
    const auto& known = std::get<api::Caller>(caller);
    visit.user = known.user;
    if (to_plugin) return ask_plugin(hook, request, *to_plugin, known.user);
    return api::handle(api_, known, request, *to_api, visit);
}

http::Response Front::health() const {
    const auto store = pool_.read([](sql::Connection& connection) {
        connection.ping();
        return true;
    });
    bool well = store.has_value();
    boost::json::object document{{"status", ""},
                                 {"version", NEO_VERSION},
                                 {"store",
                                  {{"status", well ? "ok" : "unavailable"},
                                   {"backend", config_.store.backend},
                                   {"schema_version", schema_version_}}}};
    if (const auto operations = plugins_.hook<neo_operations_1>()) {
        std::string reply;
        well = operations->health(operations.context, sdk::append_to(reply)) == NEO_OK && well;
        boost::json::error_code not_json;
        boost::json::value plugin = boost::json::parse(reply, not_json);
        document["plugin"] = not_json ? boost::json::value(reply) : std::move(plugin);
    }
    document["status"] = well ? "ok" : "unavailable";
    return http::json_response(well ? 200 : 503, document);
}

http::Response Front::metrics() const {
    std::string text = metrics_.text() + pool_.metrics("neo_host_store_");
    if (const auto operations = plugins_.hook<neo_operations_1>()) {
        std::string reply;
        if (operations->metrics(operations.context, sdk::append_to(reply)) == NEO_OK) text += reply;
    }
    return {200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}}, text};
}

}  // namespace neo::host
