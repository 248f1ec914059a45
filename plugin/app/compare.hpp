// Any two versions side by side (W6).
#pragma once

#include "dataflows.hpp"

namespace neo::app {

struct Comparison {
    ports::Version version;
    ports::Version against;
};

// For who may view the contents of both.
outcome<Comparison> compare(Services& services, const Caller& caller, const domain::VersionId& version,
                            const domain::VersionId& against);

}  // namespace neo::app
