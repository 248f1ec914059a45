// ports::Store over SQL, on any engine.
#pragma once

#include "sql_arrivals.hpp"
#include "sql_environments.hpp"
#include "sql_history.hpp"
#include "sql_ledger.hpp"
#include "sql_recalls.hpp"
#include "sql_registrations.hpp"

#include <adapters/sql/pool.hpp>
#include <plugin/ports/store.hpp>

#include <chrono>
#include <memory>

namespace neo::sql {

class SqlStore final : public ports::Store {
public:
    // The schema is migrated already.
    SqlStore(std::unique_ptr<Pool> pool, std::chrono::milliseconds in_flight_wait)
        : pool_(std::move(pool)),
          registrations_(*pool_, in_flight_wait),
          history_(*pool_),
          arrivals_(*pool_),
          ledger_(*pool_),
          environments_(*pool_),
          recalls_(*pool_) {}

    ports::Registrations& registrations() override { return registrations_; }
    ports::History& history() override { return history_; }
    ports::Arrivals& arrivals() override { return arrivals_; }
    ports::Ledger& ledger() override { return ledger_; }
    ports::Environments& environments() override { return environments_; }
    ports::Recalls& recalls() override { return recalls_; }
    result<Health> health() override;
    std::string metrics() const override { return pool_->metrics("neo_store_"); }

private:
    std::unique_ptr<Pool> pool_;
    SqlRegistrations registrations_;
    SqlHistory history_;
    SqlArrivals arrivals_;
    SqlLedger ledger_;
    SqlEnvironments environments_;
    SqlRecalls recalls_;
};

}  // namespace neo::sql
