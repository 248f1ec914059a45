#include "trigger_rule.hpp"

#include <plugin/base/digest.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

namespace neo::test {

namespace {

using Dataflow = std::pair<std::string, std::string>;               // organization, id
using Trigger = std::tuple<std::string, std::string, std::string>;  // organization, method in upper case, URL

struct Triggers {
    std::set<Trigger> approved;
    std::set<Trigger> drafted;
};

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

std::map<Dataflow, Triggers> read_versions(sql::Connection& connection) {
    std::map<Dataflow, Triggers> found;
    connection.all({"test.versions", "SELECT organization, dataflow, state, method, url FROM versions"}, {},
                   [&](sql::Row& row) {
                       Dataflow dataflow;
                       dataflow.first = row.text();
                       dataflow.second = row.text();
                       const std::string state = row.text();
                       const std::string method = row.text();
                       const Trigger trigger{dataflow.first, upper(method), row.text()};
                       Triggers& triggers = found[dataflow];
                       if (state == "approved" || state == "live") triggers.approved.insert(trigger);
                       if (state == "draft" || state == "awaiting_approval") triggers.drafted.insert(trigger);
                       return true;
                   });
    return found;
}

std::map<std::string, std::string> read_holders(sql::Connection& connection) {
    std::map<std::string, std::string> found;
    connection.all({"test.holders", "SELECT trigger_hash, dataflow FROM trigger_holders"}, {}, [&](sql::Row& row) {
        const std::string hash = row.text();
        found[hash] = row.text();
        return true;
    });
    return found;
}

}  // namespace

std::string contradiction(HostStore& host) {
    std::map<Dataflow, Triggers> versions;
    std::map<std::string, std::string> holders;
    const auto read = host.pool().write("test.read", [&](sql::Connection& connection) -> result<void> {
        versions = read_versions(connection);
        holders = read_holders(connection);
        return {};
    });
    if (!read) return read.error().message;

    std::map<Trigger, std::set<std::string>> by_approval;
    std::map<Trigger, std::set<std::string>> wanted;
    for (const auto& [dataflow, triggers] : versions) {
        for (const Trigger& trigger : triggers.approved)
            by_approval[trigger].insert(dataflow.second);
        for (const Trigger& trigger : triggers.approved.empty() ? triggers.drafted : triggers.approved)
            wanted[trigger].insert(dataflow.second);
    }
    std::string wrong;
    for (const auto& [trigger, claimants] : wanted) {
        const auto& [organization, method, url] = trigger;
        const auto holder = holders.find(sha256({organization, method, url}));
        const std::string who = holder == holders.end() ? "nobody" : holder->second;
        if (holder != holders.end()) holders.erase(holder);
        const auto& approved = by_approval[trigger];
        if (approved.size() > 1) wrong += "several approved at " + url + "; ";
        if (!(approved.empty() ? claimants : approved).contains(who)) wrong += who + " holds " + url + "; ";
    }
    for (const auto& [hash, dataflow] : holders)
        wrong += dataflow + " holds what it has no right to; ";
    return wrong;
}

}  // namespace neo::test
