#include "input.hpp"

#include <neo/host/cpp/repeated_member.hpp>
#include <plugin/base/time.hpp>
#include <plugin/base/url_text.hpp>

#include <algorithm>
#include <charconv>

namespace neo::hooks {

namespace json = boost::json;
using app::outcome;
using app::Problem;

namespace {

constexpr std::size_t longest_id = 200;
constexpr std::size_t longest_idempotency_key = 200;
constexpr std::size_t longest_reason = 2000;
constexpr std::size_t most_nesting = 32;  // of a body: json::parse takes as much

bool has_controls(std::string_view text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

// 8-4-4-4-12 hexadecimal digits: a UUID as this program writes one.
bool is_made_id(std::string_view text) {
    constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return std::ranges::equal(text, form, [](char c, char expected) {
        return expected == '-' ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

std::optional<std::int64_t> number_from(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::string> value_of(const Query& query, const char* name) {
    const auto found = query.find(name);
    return found == query.end() || found->second.empty() ? std::nullopt : std::optional(found->second);
}

outcome<std::optional<Time>> read_time(const Query& query, const char* name) {
    auto text = value_of(query, name);
    if (!text) return std::optional<Time>();
    // A raw + in a query reads as a space, which nothing but an offset can follow here.
    constexpr std::size_t offset_size = 6;
    if (text->size() > offset_size && (*text)[text->size() - offset_size] == ' ')
        (*text)[text->size() - offset_size] = '+';
    const auto time = time_from(*text);
    if (!time) return bad_request("'" + std::string(name) + "' must be a time as in 2026-11-23T15:10:00Z (RFC 3339).");
    return time;
}

outcome<void> check_members(const json::object& object, std::initializer_list<std::string_view> members) {
    for (const auto& member : object) {
        if (std::ranges::find(members, std::string_view(member.key())) == members.end()) {
            return wrong_value("The body has an unknown member '" + std::string(member.key()) + "'.");
        }
    }
    return boost::system::in_place_value;
}

outcome<json::object> member_object(const json::object& object, std::string_view name,
                                    std::initializer_list<std::string_view> members) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_object())
        return wrong_value("The body needs an object '" + std::string(name) + "'.");
    if (auto checked = check_members(value->get_object(), members); !checked) return checked.error();
    return value->get_object();
}

}  // namespace

Problem bad_request(std::string detail) {
    return {"bad_request", std::move(detail)};
}

Problem wrong_value(std::string detail) {
    return {"invalid_request", std::move(detail)};
}

outcome<Target> read_target(std::string_view text) {
    Target target;
    const std::size_t question = text.find('?');
    std::string_view path = text.substr(0, question);
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const std::size_t end = std::min(path.find('/'), path.size());
        auto segment = sdk::percent_decoded(path.substr(0, end));
        if (!segment) return bad_request("The path has a percent-encoding that is no UTF-8 text.");
        target.segments.push_back(std::move(*segment));
        path.remove_prefix(end);
    }
    std::string_view query = question == std::string_view::npos ? std::string_view() : text.substr(question + 1);
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = sdk::percent_decoded(pair.substr(0, equals), true);
        auto value = sdk::percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value) return bad_request("The query has a percent-encoding that is no UTF-8 text.");
        if (const auto checked = check_value(*name, *value); !checked) return checked.error();
        const auto [at, added] = target.query.emplace(std::move(*name), std::move(*value));
        if (!added) return bad_request("The query has '" + at->first + "' twice.");
    }
    return target;
}

outcome<void> check_value(std::string_view name, std::string_view value) {
    if (has_controls(value) || !sdk::is_utf8(value))
        return wrong_value("'" + std::string(name) + "' must be UTF-8 text without control characters.");
    return boost::system::in_place_value;
}

outcome<void> check_query(const Query& query, std::string_view members) {
    const std::string known = " " + std::string(members) + " ";
    for (const auto& [name, value] : query) {
        if (known.find(" " + name + " ") != std::string::npos) continue;
        return bad_request("The query has an unknown member '" + name + "'. Known here: " + std::string(members) + ".");
    }
    return boost::system::in_place_value;
}

outcome<std::string> read_id(std::string_view text, std::string_view what) {
    if (text.empty() || text.size() > longest_id || has_controls(text) || !sdk::is_utf8(text)) {
        return wrong_value("'" + std::string(what) + "' must be 1 to " + std::to_string(longest_id) +
                           " bytes of UTF-8 text without control characters.");
    }
    return std::string(text);
}

outcome<std::int64_t> read_version(std::string_view text) {
    const auto number = number_from(text);
    // One way to write it: who guards paths in front of the host knows them by their text.
    if (!number || *number < 1 || text.starts_with('0'))
        return bad_request("A version is a whole number of 1 or more, without zeros before it.");
    return *number;
}

outcome<domain::VersionId> read_version_id(const Query& query) {
    domain::VersionId id;
    for (const auto& [name, member] : {std::pair{"organization", &id.organization}, {"dataflow", &id.dataflow}}) {
        const auto found = query.find(name);
        if (found == query.end()) return bad_request("'" + std::string(name) + "' is missing from the query.");
        NEO_TRY(text, read_id(found->second, "'" + std::string(name) + "'"));
        *member = std::move(text);
    }
    const auto found = query.find("version");
    if (found == query.end()) return bad_request("'version' is missing from the query.");
    NEO_TRY(number, read_version(found->second));
    id.version = number;
    return id;
}

outcome<json::object> read_object(std::string_view body, std::initializer_list<std::string_view> members) {
    if (const auto fault = sdk::check_document(body, most_nesting)) {
        const std::string what = "The body, " + fault->place + ": " + fault->message + ".";
        return fault->syntax ? bad_request(what) : wrong_value(what);
    }
    const json::value value = json::parse(body);
    if (!value.is_object()) return wrong_value("The body must be a JSON object.");
    if (auto checked = check_members(value.get_object(), members); !checked) return checked.error();
    return value.get_object();
}

outcome<std::string> read_text(const json::object& object, std::string_view member) {
    const json::value* value = object.if_contains(member);
    if (value == nullptr || !value->is_string())
        return wrong_value("The body needs a text '" + std::string(member) + "'.");
    return std::string(value->get_string());
}

outcome<std::string> read_id_member(const json::object& object, std::string_view member) {
    NEO_TRY(text, read_text(object, member));
    return read_id(text, member);
}

outcome<std::vector<std::string>> read_texts(const json::object& object, std::string_view member) {
    const json::value* value = object.if_contains(member);
    if (value == nullptr || !value->is_array())
        return wrong_value("The body needs an array of texts '" + std::string(member) + "'.");
    std::vector<std::string> texts;
    for (const json::value& element : value->get_array()) {
        if (!element.is_string()) return wrong_value("'" + std::string(member) + "' must have texts only.");
        texts.emplace_back(element.get_string());
    }
    return texts;
}

std::string value_or_empty(const Query& query, const char* name) {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
}

outcome<Paging> read_paging(const Query& query, Cursors cursors) {
    Paging paging;
    if (const auto limit = value_of(query, "limit")) {
        const auto number = number_from(*limit);
        if (!number || *number < 1 || *number > app::largest_page) {
            return bad_request("'limit' must be a whole number from 1 to " + std::to_string(app::largest_page) + ".");
        }
        paging.limit = static_cast<int>(*number);
    }
    if (const auto cursor = value_of(query, "cursor")) {
        const bool known = cursors == Cursors::made_ids ? is_made_id(*cursor) : read_id(*cursor, "cursor").has_value();
        if (!known) return wrong_value("'cursor' must be the next_cursor of the page before, as it was answered.");
        paging.cursor = *cursor;
    }
    return paging;
}

outcome<domain::OrganizationType> read_organization_type(std::string_view text) {
    const auto type = domain::organization_type_from(text);
    if (!type) return wrong_value("'type' must be one of dev, sit, uat, automation, demo, prod.");
    return *type;
}

outcome<domain::Standing> read_standing(std::string_view text) {
    const auto standing = domain::standing_from(text);
    if (!standing)
        return wrong_value("'standing' must be one of new, unrelated, current, behind, changed_there, diverged.");
    return *standing;
}

outcome<domain::Relation> read_relation(std::string_view text) {
    const auto relation = domain::relation_from(text);
    if (!relation) return wrong_value("'relation' must be sibling or default.");
    return *relation;
}

outcome<std::optional<std::string>> read_idempotency_key(std::string_view text) {
    if (text.empty()) return std::optional<std::string>();
    if (text.size() > longest_idempotency_key || has_controls(text) || !sdk::is_utf8(text)) {
        return bad_request("An Idempotency-Key has at most " + std::to_string(longest_idempotency_key) +
                           " bytes of UTF-8 text without control characters.");
    }
    return std::optional(std::string(text));
}

namespace {

outcome<app::PromotionRequest> read_promotion(const json::object& object) {
    NEO_TRY(source, member_object(object, "source", {"organization", "dataflow", "version"}));
    NEO_TRY(target, member_object(object, "target", {"organization", "application"}));
    app::PromotionRequest request;
    NEO_TRY(organization, read_id_member(source, "organization"));
    NEO_TRY(dataflow, read_id_member(source, "dataflow"));
    NEO_TRY(target_organization, read_id_member(target, "organization"));
    const json::value* version = source.if_contains("version");
    json::error_code error;
    const auto number = version == nullptr ? 0 : version->to_number<std::int64_t>(error);
    if (error || number < 1) return wrong_value("'version' must be a whole number of 1 or more.");
    request.source = {std::move(organization), std::move(dataflow), number};
    request.target = std::move(target_organization);
    const json::value* application = target.if_contains("application");
    if (application != nullptr && !application->is_null()) {
        NEO_TRY(id, read_id_member(target, "application"));
        request.application = std::move(id);
    }
    return request;
}

// Texts for a person may have several lines; a database takes no NUL.
outcome<std::optional<std::string>> read_note(std::string_view text, std::string_view member, std::size_t most_bytes) {
    if (text.empty()) return std::optional<std::string>();
    const bool has_controls = std::ranges::any_of(text, [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t') || c == '\x7f';
    });
    if (text.size() > most_bytes || has_controls || !sdk::is_utf8(text))
        return wrong_value("'" + std::string(member) + "' must be at most " + std::to_string(most_bytes) +
                           " bytes of text without control characters.");
    return std::optional(std::string(text));
}

outcome<std::string> optional_text(const json::object& object, const char* member) {
    const json::value* value = object.if_contains(member);
    if (value == nullptr || value->is_null()) return std::string();
    if (!value->is_string()) return wrong_value("'" + std::string(member) + "' must be a text.");
    return std::string(value->get_string());
}

outcome<std::vector<std::string>> read_accepted(const json::value& value) {
    if (!value.is_array()) return wrong_value("'accept' must be a list of codes of warnings.");
    std::vector<std::string> accepted;
    for (const json::value& item : value.get_array()) {
        const json::string* code = item.if_string();
        if (code == nullptr ||
            std::ranges::find(domain::warning_codes, std::string_view(*code)) == domain::warning_codes.end())
            return wrong_value("'accept' must be a list of codes of warnings, as a preflight tells them.");
        if (std::ranges::find(accepted, std::string_view(*code)) == accepted.end()) accepted.emplace_back(*code);
    }
    return accepted;
}

}  // namespace

outcome<void> read_promise(const Promise& said, app::PromotionRequest& request) {
    constexpr std::size_t longest_ticket = 200;
    if (!said.plan.empty()) request.plan = std::string(said.plan);
    NEO_TRY(reason, read_note(said.reason, "reason", longest_reason));
    request.reason = std::move(reason);
    if (!said.ticket.empty()) {
        if (said.ticket.size() > longest_ticket) return wrong_value("'ticket' must be at most 200 bytes.");
        if (auto checked = check_value("ticket", said.ticket); !checked) return wrong_value(checked.error().detail);
        request.ticket = std::string(said.ticket);
    }
    if (said.accepted != nullptr) {
        NEO_TRY(accepted, read_accepted(*said.accepted));
        request.accepted = std::move(accepted);
    }
    return boost::system::in_place_value;
}

outcome<std::string> read_reason(std::string_view text) {
    NEO_TRY(reason, read_note(text, "reason", longest_reason));
    if (!reason || reason->find_first_not_of(" \t\r\n") == std::string::npos)
        return wrong_value("'reason' must say why; it must not be blank.");
    return *std::move(reason);
}

outcome<app::PromotionRequest> read_promised_request(std::string_view body) {
    NEO_TRY(object, read_object(body, {"source", "target", "plan", "accept", "reason", "ticket"}));
    NEO_TRY(request, read_promotion(object));
    NEO_TRY(plan, optional_text(object, "plan"));
    NEO_TRY(reason, optional_text(object, "reason"));
    NEO_TRY(ticket, optional_text(object, "ticket"));
    const json::value* accepted = object.if_contains("accept");
    if (accepted != nullptr && accepted->is_null()) accepted = nullptr;
    const json::value* const given = object.if_contains("plan");
    if (given != nullptr && given->is_string() && plan.empty()) return wrong_value("'plan' must not be empty.");
    if (auto read = read_promise({plan, reason, ticket, accepted}, request); !read) return read.error();
    return request;
}

outcome<app::PromotionRequest> read_promotion_request(std::string_view body) {
    NEO_TRY(object, read_object(body, {"source", "target"}));
    return read_promotion(object);
}

outcome<void> check_filters(const Query& query, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const auto found = query.find(name);
        if (found != query.end() && found->second.empty())
            return wrong_value("'" + std::string(name) + "' must not be empty; leave it out to ask for all.");
    }
    return boost::system::in_place_value;
}

outcome<bool> read_flag(const Query& query, const char* name) {
    const auto value = value_of(query, name);
    if (value && *value != "true" && *value != "false")
        return bad_request("'" + std::string(name) + "' must be true or false.");
    return value == "true";
}

outcome<app::PromotionsQuery> read_promotions_query(const Query& query) {
    app::PromotionsQuery asked;
    ports::HistoryFilter& filter = asked.filter;
    if (const auto checked = check_filters(
            query, {"organization", "other_organization", "dataflow", "actor", "actor_name", "ticket", "reason"});
        !checked)
        return checked.error();
    filter.organization = value_of(query, "organization");
    filter.other_organization = value_of(query, "other_organization");
    filter.dataflow = value_of(query, "dataflow");
    filter.actor = value_of(query, "actor");
    filter.ticket = value_of(query, "ticket");
    asked.reason = value_of(query, "reason").value_or("");
    if (const auto words = value_of(query, "actor_name")) {
        if (words->find_first_not_of(' ') == std::string::npos)
            return wrong_value("'actor_name' must have a word; leave it out to ask for all.");
        asked.actor_name = *words;
    }
    if (const auto role = value_of(query, "role")) {
        using Role = ports::HistoryFilter::Role;
        if (*role != "source" && *role != "target" && *role != "any")
            return bad_request("'role' must be source, target or any.");
        filter.role = *role == "source" ? Role::source : *role == "target" ? Role::target : Role::any;
    }
    if (const auto version = value_of(query, "version")) {
        NEO_TRY(number, read_version(*version));
        filter.version = number;
    }
    if (const auto status = value_of(query, "status")) {
        filter.status = ports::promotion_status_from(*status);
        if (!filter.status) return bad_request("'status' must be succeeded, failed, refused or in_progress.");
    }
    if (const auto type = value_of(query, "type")) {
        NEO_TRY(known, read_organization_type(*type));
        filter.target_type = known;
    }
    if (const auto standing = value_of(query, "standing")) {
        NEO_TRY(known, read_standing(*standing));
        filter.standing = known;
    }
    NEO_TRY(from, read_time(query, "from"));
    NEO_TRY(to, read_time(query, "to"));
    filter.from = from;
    filter.to = to;
    return asked;
}

outcome<ports::ChangesFilter> read_changes_filter(const Query& query) {
    if (const auto checked = check_filters(query, {"actor"}); !checked) return checked.error();
    ports::ChangesFilter filter;
    filter.actor = value_of(query, "actor");
    NEO_TRY(from, read_time(query, "from"));
    NEO_TRY(to, read_time(query, "to"));
    filter.from = from;
    filter.to = to;
    return filter;
}

}  // namespace neo::hooks
