#include "../front/plugins.hpp"
#include "commands.hpp"
#include "steps.hpp"

#include <neo/host/cpp/text.hpp>
#include <neo/host/hook/operations.h>

#include <boost/json.hpp>

#include <iostream>

namespace neo::host {

namespace {

namespace json = boost::json;

// Answers how many there are.
std::size_t print(const char* kind, const json::value& findings) {
    for (const json::value& finding : findings.as_array()) {
        std::cout << kind << " " << finding.at("key").as_string().c_str() << ": "
                  << finding.at("detail").as_string().c_str() << "\n";
    }
    return findings.as_array().size();
}

}  // namespace

int reconcile(const std::filesystem::path& file, bool apply) {
    auto config = load_config(file);
    if (!config) return fail(config.error());
    // Who only looks changes no schema: one that is behind is an error.
    if (!apply) config->migrate = config->store.migrate = false;
    const auto store = open_store(*config);
    if (!store) return fail(store.error());
    Plugins plugins(*store->pool, *config, NEO_HOST_NO_BACKGROUND);
    if (const auto started = plugins.start(); !started) return fail(started.error());

    const auto operations = plugins.hook<neo_operations_1>();
    if (!operations) return fail({ErrorCode::not_found, "no plugin of the configuration can reconcile"});
    std::string reply;
    const neo_status status = operations->reconcile(operations.context, apply ? 0 : 1, sdk::append_to(reply));
    json::error_code malformed;
    const json::value found = json::parse(reply, malformed);
    if (malformed || !found.is_object()) return fail({ErrorCode::internal, "the plugin's answer cannot be read"});
    if (status != NEO_OK) return fail({ErrorCode::unavailable, std::string(found.at("detail").as_string())});

    const std::size_t missing = print("missing", found.at("missing"));
    const std::size_t contradictions = print("contradiction", found.at("contradictions"));
    std::cout << "checked " << found.at("checked") << ", missing " << missing << ", contradictions " << contradictions
              << ", rebuilt " << found.at("rebuilt") << std::endl;
    if (!apply && missing > 0) std::cout << "nothing was changed: run it with --apply to rebuild what is missing\n";
    return contradictions > 0 || (!apply && missing > 0) ? exit_needs_a_person : 0;
}

}  // namespace neo::host
