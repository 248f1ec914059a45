// The plan of a promotion (R3): a short hash of each part that it was made on, in a text that nobody keeps. It gives no
// authority and says nothing that a person could read; shown again it tells which part is no longer so.
//
//     1.<promotion key>.<content>.<route>.<target head>.<base>.<mapping>.<registrations>.<findings>
//
// each of 16 hexadecimal digits.
#pragma once

#include "promotion_case.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace neo::app {

// Of a case whose version is known.
std::string plan_of(const PromotionCase& promotion_case);

// Whether it is a plan at all, and that of this promotion key.
bool is_plan_of(std::string_view plan, std::string_view promotion_key);

// The parts that are not as the plan has them, in the order above: content, route, target_head, base, mapping,
// registrations, findings. `plan` is one of this promotion.
std::vector<std::string> moved_parts(std::string_view plan, const PromotionCase& promotion_case);

}  // namespace neo::app
