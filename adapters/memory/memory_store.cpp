#include "memory_store.hpp"

#include "memory_arrivals.hpp"
#include "memory_environments.hpp"
#include "memory_history.hpp"
#include "memory_ledger.hpp"
#include "memory_recalls.hpp"
#include "memory_registrations.hpp"

namespace neo::memory {
namespace {

class MemoryStore final : public ports::Store {
public:
    explicit MemoryStore(std::chrono::milliseconds in_flight_wait)
        : state_(in_flight_wait),
          registrations_(state_),
          history_(state_),
          arrivals_(state_),
          ledger_(state_),
          environments_(state_),
          recalls_(state_) {}

    ports::Registrations& registrations() override { return registrations_; }
    ports::History& history() override { return history_; }
    ports::Arrivals& arrivals() override { return arrivals_; }
    ports::Ledger& ledger() override { return ledger_; }
    ports::Environments& environments() override { return environments_; }
    ports::Recalls& recalls() override { return recalls_; }
    result<Health> health() override { return Health{.backend = "memory", .schema_version = 0}; }
    std::string metrics() const override { return {}; }

private:
    State state_;
    MemoryRegistrations registrations_;
    MemoryHistory history_;
    MemoryArrivals arrivals_;
    MemoryLedger ledger_;
    MemoryEnvironments environments_;
    MemoryRecalls recalls_;
};

}  // namespace

std::unique_ptr<ports::Store> make_memory_store(std::chrono::milliseconds in_flight_wait) {
    return std::make_unique<MemoryStore>(in_flight_wait);
}

}  // namespace neo::memory
