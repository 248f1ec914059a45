// What is noticed in a content before it crosses into another organization (R5). The scan, whose
// the hosts are, what the target lacks, and how that is told.
#pragma once

#include "problem.hpp"
#include "services.hpp"

#include <plugin/domain/content_findings.hpp>

#include <string>
#include <string_view>

namespace neo::app {

// `content` is a version's, as a ports::Version has it; `target` the organization that it is to go to. Asks the store
// and the host only about what the content holds, the store about hosts only if anybody declared any. What it answers
// is for who may view the content.
outcome<domain::Findings> find_in_content(Services& services, std::string_view content, const std::string& target,
                                          bool hosts_are_declared);

}  // namespace neo::app
