// The plugin's own data, as one thing to open and to hand to the use cases.
#pragma once

#include "arrivals.hpp"
#include "environments.hpp"
#include "history.hpp"
#include "ledger.hpp"
#include "recalls.hpp"
#include "registrations.hpp"

#include <string>

namespace neo::ports {

class Store {
public:
    virtual ~Store() = default;

    // The parts live as long as the store. Any thread.
    virtual Registrations& registrations() = 0;
    virtual History& history() = 0;
    virtual Arrivals& arrivals() = 0;
    virtual Ledger& ledger() = 0;
    virtual Environments& environments() = 0;
    virtual Recalls& recalls() = 0;

    struct Health {
        std::string backend;  // "memory", "sqlite", "postgresql", "mysql"
        int schema_version = 0;
    };
    // Asks the database something small. unavailable when it does not answer.
    virtual result<Health> health() = 0;

    // Gauges and counters of the store (pool, retries, query times) in the Prometheus text format, each name beginning
    // "neo_store_".
    virtual std::string metrics() const = 0;
};

}  // namespace neo::ports
