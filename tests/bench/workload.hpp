// What is promoted: dataflows of one organization, each to as many others as there are runs.
#pragma once

#include <string>
#include <string_view>
#include <tests/e2e/support/platform.hpp>
#include <vector>

namespace neo::bench {

inline constexpr std::string_view source_organization = "acme-dev";
inline constexpr std::string_view actor = "ana";  // who promotes

// The blocks of a document of exactly this many bytes, at least 200.
std::string synthetic_blocks(std::size_t bytes);

// Those of the corpus of public documents, or synthetic ones of that many bytes; each has a trigger of its own.
std::vector<e2e::TestDataflow> corpus_dataflows(std::size_t count);
std::vector<e2e::TestDataflow> synthetic_dataflows(std::size_t count, std::size_t bytes);

std::string target_organization(std::size_t number);

// The source with the dataflows, and `targets` organizations to promote to, in all of which "ana" may do everything.
std::string platform_of(const std::vector<e2e::TestDataflow>& dataflows, std::size_t targets);

// Registers all of them, and maps the source to each target, at a host that runs.
void register_and_map(int port, std::size_t targets);

std::string token();
// Of promotion `dataflow` to a target, for LoadClient.
std::string promotion_request(const std::string& dataflow, std::size_t target);
// All of the dataflows to a target, dealt out to clients.
std::vector<std::vector<std::string>> promotion_requests(const std::vector<e2e::TestDataflow>& dataflows,
                                                         std::size_t target, std::size_t clients);

}  // namespace neo::bench
