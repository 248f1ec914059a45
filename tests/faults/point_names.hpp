// The names of the kill points of the protocol, as the sources have them.
#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace neo::faults {

// Those of a promotion from intent to reply, of recovery, giving up and reconciliation, in the plugin, its store and
// the reference host: every name in NEO_KILL_POINT("…"), and for each statement and transaction of the ledger, of a
// record in the history and of the host's apply and abort the ones before and after it. Statements that the host's
// operations share are not among them; a process that comes by tells their names.
std::set<std::string> names_in_sources();

// One name a line, as NEO_KILL_POINT_LOG writes them.
std::set<std::string> names_in(const std::filesystem::path& file);

}  // namespace neo::faults
