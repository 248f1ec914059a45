#include "platform_file.hpp"

#include "../json/malformed.hpp"
#include "../json/object_reader.hpp"
#include "../json/parse.hpp"
#include "limits.hpp"
#include "version_document.hpp"

#include <neo/host/cpp/json_text.hpp>
#include <plugin/base/digest.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace neo::host {

namespace {

using json::Malformed;
using json::ObjectReader;

constexpr std::ptrdiff_t shortest_token = 20;

std::string element(const std::string& place, std::size_t index) {
    return place + "[" + std::to_string(index) + "]";
}

std::ptrdiff_t characters_of(std::string_view utf8) {
    return std::count_if(utf8.begin(), utf8.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// Calls `read` with each element of an array member and its place.
template <class Read>
void for_each(ObjectReader& reader, std::string_view key, Read read) {
    const boost::json::array* array = reader.optional_array(key);
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i)
        read((*array)[i], element(reader.place_of(key), i), i);
}

// Reads the members of a file in order and keeps what it did not understand.
class FileReader {
public:
    FileReader(std::string_view text, const std::string& cluster) : text_(text), cluster_(cluster) {}

    Platform read() {
        const boost::json::value document = json::parse(text_);
        ObjectReader file(document, "");
        for_each(file, "organizations", [&](const auto& value, const std::string& place, std::size_t) {
            platform_.organizations.push_back(read_organization(value, place));
        });
        for_each(file, "users", [&](const auto& value, const std::string& place, std::size_t) {
            platform_.users.push_back(read_user(value, place));
        });
        const auto raw = sdk::json_text::elements(sdk::json_text::member(text_, "dataflows"));
        for_each(file, "dataflows", [&](const auto& value, const std::string& place, std::size_t index) {
            platform_.dataflows.push_back(read_dataflow(value, place, raw[index]));
        });
        keep_unread(file);
        return std::move(platform_);
    }

private:
    void keep_unread(const ObjectReader& reader) {
        for (std::string& place : reader.unread())
            platform_.unread.push_back(std::move(place));
    }

    static void once(std::set<std::string>& seen, const std::string& id, const std::string& place) {
        if (!seen.insert(id).second) throw Malformed(place, "\"" + id + "\" stands here for the second time");
    }

    PlatformOrganization read_organization(const boost::json::value& value, const std::string& place) {
        ObjectReader reader(value, place);
        PlatformOrganization read;
        read.place = place;
        read.organization.id = read_id(reader, "id");
        once(organizations_, read.organization.id, place + ".id");
        read.organization.name = read_name(reader, "name", read.organization.id);
        read.organization.cluster = read_name(reader, "cluster", cluster_);
        read.organization.neo_enabled = reader.optional_flag("neo_enabled").value_or(false);
        read.organization.modules = read_words(reader, "modules");
        read.names = {read_words(reader, "configuration"), read_words(reader, "helpers")};
        std::set<std::string> seen;
        for_each(reader, "applications", [&](const auto& application, const std::string& at, std::size_t) {
            ObjectReader part(application, at);
            read.applications.push_back(read_application(part));
            keep_unread(part);
            once(seen, read.applications.back().id, at + ".id");
        });
        keep_unread(reader);
        return read;
    }

    PlatformUser read_user(const boost::json::value& value, const std::string& place) {
        ObjectReader reader(value, place);
        PlatformUser read;
        read.place = place;
        read.user.id = read_id(reader, "id");
        once(users_, read.user.id, place + ".id");
        read.user.name = read_name(reader, "name", read.user.id);
        if (const auto token = reader.optional_text("token")) {
            if (characters_of(*token) < shortest_token)
                reader.refuse("token",
                              fmt::format("must have at least {} characters; leave it out, and let the host make "
                                          "one with POST /api/v1/users/{{user}}/tokens",
                                          shortest_token));
            read.token_hash = sha256(*token);
            if (!tokens_.insert(*read.token_hash).second) reader.refuse("token", "is that of another user");
        }
        std::set<std::string> seen;
        for_each(reader, "grants", [&](const auto& grant, const std::string& at, std::size_t) {
            read.grants.push_back(read_grant(grant, at));
            once(seen, read.grants.back().organization, at + ".organization");
        });
        keep_unread(reader);
        return read;
    }

    Grant read_grant(const boost::json::value& value, const std::string& place) {
        ObjectReader reader(value, place);
        Grant grant;
        grant.organization = reader.text("organization");
        if (grant.organization != every_organization) grant.organization = read_id(reader, "organization");
        reader.required("permissions");
        grant.permissions = read_words(reader, "permissions");
        keep_unread(reader);
        return grant;
    }

    PlatformDataflow read_dataflow(const boost::json::value& value, const std::string& place, std::string_view raw) {
        ObjectReader reader(value, place);
        PlatformDataflow read;
        read.place = place;
        read.organization = read_id(reader, "organization");
        read.dataflow.id = read_id(reader, "id");
        once(dataflows_, read.organization + "\n" + read.dataflow.id, place + ".id");
        read.dataflow.name = read_name(reader, "name", read.dataflow.id);
        read.dataflow.application = read_id(reader, "application");
        read.dataflow.global = reader.optional_flag("global").value_or(false);
        read.dataflow.module = read_optional_word(reader, "module");
        const auto raw_versions = sdk::json_text::elements(sdk::json_text::member(raw, "versions"));
        std::set<std::string> seen;
        bool live = false;
        for_each(reader, "versions", [&](const auto& version, const std::string& at, std::size_t index) {
            read.versions.push_back(read_version(version, at, raw_versions[index], read.dataflow));
            once(seen, std::to_string(read.versions.back().number), at + ".version");
            if (read.versions.back().state != VersionState::live) return;
            if (live) throw Malformed(at + ".state", "only one version of a dataflow can be live");
            live = true;
        });
        if (read.versions.empty()) reader.refuse("versions", "must hold at least one version");
        keep_unread(reader);
        return read;
    }

    PlatformVersion read_version(const boost::json::value& value, const std::string& place, std::string_view raw,
                                 const Dataflow& dataflow) {
        ObjectReader reader(value, place);
        PlatformVersion read;
        read.place = place;
        read.number = reader.integer("version", 1, largest_version);
        read.state = read_choice<VersionState>(reader, "state");
        read.document = read_version_document(reader, raw, dataflow);
        keep_unread(reader);
        return read;
    }

    std::string_view text_;
    const std::string& cluster_;
    Platform platform_;
    std::set<std::string> organizations_;
    std::set<std::string> users_;
    std::set<std::string> tokens_;
    std::set<std::string> dataflows_;
};

}  // namespace

Application read_application(ObjectReader& reader) {
    Application application;
    application.id = read_id(reader, "id");
    application.name = read_name(reader, "name", application.id);
    application.kind = read_choice<ApplicationKind>(reader, "kind");
    return application;
}

result<Platform> read_platform(std::string_view text, const std::string& cluster) {
    try {
        return FileReader(text, cluster).read();
    } catch (const Malformed& error) {
        return Error{ErrorCode::invalid, error.what()};
    }
}

}  // namespace neo::host
