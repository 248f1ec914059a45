// What every use case works with. Owned by the plugin's instance; use cases keep no state of their own.
#pragma once

#include "known_hashes.hpp"
#include "known_scans.hpp"
#include "metrics.hpp"
#include "people.hpp"
#include "recent_spreads.hpp"
#include "refusal_limit.hpp"

#include <plugin/domain/content_patterns.hpp>
#include <plugin/ports/clock.hpp>
#include <plugin/ports/host.hpp>
#include <plugin/ports/store.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace neo::app {

struct Services {
    ports::Host& host;
    ports::Store& store;
    ports::Clock& clock;
    ports::Log& log;
    Metrics& metrics;
    RefusalLimit& refusals;
    std::string owner;  // names this process in leases; never used twice
    std::int64_t lease_seconds = 30;
    std::shared_ptr<const domain::ContentPatterns> patterns = {};  // R5; null: the standard ones, once one is needed
    std::shared_ptr<KnownScans> scans = std::make_shared<KnownScans>();
    std::shared_ptr<KnownHashes> hashes = std::make_shared<KnownHashes>();
    std::shared_ptr<RecentSpreads> spreads = std::make_shared<RecentSpreads>();
    std::shared_ptr<People> people = std::make_shared<People>();
};

}  // namespace neo::app
