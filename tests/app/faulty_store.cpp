#include "faulty_store.hpp"

namespace neo::apptest {

namespace {

class FaultyRegistrations final : public ports::Registrations {
public:
    FaultyRegistrations(ports::Registrations& inner, StoreFaults& faults) : inner_(inner), faults_(faults) {}

    result<std::optional<ports::Registration>> registration(const std::string& organization) override {
        return faults_.read("registration", [&] { return inner_.registration(organization); });
    }
    result<std::vector<ports::Registration>> registrations(const std::vector<std::string>& organizations) override {
        return faults_.read("registrations", [&] { return inner_.registrations(organizations); });
    }
    result<std::optional<ports::Registration>> put_registration(const ports::Registration& registration,
                                                                ports::MappingChange change) override {
        return faults_.write("put_registration", [&] { return inner_.put_registration(registration, change); });
    }
    result<void> remove_registration(const std::string& organization, ports::MappingChange change) override {
        return faults_.write("remove_registration", [&] { return inner_.remove_registration(organization, change); });
    }
    result<std::optional<ports::Mapping>> mapping(const std::string& source, const std::string& target) override {
        return faults_.read("mapping", [&] { return inner_.mapping(source, target); });
    }
    result<std::vector<ports::Mapping>> mappings(const std::string& source, const std::string& after,
                                                 int limit) override {
        return faults_.read("mappings", [&] { return inner_.mappings(source, after, limit); });
    }
    result<std::vector<ports::Mapping>> mappings_from(const std::vector<std::string>& sources) override {
        return faults_.read("mappings_from", [&] { return inner_.mappings_from(sources); });
    }
    result<void> add_mapping(const ports::Mapping& mapping, const ports::MappingChange& change) override {
        return faults_.write("add_mapping", [&] { return inner_.add_mapping(mapping, change); });
    }
    result<void> replace_mapping(const ports::Mapping& mapping, ports::MappingChange change) override {
        return faults_.write("replace_mapping", [&] { return inner_.replace_mapping(mapping, change); });
    }
    result<void> remove_mapping(const std::string& source, const std::string& target,
                                ports::MappingChange change) override {
        return faults_.write("remove_mapping", [&] { return inner_.remove_mapping(source, target, change); });
    }
    result<ports::ChangesPage> changes(const ports::ChangesFilter& filter) override {
        return faults_.read("changes", [&] { return inner_.changes(filter); });
    }

private:
    ports::Registrations& inner_;
    StoreFaults& faults_;
};

class FaultyHistory final : public ports::History {
public:
    FaultyHistory(ports::History& inner, StoreFaults& faults) : inner_(inner), faults_(faults) {}

    result<void> record(const ports::Promotion& promotion,
                        const std::optional<ports::IdempotencyKey>& idempotency_key) override {
        return faults_.write("record", [&] { return inner_.record(promotion, idempotency_key); });
    }
    result<std::optional<ports::Promotion>> promotion(const std::string& id) override {
        return faults_.read("promotion", [&] { return inner_.promotion(id); });
    }
    result<ports::HistoryPage> promotions(const ports::HistoryFilter& filter) override {
        return faults_.read("promotions", [&] { return inner_.promotions(filter); });
    }
    result<std::vector<ports::LastPromotion>> last_promotions(const std::vector<std::string>& organizations) override {
        return faults_.read("last_promotions", [&] { return inner_.last_promotions(organizations); });
    }
    result<std::vector<std::pair<std::string, std::int64_t>>> promoted_versions(
        const std::string& organization, const std::vector<std::string>& dataflows) override {
        return faults_.read("promoted_versions", [&] { return inner_.promoted_versions(organization, dataflows); });
    }
    result<std::optional<std::pair<std::string, std::string>>> find_idempotency_key(const std::string& actor,
                                                                                    const std::string& key) override {
        return faults_.read("find_idempotency_key", [&] { return inner_.find_idempotency_key(actor, key); });
    }

private:
    ports::History& inner_;
    StoreFaults& faults_;
};

class FaultyArrivals final : public ports::Arrivals {
public:
    FaultyArrivals(ports::Arrivals& inner, StoreFaults& faults) : inner_(inner), faults_(faults) {}

    result<std::vector<ports::Arrival>> below(const std::vector<sdk::DataflowId>& roots) override {
        return faults_.read("arrivals_below", [&] { return inner_.below(roots); });
    }
    result<std::vector<ports::Arrival>> into(const std::vector<sdk::DataflowId>& targets) override {
        return faults_.read("arrivals_into", [&] { return inner_.into(targets); });
    }
    result<bool> take_in(const std::string& before, int limit) override {
        return faults_.write("take_in", [&] { return inner_.take_in(before, limit); });
    }
    result<void> forget() override {
        return faults_.write("forget", [&] { return inner_.forget(); });
    }

private:
    ports::Arrivals& inner_;
    StoreFaults& faults_;
};

class FaultyLedger final : public ports::Ledger {
public:
    FaultyLedger(ports::Ledger& inner, StoreFaults& faults) : inner_(inner), faults_(faults) {}

    result<std::optional<ports::LedgerRow>> find(const std::string& key) override {
        return faults_.read("find", [&] { return inner_.find(key); });
    }
    result<ports::Basis> basis(const std::string& key, const domain::VersionId& source,
                               const std::string& target_organization, const std::string& holder) override {
        return faults_.read("basis", [&] { return inner_.basis(key, source, target_organization, holder); });
    }
    result<ports::IntentResult> prepare(const ports::Intent& intent) override {
        return faults_.write("prepare", [&] { return inner_.prepare(intent); });
    }
    result<bool> complete(const ports::LedgerRow& row, const ports::Placement& placement, bool routed,
                          Time finished_at) override {
        return faults_.write("complete", [&] { return inner_.complete(row, placement, routed, finished_at); });
    }
    result<std::optional<ports::LedgerRow>> start_abort(const ports::LedgerRow& row,
                                                        const std::vector<domain::Failure>& failures) override {
        return faults_.write("start_abort", [&] { return inner_.start_abort(row, failures); });
    }
    result<bool> finish_abort(const ports::LedgerRow& row, Time finished_at) override {
        return faults_.write("finish_abort", [&] { return inner_.finish_abort(row, finished_at); });
    }
    result<std::optional<ports::LedgerRow>> raise_fence(const ports::LedgerRow& row, std::int64_t fence) override {
        return faults_.write("raise_fence", [&] { return inner_.raise_fence(row, fence); });
    }
    result<std::vector<ports::LedgerRow>> expired(int limit) override {
        return faults_.read("expired", [&] { return inner_.expired(limit); });
    }
    result<std::optional<ports::LedgerRow>> claim(const ports::LedgerRow& row, const std::string& owner,
                                                  std::int64_t lease_seconds) override {
        return faults_.write("claim", [&] { return inner_.claim(row, owner, lease_seconds); });
    }
    result<void> rebuild(const ports::LedgerRow& row, const ports::Promotion& promotion) override {
        return faults_.write("rebuild", [&] { return inner_.rebuild(row, promotion); });
    }
    result<std::vector<ports::DoneRow>> done_rows(const std::string& after, int limit) override {
        return faults_.read("done_rows", [&] { return inner_.done_rows(after, limit); });
    }
    result<Unfinished> unfinished() override {
        return faults_.read("unfinished", [&] { return inner_.unfinished(); });
    }

private:
    ports::Ledger& inner_;
    StoreFaults& faults_;
};

class FaultyEnvironments final : public ports::Environments {
public:
    FaultyEnvironments(ports::Environments& inner, StoreFaults& faults) : inner_(inner), faults_(faults) {}

    result<std::optional<ports::Environment>> environment(const std::string& organization) override {
        return faults_.read("environment", [&] { return inner_.environment(organization); });
    }
    result<ports::Environment> put_environment(const std::string& organization,
                                               const ports::Environment& environment) override {
        return faults_.write("put_environment", [&] { return inner_.put_environment(organization, environment); });
    }
    result<std::vector<std::string>> foreign(const std::string& organization,
                                             const std::vector<std::string>& hosts) override {
        return faults_.read("foreign", [&] { return inner_.foreign(organization, hosts); });
    }
    result<std::string> fingerprint_key(const std::string& candidate) override {
        return faults_.write("fingerprint_key", [&] { return inner_.fingerprint_key(candidate); });
    }

private:
    ports::Environments& inner_;
    StoreFaults& faults_;
};

class FaultyRecalls final : public ports::Recalls {
public:
    FaultyRecalls(ports::Recalls& inner, StoreFaults& faults) : inner_(inner), faults_(faults) {}

    result<std::optional<ports::Recall>> recall(const domain::VersionId& version) override {
        return faults_.read("recall", [&] { return inner_.recall(version); });
    }
    result<ports::PutRecall> put_recall(const domain::VersionId& version, const ports::Recall& recall,
                                        const std::string& change) override {
        return faults_.write("put_recall", [&] { return inner_.put_recall(version, recall, change); });
    }
    result<void> remove_recall(const domain::VersionId& version, ports::RecallChange change) override {
        return faults_.write("remove_recall", [&] { return inner_.remove_recall(version, change); });
    }
    result<std::vector<ports::RecallChange>> changes(const domain::VersionId& version, int limit) override {
        return faults_.read("recall_changes", [&] { return inner_.changes(version, limit); });
    }
    result<std::vector<std::pair<std::string, std::int64_t>>> recalled_versions(
        const std::string& organization, const std::vector<std::string>& dataflows) override {
        return faults_.read("recalled_versions", [&] { return inner_.recalled_versions(organization, dataflows); });
    }

private:
    ports::Recalls& inner_;
    StoreFaults& faults_;
};

class FaultyStore final : public ports::Store {
public:
    FaultyStore(ports::Store& inner, StoreFaults& faults)
        : inner_(inner),
          registrations_(inner.registrations(), faults),
          history_(inner.history(), faults),
          arrivals_(inner.arrivals(), faults),
          ledger_(inner.ledger(), faults),
          environments_(inner.environments(), faults),
          recalls_(inner.recalls(), faults) {}

    ports::Registrations& registrations() override { return registrations_; }
    ports::History& history() override { return history_; }
    ports::Arrivals& arrivals() override { return arrivals_; }
    ports::Ledger& ledger() override { return ledger_; }
    ports::Environments& environments() override { return environments_; }
    ports::Recalls& recalls() override { return recalls_; }
    result<Health> health() override { return inner_.health(); }
    std::string metrics() const override { return inner_.metrics(); }

private:
    ports::Store& inner_;
    FaultyRegistrations registrations_;
    FaultyHistory history_;
    FaultyArrivals arrivals_;
    FaultyLedger ledger_;
    FaultyEnvironments environments_;
    FaultyRecalls recalls_;
};

}  // namespace

void StoreFaults::choose(Choose choose) {
    const std::lock_guard lock(mutex_);
    choose_ = std::move(choose);
}

std::vector<std::string> StoreFaults::calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
}

void StoreFaults::forget_calls() {
    const std::lock_guard lock(mutex_);
    calls_.clear();
}

std::optional<StoreFault> StoreFaults::next(std::string_view name) {
    const std::lock_guard lock(mutex_);
    calls_.emplace_back(name);
    return choose_ ? choose_(calls_.size(), name) : std::nullopt;
}

std::unique_ptr<ports::Store> make_faulty_store(ports::Store& store, StoreFaults& faults) {
    return std::make_unique<FaultyStore>(store, faults);
}

}  // namespace neo::apptest
