// The content hashes of versions that were looked at last, so that a spread over thousands of organizations reads each
// content once and not each time (W2). Of approved and live versions only, which never change but in their state. Any
// thread.
#pragma once

#include "recent.hpp"

#include <plugin/domain/dataflow.hpp>

#include <cstddef>
#include <string>

namespace neo::app {

// Some 200 bytes each.
class KnownHashes : public Recent<domain::VersionId, std::string> {
public:
    KnownHashes() : Recent(most_hashes) {}

private:
    static constexpr std::size_t most_hashes = 20'000;
};

}  // namespace neo::app
