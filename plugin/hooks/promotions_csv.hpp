// The history as comma-separated values (W7): RFC 4180, UTF-8, a line a promotion, the names of the columns first.
#pragma once

#include <plugin/app/people.hpp>
#include <plugin/app/visibility.hpp>

#include <string>
#include <string_view>

namespace neo::hooks {

// The names of the columns, as the first line.
inline constexpr std::string_view promotions_csv_head =
    "id,status,source_organization,source_dataflow,dataflow_name,source_version,target_organization,"
    "target_application,target_dataflow,approved_version,draft_version,routed,trigger_method,trigger_url,actor,"
    "actor_name,requested_at,finished_at,reasons,standing,ticket,reason,planned,warnings,accepted,content_hash\r\n";

// One promotion in these columns. What the caller may not see is empty. A text that a spreadsheet would take for a
// formula has an apostrophe before it.
std::string promotion_csv(const app::Shown<ports::Promotion>& promotion, const app::NameOf& name_of);

}  // namespace neo::hooks
