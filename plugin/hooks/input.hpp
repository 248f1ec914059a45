// Reading what comes from outside: percent-encoded paths, queries and JSON bodies. Every refusal is a problem that says
// where it is wrong.
#pragma once

#include <plugin/app/history.hpp>
#include <plugin/app/organizations.hpp>
#include <plugin/app/problem.hpp>
#include <plugin/app/promotion_case.hpp>
#include <plugin/ports/registrations.hpp>

#include <boost/json.hpp>

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::hooks {

using Query = std::map<std::string, std::string>;

// The decoded segments of a path and its query: "/a%20b/c?limit=5" is {"a b", "c"} and {limit: 5}.
struct Target {
    std::vector<std::string> segments;
    Query query;
};
app::outcome<Target> read_target(std::string_view target);

// The value of a member of a query: UTF-8 without control characters.
app::outcome<void> check_value(std::string_view name, std::string_view value);

// That a query has no members but these ("limit cursor search").
app::outcome<void> check_query(const Query& query, std::string_view members);

// An id of an organization, dataflow, application or user: 1 to 200 bytes of UTF-8 without control characters.
app::outcome<std::string> read_id(std::string_view text, std::string_view what);
// A version's number, 1 or more.
app::outcome<std::int64_t> read_version(std::string_view text);
// The members "organization", "dataflow" and "version", all of which must be there.
app::outcome<domain::VersionId> read_version_id(const Query& query);

// A JSON object with no members but these, each once.
app::outcome<boost::json::object> read_object(std::string_view body, std::initializer_list<std::string_view> members);
// A member that must be there and be a text.
app::outcome<std::string> read_text(const boost::json::object& object, std::string_view member);

// The same, an id.
app::outcome<std::string> read_id_member(const boost::json::object& object, std::string_view member);
// A member that must be there and be an array of texts.
app::outcome<std::vector<std::string>> read_texts(const boost::json::object& object, std::string_view member);

// Filters that must not be there and empty: that would ask for everything.
app::outcome<void> check_filters(const Query& query, std::initializer_list<const char*> names);
// A member of a query, true or false; false where it is missing.
app::outcome<bool> read_flag(const Query& query, const char* name);
// A member of a query; empty where it is missing.
std::string value_or_empty(const Query& query, const char* name);

// Where a page begins and how long it is.
struct Paging {
    std::string cursor;  // empty: from the start
    int limit = 50;
};
// What the cursors of a list are: ids that the host gave, of any text, or ids that this program made.
enum class Cursors { given_ids, made_ids };
app::outcome<Paging> read_paging(const Query& query, Cursors cursors = Cursors::given_ids);

app::outcome<domain::OrganizationType> read_organization_type(std::string_view text);
app::outcome<domain::Standing> read_standing(std::string_view text);
app::outcome<domain::Relation> read_relation(std::string_view text);

// A client's own key of a request: at most 200 bytes of UTF-8 without control characters. Unset when it is empty: there
// is none.
app::outcome<std::optional<std::string>> read_idempotency_key(std::string_view text);

// {"source": {"organization", "dataflow", "version"}, "target": {"organization", "application"}}.
app::outcome<app::PromotionRequest> read_promotion_request(std::string_view body);
// The same, and "plan", "accept", "reason", "ticket" (R3, R4).
app::outcome<app::PromotionRequest> read_promised_request(std::string_view body);

// What is said with a promotion, as it came; empty texts and null: nothing.
struct Promise {
    std::string_view plan;
    std::string_view reason;
    std::string_view ticket;
    const boost::json::value* accepted = nullptr;
};
app::outcome<void> read_promise(const Promise& said, app::PromotionRequest& request);

// The reason of a recall: it must say something, in as many bytes as that of a promotion may have.
app::outcome<std::string> read_reason(std::string_view text);

// The filters of the history, and those of the changes of registrations and mappings but for the organization: not
// which page of them.
app::outcome<app::PromotionsQuery> read_promotions_query(const Query& query);
app::outcome<ports::ChangesFilter> read_changes_filter(const Query& query);

// 400: the request cannot be read at all.
app::Problem bad_request(std::string detail);
// 422: it can be read, and this part of it is wrong.
app::Problem wrong_value(std::string detail);

}  // namespace neo::hooks
