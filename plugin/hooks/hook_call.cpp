#include "hook_call.hpp"

#include <boost/json.hpp>

namespace neo::hooks {

namespace json = boost::json;

void log_cause(ports::Log& log, std::string_view asked, const Reply& reply) noexcept {
    if (reply.cause.empty()) return;
    const auto level = reply.status == 500 ? ports::LogLevel::error : ports::LogLevel::warning;
    log.write(level, "hooks", std::string(asked) + ": " + reply.cause);
}

app::outcome<Query> query_from(neo_text text) {
    Query query;
    if (text.size == 0) return query;
    json::error_code error;
    const json::value value = json::parse(sdk::view(text), error);
    if (error || !value.is_object()) return bad_request("The query is not a JSON object.");
    for (const auto& member : value.get_object()) {
        if (member.value().is_null()) continue;
        std::string written =
            member.value().is_string() ? std::string(member.value().get_string()) : json::serialize(member.value());
        if (const auto checked = check_value(member.key(), written); !checked) return checked.error();
        query[std::string(member.key())] = std::move(written);
    }
    return query;
}

}  // namespace neo::hooks
