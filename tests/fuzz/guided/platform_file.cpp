// The platform file.
#include "fuzz.hpp"

#include <host-sdk/reference-host/platform/platform_file.hpp>

namespace neo::fuzz {

void judge(std::string_view text) {
    const auto platform = host::read_platform(text, "eu");
    if (!platform) {
        expect(!platform.error().message.empty(), "a refusal says why");
        return;
    }
    for (const host::PlatformDataflow& dataflow : platform->dataflows)
        for (const host::PlatformVersion& version : dataflow.versions)
            expect(version.number > 0, "a version is 1 or more");
}

}  // namespace neo::fuzz
