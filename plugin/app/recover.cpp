#include "recover.hpp"

#include <plugin/base/kill_point.hpp>

namespace neo::app {

namespace {

constexpr int batch = 100;

// The row is ours and prepared: what does the host know of it?
Carried recover_prepared(Services& services, const ports::LedgerRow& row) {
    NEO_KILL_POINT("recover.find.before_call");
    const auto applied = services.host.find(row.key);
    NEO_KILL_POINT("recover.find.after_call");
    if (!applied) return unanswered(applied.error().message);
    if (*applied) return finish(services, row, **applied);

    auto opened = reopen_case(services, row);
    if (!opened) return unanswered(opened.error().cause);
    if (!opened->decision.failures.empty()) return give_up(services, row, opened->decision.failures);
    return carry_out(services, row, std::move(*opened));
}

Carried::End tell(Services& services, const ports::LedgerRow& row, const Carried& carried) {
    using enum Carried::End;
    const Carried::End end = carried.end;
    if (end == taken_over) return end;
    const bool ended = end == succeeded || end == failed;
    services.metrics.count(end == succeeded ? Metrics::Recovery::completed
                           : end == failed  ? Metrics::Recovery::failed
                                            : Metrics::Recovery::unanswered);
    services.log.write(ended ? ports::LogLevel::info : ports::LogLevel::warning, "recovery",
                       "promotion " + row.promotion +
                           (end == succeeded ? std::string(" was completed")
                            : end == failed  ? " was given up and recorded as failed"
                                             : " waits: " + carried.cause));
    return end;
}

}  // namespace

Carried::End recover(Services& services, const ports::LedgerRow& expired) {
    NEO_KILL_POINT("recover.claim.before");
    const auto claimed = services.store.ledger().claim(expired, services.owner, services.lease_seconds);
    NEO_KILL_POINT("recover.claim.after");
    if (!claimed) return tell(services, expired, unanswered(claimed.error().message));
    if (!*claimed) return Carried::End::taken_over;
    const ports::LedgerRow& row = **claimed;
    return tell(
        services, row,
        row.state == ports::LedgerState::aborting ? give_up(services, row, {}) : recover_prepared(services, row));
}

result<Recovered> recover_all(Services& services, const std::stop_token& stop) {
    Recovered recovered;
    auto expired = services.store.ledger().expired(batch);
    while (expired && !expired->empty()) {
        int ended = 0;
        for (const ports::LedgerRow& row : *expired) {
            if (stop.stop_requested()) break;
            const Carried::End end = recover(services, row);
            if (end == Carried::End::succeeded || end == Carried::End::failed) ++ended;
        }
        recovered.ended += ended;
        // What could not be brought to an end holds a new lease now, so it is not read again here.
        if (ended == 0 || expired->size() < batch || stop.stop_requested()) break;
        expired = services.store.ledger().expired(batch);
    }
    if (!expired) return expired.error();
    const auto unfinished = services.store.ledger().unfinished();
    if (!unfinished) return unfinished.error();
    recovered.remaining = static_cast<int>(unfinished->rows);
    return recovered;
}

}  // namespace neo::app
