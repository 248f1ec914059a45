#include "reconcile.hpp"

#include "carry_out.hpp"
#include "identifiers.hpp"
#include "page.hpp"

#include <plugin/base/kill_point.hpp>

#include <functional>
#include <utility>

namespace neo::app {

namespace {

using Finding = Reconciliation::Finding;

constexpr std::size_t most_told = 20;  // contradictions in the log; the command tells them all

std::string describe(const domain::VersionId& source, const std::string& target) {
    return "version " + std::to_string(source.version) + " of dataflow '" + source.dataflow + "' of organization '" +
           source.organization + "' to organization '" + target + "'";
}

// Its place in the history is that of the time at which the host applied it.
ports::Promotion rebuilt_attempt(const ports::Applied& applied) {
    ports::Promotion promotion;
    promotion.id = new_id(applied.applied_at);
    promotion.key = applied.key;
    promotion.status = ports::PromotionStatus::succeeded;
    promotion.source = applied.source;
    promotion.target_organization = applied.target_organization;
    promotion.target_application = applied.placement.application;
    promotion.target_dataflow = applied.placement.dataflow;
    promotion.approved_version = applied.placement.approved_version;
    promotion.draft_version = applied.placement.draft_version;
    promotion.routed = was_routed(applied.placement);
    promotion.trigger = applied.trigger;
    promotion.actor = applied.actor;
    promotion.requested_at = applied.applied_at;
    promotion.finished_at = applied.applied_at;
    return promotion;
}

// A list in the order of its keys, read page by page.
template <class Item>
class Listing {
public:
    using Read = std::function<result<std::vector<Item>>(const std::string& after, int limit)>;

    explicit Listing(Read read) : read_(std::move(read)) {}

    // The item it is at; null: the list has ended.
    result<const Item*> item() {
        if (at_ == page_.size() && !last_page_) {
            if (auto loaded = load(); !loaded) return loaded.error();
        }
        return at_ < page_.size() ? &page_[at_] : nullptr;
    }
    void go_on() { ++at_; }

private:
    result<void> load() {
        std::string last = page_.empty() ? std::string() : page_.back().key;
        auto page = read_(last, largest_page);
        if (!page) return page.error();
        for (const Item& item : *page) {
            if (item.key <= last) return Error{ErrorCode::internal, "a list of promotions is not in the order of keys"};
            last = item.key;
        }
        page_ = std::move(*page);
        at_ = 0;
        last_page_ = page_.size() < static_cast<std::size_t>(largest_page);
        return {};
    }

    Read read_;
    std::vector<Item> page_;
    std::size_t at_ = 0;
    bool last_page_ = false;
};

class Comparing {
public:
    Comparing(Services& services, bool dry_run)
        : services_(services),
          dry_run_(dry_run),
          applied_([this](const auto& after, int limit) { return list_applied(after, limit); }),
          done_([this](const auto& after, int limit) { return services_.store.ledger().done_rows(after, limit); }) {}

    outcome<Reconciliation> run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            NEO_TRY(applied, applied_.item());
            NEO_TRY(done, done_.item());
            if (applied == nullptr && done == nullptr) break;
            ++found_.checked;
            const int order = done == nullptr ? -1 : applied == nullptr ? 1 : applied->key.compare(done->key);
            if (order == 0) compare_places(*applied, *done);
            if (order < 0) {
                if (auto compared = look_into_ledger(*applied); !compared) return compared.error();
            }
            if (order > 0) {
                if (auto compared = ask_host(*done); !compared) return compared.error();
            }
            if (order <= 0) applied_.go_on();
            if (order >= 0) done_.go_on();
        }
        return std::move(found_);
    }

private:
    result<std::vector<ports::Applied>> list_applied(const std::string& after, int limit) {
        NEO_KILL_POINT("reconcile.list.before_call");
        auto page = services_.host.list_applied(after, limit);
        NEO_KILL_POINT("reconcile.list.after_call");
        return page;
    }

    void compare_places(const ports::Applied& applied, const ports::DoneRow& done) {
        if (done.placement && done.placement->dataflow == applied.placement.dataflow &&
            done.placement->approved_version == applied.placement.approved_version) {
            return;
        }
        contradicts(done.key, describe(done.source, done.target_organization) +
                                  " is recorded at another place than the host created it");
    }

    // The host has it, the page of the ledger had not. Whatever the host has was in the ledger before, so that what is
    // not there now is lost; a row that failed is older than what the host did.
    outcome<void> look_into_ledger(const ports::Applied& applied) {
        NEO_TRY(row, services_.store.ledger().find(applied.key));
        if (row && row->state != ports::LedgerState::failed) return boost::system::in_place_value;
        Finding missing{applied.key, describe(applied.source, applied.target_organization) +
                                         (row ? " was applied by the host, but the ledger says that it failed"
                                              : " was applied by the host and is not in the ledger")};
        if (!dry_run_) {
            if (auto rebuilt = rebuild(applied, missing); !rebuilt) return rebuilt.error();
        }
        found_.missing.push_back(std::move(missing));
        return boost::system::in_place_value;
    }

    outcome<void> rebuild(const ports::Applied& applied, const Finding& missing) {
        const ports::Promotion promotion = rebuilt_attempt(applied);
        ports::LedgerRow row;
        row.key = applied.key;
        row.state = ports::LedgerState::done;
        row.fence = 1;
        row.owner = services_.owner;
        row.promotion = promotion.id;
        row.source = applied.source;
        row.target_organization = applied.target_organization;
        row.requested_application = applied.placement.application;
        row.actor = applied.actor;
        NEO_KILL_POINT("reconcile.rebuild.before");
        const auto rebuilt = services_.store.ledger().rebuild(row, promotion);
        NEO_KILL_POINT("reconcile.rebuild.after");
        if (!rebuilt) {
            if (rebuilt.error().code != ErrorCode::exists) return as_problem(rebuilt.error());
            return boost::system::in_place_value;  // somebody else was faster
        }
        ++found_.rebuilt;
        services_.metrics.count_rebuilt();
        services_.log.write(ports::LogLevel::warning, "reconcile",
                            "rebuilt promotion key " + missing.key + ": " + missing.detail);
        return boost::system::in_place_value;
    }

    // The ledger has it, the page of the host had not: it may have landed since.
    outcome<void> ask_host(const ports::DoneRow& done) {
        NEO_KILL_POINT("reconcile.find.before_call");
        NEO_TRY(applied, services_.host.find(done.key));
        NEO_KILL_POINT("reconcile.find.after_call");
        if (!applied) {
            contradicts(done.key, describe(done.source, done.target_organization) +
                                      " is done in the ledger, but the host knows nothing of it");
        }
        return boost::system::in_place_value;
    }

    void contradicts(const std::string& key, std::string detail) {
        found_.contradictions.push_back({key, std::move(detail)});
        if (dry_run_) return;
        services_.metrics.count_contradiction();
        if (found_.contradictions.size() > most_told) return;
        services_.log.write(ports::LogLevel::error, "reconcile",
                            "promotion key " + key + ": " + found_.contradictions.back().detail);
    }

    Services& services_;
    const bool dry_run_;
    Listing<ports::Applied> applied_;  // read first: see look_into_ledger
    Listing<ports::DoneRow> done_;
    Reconciliation found_;
};

}  // namespace

outcome<Reconciliation> reconcile(Services& services, bool dry_run, const std::stop_token& stop) {
    return Comparing(services, dry_run).run(stop);
}

}  // namespace neo::app
