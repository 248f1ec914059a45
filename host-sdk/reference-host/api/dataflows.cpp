#include "../documents.hpp"
#include "../json/object_reader.hpp"
#include "../platform/limits.hpp"
#include "../platform/version_document.hpp"
#include "../store/lifecycle.hpp"
#include "if_match.hpp"
#include "routes.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <boost/json/array.hpp>

#include <charconv>
#include <limits>

namespace neo::host::api {

namespace {

constexpr std::string_view admin_permission = "neo.admin";

// 0, which no version has, for anything but digits; a number has one spelling, without zeros before it.
std::int64_t version_number(const std::string& text) {
    if (text.starts_with('0')) return 0;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

VersionId version_of(const Call& call) {
    return {call.ids[0], call.ids[1], version_number(call.ids[2])};
}

void add_warning(boost::json::object& document, const std::optional<std::string>& holder) {
    if (!holder) return;
    const std::string message = "the dataflow \"" + *holder +
                                "\" of this organization holds the same trigger: this version cannot be approved "
                                "while it does";
    document["warnings"] =
        boost::json::array{boost::json::object{{"code", "trigger_taken"}, {"message", message}, {"dataflow", *holder}}};
}

http::Response answer_saved(int status, const Outcome<store::Saved>& saved) {
    if (!saved) return answer_fault(saved.error());
    boost::json::object document = document_of(saved->version);
    add_warning(document, saved->holder);
    http::Response response = http::json_response(status, document);
    response.headers.push_back({"ETag", quoted(*saved->version.etag)});
    return response;
}

Dataflow read_dataflow(json::ObjectReader& reader) {
    Dataflow dataflow;
    dataflow.id = read_id(reader, "id");
    dataflow.name = read_name(reader, "name", dataflow.id);
    dataflow.application = read_id(reader, "application");
    dataflow.global = reader.optional_flag("global").value_or(false);
    dataflow.module = read_optional_word(reader, "module");
    return dataflow;
}

// What a new draft says, in the body itself or, as in a platform file, in the one element of "versions".
template <class Read>
auto read_draft(json::ObjectReader& reader, std::string_view raw, Read read) {
    const auto* versions = reader.optional_array("versions");
    if (versions == nullptr) return read(reader, raw);
    if (versions->size() != 1) reader.refuse("versions", "must hold one version, the draft");
    json::ObjectReader version(versions->front(), "versions[0]");
    auto draft = read(version, sdk::json_text::elements(sdk::json_text::member(raw, "versions")).front());
    reader.adopt(version);
    return draft;
}

// The members of a version that is not there yet. Its number is given by the host, whatever the body says.
void check_begins(json::ObjectReader& reader) {
    reader.optional_integer("version", 1, std::numeric_limits<std::int64_t>::max());
    if (reader.optional_text("state").value_or("draft") != to_text(VersionState::draft))
        reader.refuse("state", "must be \"draft\" or left out: a version begins as one");
}

store::Draft read_new_version(json::ObjectReader& reader, std::string_view raw) {
    check_begins(reader);
    store::Draft draft;
    draft.copy_of = reader.optional_integer("copy_of", 1, std::numeric_limits<std::int64_t>::max());
    if (!draft.copy_of) reader.required("trigger");
    draft.change = read_version_change(reader, raw);
    const VersionChange& change = draft.change;
    if (draft.copy_of && (change.trigger || change.tags || change.blocks || change.connections))
        reader.refuse("copy_of", "stands for trigger, tags, blocks and connections: leave these out");
    return draft;
}

}  // namespace

http::Response create_dataflow(const Call& call) {
    const std::string& organization = call.ids[0];
    if (auto refusal = refuse_unless(call, organization, {edit_permission})) return *std::move(refusal);
    const boost::json::value body = body_around_content(call);
    json::ObjectReader reader(body, "");
    check_says(reader, "organization", organization);
    const Dataflow dataflow = read_dataflow(reader);
    const VersionDocument document =
        read_draft(reader, call.request.body, [&](json::ObjectReader& version, std::string_view raw) {
            check_begins(version);
            return read_version_document(version, raw, dataflow);
        });
    reader.refuse_unread();
    const auto created = store::create_dataflow(call.pool, organization, dataflow, document, call.caller.user);
    if (!created) return answer_fault(created.error());
    boost::json::object answer = document_of(created->dataflow);
    add_warning(answer, created->holder);
    return http::json_response(201, answer);
}

http::Response create_version(const Call& call) {
    const std::string& organization = call.ids[0];
    if (auto refusal = refuse_unless(call, organization, {edit_permission})) return *std::move(refusal);
    const boost::json::value body = body_around_content(call);
    json::ObjectReader reader(body, "");
    const store::Draft draft = read_draft(reader, call.request.body, read_new_version);
    reader.refuse_unread();
    return answer_saved(201, store::create_version(call.pool, organization, call.ids[1], draft, call.caller.user));
}

http::Response change_draft(const Call& call) {
    const VersionId name = version_of(call);
    if (auto refusal = refuse_unless(call, name.organization, {edit_permission})) return *std::move(refusal);
    const boost::json::value body = body_around_content(call);
    json::ObjectReader reader(body, "");
    const VersionChange change = read_version_change(reader, call.request.body);
    reader.refuse_unread();
    return answer_saved(200, store::change_draft(call.pool, name, change, if_match(call.request), call.caller.user));
}

http::Response change_state(const Call& call) {
    const VersionId name = version_of(call);
    if (auto refusal = refuse_unless(call, name.organization, {edit_permission, admin_permission}))
        return *std::move(refusal);
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    const auto to = read_choice<VersionState>(reader, "to");
    reader.refuse_unread();
    return answer_saved(200, store::change_state(call.pool, name, to, if_match(call.request), call.caller.user));
}

}  // namespace neo::host::api
