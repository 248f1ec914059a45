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

bool is_health(std::string_view target) {
    return http::path_of(target) == "/healthz";
}

bool reads(const http::Request& head) {
    return head.method == "GET" || head.method == "HEAD";
}

http::Response too_many_requests() {
    http::Response response = http::problem(429, "too_many_requests",
                                            "there are more requests of this caller than limits.requests_per_second "
                                            "allows; try again in a second");
    response.headers.push_back({"Retry-After", "1"});
    return response;
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

bool Front::is_vital(const http::Request& head) const {
    const auto below_public_path = http::below(config_.public_url.path, head.target);
    return is_health(head.target) || (below_public_path && is_health(*below_public_path));
}

// Runs `work` and counts a request with the status that comes of it; none when it goes on later.
template <class Work>
std::optional<http::Response> Front::counted(Work work) {
    const auto start = std::chrono::steady_clock::now();
    const auto ended = [&](int status) { metrics_.request_ended(status, std::chrono::steady_clock::now() - start); };
    metrics_.request_begins();
    try {
        std::optional<http::Response> response = work();
        if (response)
            ended(response->status);
        else
            metrics_.request_put_off();
        return response;
    } catch (...) {
        ended(500);
        throw;
    }
}

http::Response Front::answer(const http::Request& request) {
    http::Admission admission = admit(request);
    if (auto* said = std::get_if<http::Response>(&admission)) return std::move(*said);
    return std::get<http::Admitted>(admission).answer(request, nullptr);
}

http::Admission Front::admit(const http::Request& head) {
    const auto visit = std::make_shared<Visit>(Visit{new_request_id(), client_address(head, config_.trusted_proxies)});
    http::Admission admission;
    auto refusal = counted([&]() -> std::optional<http::Response> {
        admission = route(head, visit);
        auto* said = std::get_if<http::Response>(&admission);
        return said == nullptr ? std::nullopt : std::optional(finished(head, *visit, std::move(*said)));
    });
    if (refusal) return *std::move(refusal);
    auto& admitted = std::get<http::Admitted>(admission);
    admitted.answer = [this, visit, answer = std::move(admitted.answer)](const http::Request& request,
                                                                         const http::Outlet* outlet) {
        const http::Outlet finishing = outlet == nullptr ? http::Outlet() : finishing_outlet(*outlet, request, *visit);
        return *counted([&] {
            return std::optional(finished(request, *visit, answer(request, outlet == nullptr ? nullptr : &finishing)));
        });
    };
    return admission;
}

http::Outlet Front::finishing_outlet(const http::Outlet& outlet, const http::Request& request, Visit& visit) {
    http::Outlet finishing = outlet;
    finishing.begin = [this, &outlet, &request, &visit](http::Response head) {
        outlet.begin(finished(request, visit, std::move(head)));
    };
    return finishing;
}

http::Response Front::finished(const http::Request& request, Visit& visit, http::Response answer) {
    if (!visit.told && (answer.status == 401 || answer.status == 403 || answer.status == 429)) {
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
    // By it a person finds the line that tells of the call.
    if (visit.told) answer.headers.push_back({"X-Request-Id", visit.request_id});
    return answer;
}

http::Admission Front::route(const http::Request& head, const Visited& visit) {
    // A proxy may keep the public path, or take it away.
    if (const auto target = http::below(config_.public_url.path, head.target)) {
        if (auto admission = admit_at(*target, head, visit)) return *std::move(admission);
    }
    if (auto admission = admit_at(head.target, head, visit)) return *std::move(admission);
    return http::problem(404, "not_found", "there is nothing at this path");
}

std::optional<http::Admission> Front::admit_at(std::string_view target, const http::Request& head,
                                               const Visited& visit) {
    const std::string_view path = http::path_of(target);
    if (is_health(target) || path == "/metrics") {
        if (!reads(head)) return http::method_not_allowed("GET, HEAD");
        return is_health(target) ? health() : metrics();
    }

    const auto hook = plugins_.hook<neo_http_1>();
    if (hook && reads(head) && path == "/") return moved_to_portal(config_.public_url.path, hook->mount);
    if (hook && path == hook->mount) return moved_into(path);
    auto to_plugin = hook ? http::below(hook->mount, target) : std::nullopt;
    auto to_api = http::below(api::mount, target);
    if (!to_plugin && !to_api) return std::nullopt;

    auto caller = api_.authenticator.authenticate(head);
    auto* known = std::get_if<api::Caller>(&caller);
    const bool is_nobody = known == nullptr || known->user.empty();
    if (!is_nobody) visit->user = known->user;
    // An address is no user's id: those hold no control characters.
    if (!rate_.allows(is_nobody ? "\n" + visit->address : known->user)) return too_many_requests();
    if (known == nullptr) return std::get<http::Response>(std::move(caller));
    if (to_plugin) return admit_to_plugin(hook, head, *std::move(to_plugin), std::move(*known));
    return admit_to_api(head, *std::move(to_api), std::move(*known), visit);
}

// What a plugin shows to anybody is read; whoever sends it something is known first.
http::Admission Front::admit_to_plugin(const sdk::Bound<neo_http_1>& hook, const http::Request& head,
                                       std::string target, api::Caller caller) {
    const bool is_nobody = caller.user.empty();
    if (is_nobody && !reads(head) && head.method != "OPTIONS")
        return http::unauthenticated("log in, or send the header Authorization: Bearer TOKEN");
    return http::Admitted{is_nobody ? 0 : config_.limits.body_bytes.requests,
                          [hook, target = std::move(target), user = std::move(caller.user)](
                              const http::Request& request, const http::Outlet* outlet) {
                              return ask_plugin(hook, request, target, user, outlet);
                          }};
}

http::Admission Front::admit_to_api(const http::Request& head, std::string target, api::Caller caller,
                                    const Visited& visit) {
    auto admitted = api::admit(api_, caller, head, target, *visit);
    if (auto* refusal = std::get_if<http::Response>(&admitted)) return std::move(*refusal);
    return http::Admitted{std::get<std::size_t>(admitted),
                          [this, target = std::move(target), caller = std::move(caller), visit](
                              const http::Request& request, const http::Outlet*) {
                              return api::handle(api_, caller, request, target, *visit);
                          }};
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
