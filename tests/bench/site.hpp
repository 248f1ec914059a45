// A host of one build on databases of its own.
#pragma once

#include "build.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <tests/support/host_folder.hpp>

namespace neo::bench {

class Site {
public:
    // Starts the host once with the platform, which its databases keep; it stands still afterwards.
    Site(Build build, const test::Databases& databases, std::string_view platform);

    void start(const test::Environment& environment = {});
    void stop();

    const Build& build() const noexcept { return build_; }
    const test::Databases& databases() const noexcept { return databases_; }
    // From the next start on.
    void use(const test::Databases& databases);
    int port() const { return process_->port(); }
    pid_t process() const { return process_->id(); }
    const std::filesystem::path& folder() const noexcept { return folder_.path(); }

private:
    void configure(bool with_platform) const;

    const Build build_;
    test::Databases databases_;
    const test::HostFolder folder_;
    std::unique_ptr<test::HostProcess> process_;
};

}  // namespace neo::bench
