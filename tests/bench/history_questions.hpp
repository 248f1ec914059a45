// What is asked of a long history: by whom, for what, and where in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace neo::bench {

// How many organizations a caller may view; none: all.
struct HistoryCaller {
    std::string user;
    std::int64_t organizations = 0;
    bool sees_all = false;
};

// "one", "few" (300), "many" (3,000) and "all", as far as there are so many organizations.
std::vector<HistoryCaller> history_callers(std::int64_t organizations);
std::string platform_of(const std::vector<HistoryCaller>& callers);

struct HistoryQuestion {
    std::string name;  // "all: status=succeeded, deep"
    std::string request;
};

// `middle_id` and the two times lie in the middle of the history.
std::vector<HistoryQuestion> history_questions(const std::vector<HistoryCaller>& callers, std::string_view middle_id,
                                               std::string_view from, std::string_view to);

}  // namespace neo::bench
