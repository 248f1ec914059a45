// One check of the host contract, and what it is given to work with.
#pragma once

#include "client.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace neo::check {

// The part of the host's platform that the checks may use: from the plugin's configuration.
struct Ground {
    std::string actor;     // has neo.promote in both organizations
    std::string stranger;  // has it in neither; need not exist
    std::string source_organization;
    std::string source_dataflow;  // with an approved or live version
    std::int64_t source_version = 1;
    std::string target_organization;  // the checks create dataflows here
    std::string target_application;   // custom
};

// What a check works with. Every check makes its own keys and triggers, so that checks can run again on the same host.
class Trial {
public:
    Trial(const Client& client, const Ground& given) : host(client), ground(given) {}

    const Client& host;
    const Ground& ground;

    // Notes a failure unless `holds`. `what` says what the contract demands.
    void expect(bool holds, std::string_view what);
    // The same for a status, and names the one that came.
    void expect(const Reply& reply, neo_status wanted, std::string_view what);

    // An apply request of the actor for a new dataflow under a fresh key and a fresh trigger.
    ApplyRequest fresh_request() const;
    static std::string fresh_key();

    const std::vector<std::string>& failures() const { return failures_; }

private:
    std::vector<std::string> failures_;
};

// Reads a list page by page of one, up to a bound, and compares with the one big page. `id` is the member that orders
// it.
void expect_pages(Trial& trial, const std::vector<std::string>& all,
                  const std::function<Reply(const std::string& after)>& page_of_one, const std::string& what,
                  std::string_view id);
// The contract names the range of limits; a host may refuse what lies outside or answer the nearest page.
void expect_bounded(Trial& trial, const Reply& reply, std::string_view id, std::string_view what);

struct Check {
    std::string_view name;  // what the host promises
    void (*run)(Trial&);
};

// Each file of checks answers its own list.
std::span<const Check> reading_checks();
std::span<const Check> case_checks();
std::span<const Check> heads_checks();
std::span<const Check> needs_checks();
std::span<const Check> people_checks();
std::span<const Check> apply_checks();
std::span<const Check> content_checks();
std::span<const Check> abort_checks();
std::span<const Check> race_checks();

}  // namespace neo::check
