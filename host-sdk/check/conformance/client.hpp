// The services of the host under check: plain C++ values go in, what the host wrote comes out as it is. Any thread.
#pragma once

#include <neo/host/cpp/model.hpp>
#include <neo/host/cpp/plugin.hpp>

#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace neo::check {

using sdk::ApplyRequest;

struct Reply {
    neo_status status = NEO_OK;
    std::string text;
    std::string content;  // get_version and get_case only

    // The member of the document, deeper with dots; null if there is none or the text is no JSON.
    boost::json::value at(std::string_view path) const;
    std::string text_at(std::string_view path) const;
    std::int64_t number_at(std::string_view path) const;
    // The same member of each of "items".
    std::vector<std::string> items(std::string_view member) const;
};

class Client {
public:
    Client(sdk::Bound<neo_directory_1> directory, sdk::Bound<neo_access_1> access,
           sdk::Bound<neo_applications_1> applications, sdk::Bound<neo_dataflows_1> dataflows,
           sdk::Bound<neo_needs_1> needs, sdk::Bound<neo_people_1> people)
        : directory_(directory),
          access_(access),
          applications_(applications),
          dataflows_(dataflows),
          needs_(needs),
          people_(people) {}

    Reply organization(std::string_view id) const;
    Reply organizations(std::string_view search, std::string_view after, std::uint32_t limit) const;
    Reply user(std::string_view id) const;
    // status, and "1" or "0" as the text.
    Reply allowed(std::string_view user, std::string_view organization, std::string_view permission) const;
    Reply grants(std::string_view user) const;
    Reply applications(std::string_view organization) const;
    Reply dataflow(std::string_view organization, std::string_view id) const;
    Reply dataflows(std::string_view query) const;
    Reply version(std::string_view organization, std::string_view dataflow, std::int64_t version) const;
    Reply find_by_trigger(std::string_view organization, const sdk::Trigger& trigger) const;
    // `struct_size` as another release would say it; behind what this one knows stands something unknown.
    Reply apply(const ApplyRequest& request, std::uint32_t struct_size = sizeof(neo_apply_request)) const;
    Reply find(std::string_view key) const;
    Reply abort(std::string_view key, std::int64_t fence) const;
    Reply list_applied(std::string_view after, std::uint32_t limit) const;
    // Whether the host has it, which came with minor 1 and is optional.
    bool has_case() const;
    Reply get_case(std::string_view actor, const sdk::VersionId& source, std::string_view target_organization) const;
    // Whether the host has it, which came with minor 1 and is optional.
    bool has_heads() const;
    Reply list_heads(std::string_view query) const;
    // Whether the host has this service, which came with minor 1 and is optional.
    bool has_needs() const { return static_cast<bool>(needs_); }
    Reply find_missing(std::string_view organization, std::string_view names) const;
    // Whether the host has this service, which came with minor 1 and is optional.
    bool has_people() const { return static_cast<bool>(people_); }
    Reply list_holders(std::string_view organization, std::string_view search, std::string_view after,
                       std::uint32_t limit) const;

private:
    sdk::Bound<neo_directory_1> directory_;
    sdk::Bound<neo_access_1> access_;
    sdk::Bound<neo_applications_1> applications_;
    sdk::Bound<neo_dataflows_1> dataflows_;
    sdk::Bound<neo_needs_1> needs_;    // empty: the host has none
    sdk::Bound<neo_people_1> people_;  // empty: the host has none
};

}  // namespace neo::check
