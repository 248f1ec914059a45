#include "hook_call.hpp"

#include <boost/json.hpp>

namespace neo::hooks {

namespace json = boost::json;

namespace {

app::outcome<Query> query_from(std::string_view text) {
    Query query;
    if (text.empty()) return query;
    json::error_code error;
    const json::value value = json::parse(text, error);
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

}  // namespace

void log_cause(ports::Log& log, std::string_view asked, const app::Problem& problem) noexcept {
    if (problem.cause.empty()) return;
    const bool defect = problem.kind == app::Problem::Kind::internal;
    log.write(defect ? ports::LogLevel::error : ports::LogLevel::warning, "hooks",
              std::string(asked) + ": " + problem.cause);
}

app::outcome<Call> call_from(app::Services& services, std::initializer_list<neo_text> ids, neo_text query) {
    for (const neo_text id : ids) {
        if (const auto checked = read_id(sdk::view(id), "an id"); !checked) return checked.error();
    }
    NEO_TRY(wanted, query_from(sdk::view(query)));
    return Call{services, ids.size() == 0 ? std::string() : text_from(*ids.begin()), std::move(wanted)};
}

app::outcome<domain::VersionId> version_from(neo_text organization, neo_text dataflow, std::int64_t number) {
    NEO_TRY(in, read_id(sdk::view(organization), "organization"));
    NEO_TRY(of, read_id(sdk::view(dataflow), "dataflow"));
    if (number < 1) return wrong_value("'version' must be 1 or more.");
    return domain::VersionId{std::move(in), std::move(of), number};
}

}  // namespace neo::hooks
