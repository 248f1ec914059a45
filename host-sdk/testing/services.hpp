// The mock host's service tables: every call is recorded, goes through the fault script, and reaches the platform.
#pragma once

#include <neo/host/cpp/host.hpp>
#include <neo/testing/call_recorder.hpp>
#include <neo/testing/fault_script.hpp>
#include <neo/testing/platform.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace neo::testing {

struct Services {
    Platform platform;
    FaultScript faults;
    CallRecorder recorder;

    // Records and performs one call.
    Reply call(std::string_view function, std::map<std::string, std::string> arguments, const FaultScript::Act& act);
};

// Gives all service tables to a host, but for those whose id is in `without`, and without the functions of a later
// minor that are named there ("dataflows.get_case", "dataflows.list_heads") and what came after them in their table.
// `services` must outlive the host.
void give_services(sdk::Host& host, Services& services, const std::vector<std::string>& without);

}  // namespace neo::testing
