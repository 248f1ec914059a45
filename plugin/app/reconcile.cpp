#include "reconcile.hpp"

#include "carry_out.hpp"
#include "identifiers.hpp"

#include <neo/host/cpp/kill_point.hpp>

namespace neo::app {

namespace {

constexpr int page = 200;

std::string describe(const domain::VersionId& source, const std::string& target) {
    return "version " + std::to_string(source.version) + " of dataflow '" + source.dataflow + "' of organization '" +
           source.organization + "' to organization '" + target + "'";
}

ports::Promotion rebuilt_attempt(const ports::Applied& applied, Time now) {
    ports::Promotion promotion;
    promotion.id = new_id(now);
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

outcome<void> rebuild(Services& services, const ports::Applied& applied, Reconciliation& found) {
    const ports::Promotion promotion = rebuilt_attempt(applied, services.clock.now());
    ports::LedgerRow row;
    row.key = applied.key;
    row.state = ports::LedgerState::done;
    row.fence = 1;
    row.owner = services.owner;
    row.promotion = promotion.id;
    row.source = applied.source;
    row.target_organization = applied.target_organization;
    row.requested_application = applied.placement.application;
    row.actor = applied.actor;
    NEO_KILL_POINT("reconcile.rebuild.before");
    const auto rebuilt = services.store.ledger().rebuild(row, promotion);
    NEO_KILL_POINT("reconcile.rebuild.after");
    if (rebuilt) {
        ++found.rebuilt;
    } else if (rebuilt.error().code != ErrorCode::exists) {
        return as_problem(rebuilt.error());
    }
    return boost::system::in_place_value;
}

// What the host applied must be done in the ledger, and where the history says.
outcome<void> compare_applied(Services& services, const ports::Applied& applied, bool dry_run, Reconciliation& found) {
    ++found.checked;
    const std::string what = describe(applied.source, applied.target_organization);
    NEO_TRY(row, services.store.ledger().find(applied.key));
    if (!row) {
        found.missing.push_back({applied.key, what + " was applied by the host and is not in the ledger"});
        return dry_run ? outcome<void>(boost::system::in_place_value) : rebuild(services, applied, found);
    }
    if (row->state == ports::LedgerState::failed) {
        found.contradictions.push_back(
            {applied.key, what + " was applied by the host, but the ledger says that it failed"});
    }
    if (row->state == ports::LedgerState::done) {
        NEO_TRY(promotion, services.store.history().promotion(row->promotion));
        if (!promotion || promotion->target_dataflow != applied.placement.dataflow ||
            promotion->approved_version != applied.placement.approved_version) {
            found.contradictions.push_back(
                {applied.key, what + " is recorded at another place than the host created it"});
        }
    }
    return boost::system::in_place_value;
}

outcome<void> compare_done(Services& services, const ports::LedgerRow& row, Reconciliation& found) {
    ++found.checked;
    NEO_KILL_POINT("reconcile.find.before_call");
    NEO_TRY(applied, services.host.find(row.key));
    NEO_KILL_POINT("reconcile.find.after_call");
    if (!applied) {
        found.contradictions.push_back({row.key, describe(row.source, row.target_organization) +
                                                     " is done in the ledger, but the host knows nothing of it"});
    }
    return boost::system::in_place_value;
}

}  // namespace

outcome<Reconciliation> reconcile(Services& services, bool dry_run) {
    Reconciliation found;
    for (std::string after;;) {
        NEO_KILL_POINT("reconcile.list.before_call");
        NEO_TRY(applied, services.host.list_applied(after, page));
        NEO_KILL_POINT("reconcile.list.after_call");
        for (const ports::Applied& one : applied) {
            if (auto compared = compare_applied(services, one, dry_run, found); !compared) return compared.error();
        }
        if (applied.size() < page) break;
        after = applied.back().key;
    }
    for (std::string after;;) {
        NEO_TRY(rows, services.store.ledger().done_rows(after, page));
        for (const ports::LedgerRow& row : rows) {
            if (auto compared = compare_done(services, row, found); !compared) return compared.error();
        }
        if (rows.size() < page) break;
        after = rows.back().key;
    }
    return found;
}

}  // namespace neo::app
