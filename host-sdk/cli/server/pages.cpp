#include "pages.hpp"

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

Document each_item(const AskPage& ask, const Filter& filter, std::size_t most, const TakeItem& take) {
    for (std::string cursor;;) {
        Document page = must([&] { return ask(query_of(filter, std::min(most, largest_page), cursor)); });
        const json::array& items = elements(member(page.value, "items"));
        const auto texts = sdk::json_text::elements(sdk::json_text::member(page.text, "items"));
        if (items.size() != texts.size() || items.size() > most)
            throw Failure(no_answer, "the server answers another page than it was asked for");
        for (std::size_t i = 0; i < items.size(); ++i)
            take(items[i], texts[i]);
        most -= items.size();

        // A short page, even an empty one, is not the last one.
        const json::string* const next = member(page.value, "next_cursor").if_string();
        if (most == 0 || next == nullptr) return page;
        if (*next == cursor) throw Failure(no_answer, "the server answers the same page again and again");
        cursor = *next;
    }
}

std::string page_of(const Document& last, const std::vector<std::string>& items) {
    const std::string_view old = sdk::json_text::member(last.text, "items");
    if (old.empty()) return last.text;
    const auto begin = static_cast<std::size_t>(old.data() - last.text.data());
    return fmt::format("{}[{}]{}", last.text.substr(0, begin), fmt::join(items, ","),
                       last.text.substr(begin + old.size()));
}

}  // namespace neo::cli
