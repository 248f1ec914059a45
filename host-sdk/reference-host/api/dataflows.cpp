#include "../documents.hpp"
#include "../json/object_reader.hpp"
#include "../platform/limits.hpp"
#include "../platform/version_document.hpp"
#include "../store/lifecycle.hpp"
#include "routes.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <boost/json/array.hpp>

#include <charconv>
#include <limits>

namespace neo::host::api {

namespace {

constexpr std::string_view edit_permission = "neo.edit";
constexpr std::string_view admin_permission = "neo.admin";

// 0, which no version has, for anything but digits.
std::int64_t version_number(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

store::VersionName version_of(const Call& call) {
    return {call.ids[0], call.ids[1], version_number(call.ids[2])};
}

http::Response answer_version(const Call& call, int status, const store::VersionName& name) {
    const auto version = call.pool.read([&](sql::Connection& connection) {
        return store::find_version(connection, name.organization, name.dataflow, name.version);
    });
    if (!version) return answer_fault(version.error());
    if (!*version) return http::problem(404, "version_unknown", "the version is gone");
    return http::json_response(status, document_of(name.organization, **version));
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

// Its number is given by the host, whatever the body says.
VersionDocument read_content_of_draft(json::ObjectReader& reader, std::string_view raw) {
    if (reader.optional_text("state").value_or(std::string(state::draft)) != state::draft)
        reader.refuse("state", "must be \"draft\" or left out: a version begins as one");
    return read_version_document(reader, raw);
}

// What a new draft says, in the body itself or, as in a platform file, in the one element of "versions".
VersionDocument read_draft(json::ObjectReader& reader, std::string_view raw) {
    const auto* versions = reader.optional_array("versions");
    if (versions == nullptr) return read_content_of_draft(reader, raw);
    const auto texts = sdk::json_text::elements(sdk::json_text::member(raw, "versions"));
    if (versions->size() != 1 || texts.size() != 1) reader.refuse("versions", "must hold one version, the draft");
    json::ObjectReader version(versions->front(), "versions[0]");
    return read_content_of_draft(version, texts.front());
}

}  // namespace

http::Response create_dataflow(const Call& call) {
    const std::string& organization = call.ids[0];
    if (auto refusal = refuse_unless(call, organization, {edit_permission})) return *std::move(refusal);
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    const Dataflow dataflow = read_dataflow(reader);
    const VersionDocument document = read_draft(reader, call.request.body);
    const auto created = store::create_dataflow(call.pool, organization, dataflow, document, call.caller.user);
    if (!created) return answer_fault(created.error());
    const auto summary = call.pool.read(
        [&](sql::Connection& connection) { return store::find_dataflow(connection, organization, dataflow.id); });
    if (!summary) return answer_fault(summary.error());
    return http::json_response(201, document_of(**summary));
}

http::Response create_version(const Call& call) {
    const std::string& organization = call.ids[0];
    if (auto refusal = refuse_unless(call, organization, {edit_permission})) return *std::move(refusal);
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    std::variant<VersionDocument, std::int64_t> source;
    if (const auto copied = reader.optional_integer("copy_of", 1, std::numeric_limits<std::int32_t>::max()))
        source = *copied;
    else
        source = read_draft(reader, call.request.body);
    const auto number = store::create_version(call.pool, organization, call.ids[1], source, call.caller.user);
    if (!number) return answer_fault(number.error());
    return answer_version(call, 201, {organization, call.ids[1], *number});
}

http::Response change_draft(const Call& call) {
    const store::VersionName name = version_of(call);
    if (auto refusal = refuse_unless(call, name.organization, {edit_permission})) return *std::move(refusal);
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    const VersionChange change = read_version_change(reader, call.request.body);
    const auto changed = store::change_draft(call.pool, name, change, call.caller.user);
    if (!changed) return answer_fault(changed.error());
    return answer_version(call, 200, name);
}

http::Response change_state(const Call& call) {
    const store::VersionName name = version_of(call);
    if (auto refusal = refuse_unless(call, name.organization, {edit_permission, admin_permission}))
        return *std::move(refusal);
    const boost::json::value body = body_of(call);
    json::ObjectReader reader(body, "");
    const std::string to = read_choice(reader, "to", state::all);
    const auto changed = store::change_state(call.pool, name, to, call.caller.user);
    if (!changed) return answer_fault(changed.error());
    return answer_version(call, 200, name);
}

}  // namespace neo::host::api
