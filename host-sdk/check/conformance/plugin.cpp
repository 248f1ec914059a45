// The conformance plugin: a host that loads it is put to the test during init. It starts when the host keeps every
// promise; else it refuses to start and says which one is broken. It registers no hook.
//
// Configuration: {"actor", "stranger", "source": {"organization", "dataflow", "version"},
// "target": {"organization", "application"}, "report": file}. "stranger" and "report" may be missing. The checks create
// dataflows in the target organization: use a platform made for tests.
#include "check.hpp"

#include <neo/host/cpp/plugin.hpp>
#include <neo/host/service/log.h>

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace {

namespace json = boost::json;
using namespace neo::check;
using namespace neo::sdk;

struct Configuration {
    Ground ground;
    std::string report;
};

std::string text(const json::object& object, const char* key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) throw std::invalid_argument(std::string(key) + ": a text is needed");
    return std::string(value->as_string());
}

const json::object& part(const json::object& object, const char* key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_object()) {
        throw std::invalid_argument(std::string(key) + ": an object is needed");
    }
    return value->as_object();
}

Configuration read(neo_text config) {
    json::error_code failed;
    const json::value document = json::parse(json::string_view(config.data, config.size), failed);
    if (failed || !document.is_object()) throw std::invalid_argument("the configuration is no JSON object");
    const json::object& all = document.as_object();
    const json::object& source = part(all, "source");
    const json::object& target = part(all, "target");
    Configuration configuration;
    configuration.ground = {.actor = text(all, "actor"),
                            .stranger = all.contains("stranger") ? text(all, "stranger") : "neo-check-stranger",
                            .source_organization = text(source, "organization"),
                            .source_dataflow = text(source, "dataflow"),
                            .source_version = 1,
                            .target_organization = text(target, "organization"),
                            .target_application = text(target, "application")};
    if (const json::value* version = source.if_contains("version")) {
        configuration.ground.source_version = version->to_number<std::int64_t>();
    }
    if (all.contains("report")) configuration.report = text(all, "report");
    return configuration;
}

void log(Bound<neo_log_1> service, std::int32_t level, std::string_view message) {
    if (service) service->write(service.context, level, borrow("host-check"), borrow(message));
}

// Runs every check, reports each to the log, answers the broken promises as lines for a person.
std::string run(const Client& client, const Ground& ground, Bound<neo_log_1> log_service, json::array& report) {
    std::string broken;
    for (const auto& checks : {reading_checks(), case_checks(), heads_checks(), needs_checks(), people_checks(),
                               apply_checks(), content_checks(), abort_checks(), race_checks()}) {
        for (const Check& check : checks) {
            Trial trial(client, ground);
            try {
                check.run(trial);
            } catch (const std::exception& error) {
                trial.expect(false, std::string("the check could not go on: ") + error.what());
            }
            const std::string name(check.name);
            log(log_service, trial.failures().empty() ? NEO_LOG_INFO : NEO_LOG_ERROR,
                (trial.failures().empty() ? "kept: " : "broken: ") + name);
            if (!trial.failures().empty()) broken += "\n  " + name;
            for (const std::string& failure : trial.failures())
                broken += "\n    - " + failure;
            report.push_back({{"promise", name},
                              {"kept", trial.failures().empty()},
                              {"failures", json::array(trial.failures().begin(), trial.failures().end())}});
        }
    }
    return broken;
}

plugin_result<Client> client_of(const neo_host& host) {
    const auto directory = find_service<neo_directory_1>(host);
    if (directory.has_error()) return directory.error();
    const auto access = find_service<neo_access_1>(host);
    if (access.has_error()) return access.error();
    const auto applications = find_service<neo_applications_1>(host);
    if (applications.has_error()) return applications.error();
    const auto dataflows = find_service<neo_dataflows_1>(host);
    if (dataflows.has_error()) return dataflows.error();
    const auto needs = find_optional_service<neo_needs_1>(host);
    if (needs.has_error()) return needs.error();
    const auto people = find_optional_service<neo_people_1>(host);
    if (people.has_error()) return people.error();
    return Client(*directory, *access, *applications, *dataflows, *needs, *people);
}

// Throws std::invalid_argument when the configuration is wrong.
neo_status put_to_the_test(const neo_host& host, neo_text config, neo_sink error) {
    const auto client = client_of(host);
    if (client.has_error()) return refuse(error, NEO_UNSUPPORTED, client.error());
    const auto log_service = find_service<neo_log_1>(host);
    const Configuration configuration = read(config);

    json::array report;
    const std::string broken =
        run(*client, configuration.ground, log_service.has_value() ? *log_service : Bound<neo_log_1>{}, report);
    if (!configuration.report.empty()) {
        const std::filesystem::path file = std::filesystem::path(view(host.config_directory)) / configuration.report;
        if (!(std::ofstream(file) << json::serialize(report) << '\n')) {
            return refuse(error, NEO_INVALID, {"report: cannot write " + file.string()});
        }
    }
    if (!broken.empty()) return refuse(error, NEO_INVALID, {"the host breaks its contract:" + broken});
    return NEO_OK;
}

neo_status init(const neo_host* host, neo_text config, neo_sink error, void** instance) noexcept {
    return guarded(error, [&]() -> neo_status {
        *instance = nullptr;
        if (const auto refusal = check_host(host)) return refuse(error, NEO_UNSUPPORTED, *refusal);
        try {
            return put_to_the_test(*host, config, error);
        } catch (const std::invalid_argument& mistake) {
            return refuse(error, NEO_INVALID, {mistake.what()});
        }
    });
}

void shut_down(void*) noexcept {}

constexpr neo_plugin plugin = describe_plugin("neo-check-host", "1.0.0", &init, &shut_down);

}  // namespace

NEO_EXPORT_PLUGIN(plugin)
