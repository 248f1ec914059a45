// The platform file: organizations, users and dataflows to begin with (host-sdk/reference-host/README.md).
#pragma once

#include "../json/object_reader.hpp"
#include "model.hpp"

#include <plugin/base/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace neo::host {

// `place` is where a thing stands in the file, for messages.
struct PlatformOrganization {
    std::string place;
    Organization organization;
    std::vector<Application> applications;
    OrganizationNames names;
};

struct PlatformUser {
    std::string place;
    User user;
    std::optional<std::string> token_hash;
    std::vector<Grant> grants;
};

struct PlatformVersion {
    std::string place;
    std::int64_t number = 0;
    VersionState state{};
    VersionDocument document;
};

struct PlatformDataflow {
    std::string place;
    std::string organization;
    Dataflow dataflow;
    std::vector<PlatformVersion> versions;
};

struct Platform {
    std::vector<PlatformOrganization> organizations;
    std::vector<PlatformUser> users;
    std::vector<PlatformDataflow> dataflows;
    std::vector<std::string> unread;  // places of members that the format does not know
};

// Reads the text of a platform file. `cluster` is that of an organization that names none. Error invalid, naming the
// place.
result<Platform> read_platform(std::string_view text, const std::string& cluster);

// The members that an application has in a platform file and in a request. Throws json::Malformed.
Application read_application(json::ObjectReader& reader);

}  // namespace neo::host
