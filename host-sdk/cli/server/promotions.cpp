#include "promotions.hpp"

#include "url.hpp"

#include <host-sdk/cli/text/view.hpp>
#include <neo/host/cpp/json_text.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace neo::cli {
namespace json = boost::json;
namespace {

constexpr std::size_t largest_page = 500;

std::string query_of(const Filter& filter, std::size_t limit, const std::string& cursor) {
    std::string query = fmt::format("?limit={}", limit);
    for (const auto& [name, value] : filter) {
        if (!value.empty()) query += fmt::format("&{}={}", name, encoded(value));
    }
    return cursor.empty() ? query : query + "&cursor=" + encoded(cursor);
}

}  // namespace

std::string each_promotion(Api& api, const Filter& filter, std::size_t most,
                           const std::function<void(const json::value&, std::string_view)>& take) {
    std::string cursor;
    std::string next_cursor = "null";
    while (most > 0) {
        const Document page =
            must([&] { return api.promotions(query_of(filter, std::min(most, largest_page), cursor)); });
        const json::array& items = elements(member(page.value, "items"));
        const auto texts = sdk::json_text::elements(sdk::json_text::member(page.text, "items"));
        if (items.size() != texts.size() || items.size() > most)
            throw Failure(no_answer, "the server answers another page than it was asked for");
        for (std::size_t i = 0; i < items.size(); ++i)
            take(items[i], texts[i]);
        most -= items.size();

        const json::value& next = member(page.value, "next_cursor");
        next_cursor = json::serialize(next);
        // A short page, even an empty one, is not the last one.
        if (!next.is_string()) break;
        if (next.get_string() == cursor) throw Failure(no_answer, "the server answers the same page again and again");
        cursor = next.get_string();
    }
    return next_cursor;
}

std::string page_of(const std::vector<std::string>& items, std::string_view next_cursor) {
    return fmt::format(R"({{"items":[{}],"next_cursor":{}}})", fmt::join(items, ","), next_cursor);
}

}  // namespace neo::cli
