// Promotions, preflights and problems for people.
#pragma once

#include "terminal.hpp"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace neo::cli {

// "acme-dev/welcome@2" of an object with organization, dataflow and version; "(hidden)" for what may not be seen.
std::string version_text(const boost::json::value& reference);

// "2026-11-23 15:10:00" of an RFC 3339 time; a text that is none as it is.
std::string time_text(const boost::json::value& time);

// Each failed check with its remedy, a line or two each.
std::string failures_text(const boost::json::value& failures, const Paint& paint);

std::string warnings_text(const boost::json::value& warnings, const Paint& paint);

// An attempt that ended or goes on.
std::string promotion_text(const boost::json::value& promotion, const Paint& paint);

// A preflight whole (preflight_text.cpp).
std::string preflight_text(const boost::json::value& preflight, const Paint& paint);

// What a problem document says, and with plan_changed how it stands now.
std::string problem_text(const boost::json::value& problem, const Paint& paint);

}  // namespace neo::cli
