#include "leftovers.hpp"

#include <adapters/host/platform_host.hpp>
#include <adapters/open_database.hpp>
#include <adapters/store/open_store.hpp>
#include <host-sdk/reference-host/services/sql_platform.hpp>
#include <host-sdk/reference-host/store/open.hpp>
#include <plugin/app/carry_out.hpp>
#include <plugin/app/promote.hpp>

#include <stdexcept>

namespace neo::faults {

namespace {

constexpr sql::Query revoke{"faults.revoke.update", "UPDATE grants SET permissions = '' WHERE user_id = :user"};
constexpr sql::Query forget_row{"faults.forget.delete_row", "DELETE FROM promotion_ledger WHERE promotion_key = :key"};
constexpr sql::Query forget_attempt{"faults.forget.delete_attempt",
                                    "DELETE FROM promotions WHERE promotion_key = :key"};

constexpr char done_suffix[] = "-done";
constexpr sql::Query forget_key{"faults.forget.update_key",
                                "UPDATE promotion_keys SET state = 'forgotten' WHERE state = 'applied' AND "
                                "target_dataflow LIKE :pattern"};
constexpr sql::Query insert_own{
    "faults.own.insert",
    "INSERT INTO versions (organization, dataflow, version, state, trigger_hash, method, url, tags, changed_at, "
    "changed_by, content, module, is_global, revision) SELECT organization, dataflow, 3, 'approved', trigger_hash, "
    "method, url, tags, changed_at, '" NEO_USER_OF_TARGET
    "', content, module, is_global, revision FROM versions WHERE "
    "organization = 'uat' AND dataflow = :dataflow AND version = 1"};
constexpr sql::Query count_own{"faults.own.update",
                               "UPDATE dataflows SET last_version = 3 WHERE organization = 'uat' AND id = :dataflow"};
constexpr sql::Query remember_key{"faults.remember.update_key",
                                  "UPDATE promotion_keys SET state = 'applied' WHERE state = 'forgotten'"};

// A log that nobody reads.
class NoLog final : public ports::Log {
public:
    void write(ports::LogLevel, std::string_view, std::string_view) noexcept override {}
};

// A host that does not answer apply, unless it is told to.
class MutePlatform final : public host::services::SqlPlatform {
public:
    MutePlatform(sql::Pool& pool, bool answers_apply) : SqlPlatform(pool), answers_apply_(answers_apply) {}

    sdk::platform_result<sdk::Applied> apply(const sdk::ApplyRequest& request) override {
        if (answers_apply_) return SqlPlatform::apply(request);
        return sdk::PlatformError(NEO_UNAVAILABLE, "no answer");
    }

private:
    const bool answers_apply_;
};

// A worker in this process whose leases last no time.
class Worker {
public:
    Worker(sql::Pool& pool, ports::Store& store, bool host_answers_apply)
        : platform_(pool, host_answers_apply),
          host_(platform_),
          services_{host_, store, clock_, log_, metrics_, refusals_, "worker-that-is-gone", 0} {}

    app::Services& services() { return services_; }

    ports::Promotion promote(const std::string& dataflow, const std::string& actor) {
        app::PromotionRequest request;
        request.source = {"dev", dataflow, 1};
        request.target = "uat";
        request.application = "crm";
        const auto promotion = app::promote(services_, actor, request);
        if (!promotion) throw std::runtime_error("cannot promote " + dataflow + ": " + promotion.error().detail);
        return *promotion->promotion;
    }

private:
    MutePlatform platform_;
    adapters::PlatformHost host_;
    ports::SystemClock clock_;
    NoLog log_;
    app::Metrics metrics_;
    app::RefusalLimit refusals_;
    app::Services services_;
};

const std::vector<domain::Failure> reasons{{"target_changed", "The target changed.", "Try again.", {}}};

void execute(sql::Pool& pool, const sql::Query& query, const sql::Parameters& parameters) {
    const auto done = pool.write("faults.execute", [&](sql::Connection& connection) -> result<void> {
        connection.execute(query, parameters);
        return {};
    });
    if (!done) throw std::runtime_error(done.error().message);
}

}  // namespace

Leftovers leave(Deployment& deployment, const std::string& prefix) {
    const Leftovers names{prefix + "-unsent", prefix + "-unanswered", prefix + "-unwanted", prefix + "-given-up",
                          prefix + "-failed", prefix + lost_suffix,   prefix + done_suffix, prefix + "-changed"};
    const std::string leaver = prefix + "-leaver";
    deployment.add({{names.unsent},
                    {names.unanswered},
                    {names.unwanted},
                    {names.given_up},
                    {names.failed},
                    {names.lost},
                    {names.done},
                    {names.changed}},
                   {leaver});

    const auto host_store = host::store::open(deployment.host_database());
    const auto store = sql::open_store(deployment.plugin_database());
    const auto plugin_pool = sql::open_database(deployment.plugin_database());
    if (!host_store || !store || !plugin_pool) throw std::runtime_error("cannot open the databases");
    ports::Ledger& ledger = (*store)->ledger();
    Worker silent(*host_store->pool, **store, false);
    Worker answered(*host_store->pool, **store, true);
    const auto row_of = [&](const ports::Promotion& promotion) { return ledger.find(promotion.key).value().value(); };

    const auto unsent = row_of(silent.promote(names.unsent, "ana"));
    constexpr std::int64_t hour_microseconds = 3'600'000'000;
    answered.services().host.abort(unsent.key, unsent.fence + hour_microseconds).value();
    silent.promote(names.unwanted, leaver);
    execute(*host_store->pool, revoke, {{"user", leaver}});

    const auto unanswered = row_of(silent.promote(names.unanswered, "ana"));
    app::PromotionRequest request;
    request.source = unanswered.source;
    request.target = "uat";
    request.application = "crm";
    auto opened = app::open_case(answered.services(), "ana", request);
    auto not_ours = unanswered;
    not_ours.owner = "somebody else";  // so that the outcome is not written
    opened->facts.earlier.reset();
    opened->decision = domain::decide_promotion(opened->facts);
    app::carry_out(answered.services(), not_ours, *std::move(opened));

    const auto given_up = row_of(silent.promote(names.given_up, "ana"));
    answered.services().host.abort(given_up.key, 1).value();
    ledger.start_abort(given_up, {{"target_changed", "It changed.", "Retry.", {}}}).value();

    app::give_up(answered.services(), row_of(silent.promote(names.failed, "ana")), reasons);

    answered.promote(names.done, "ana");
    answered.promote(names.changed, "ana");
    for (const sql::Query& query : {insert_own, count_own})
        execute(*host_store->pool, query, {{"dataflow", names.changed}});
    const auto lost = answered.promote(names.lost, "ana");
    execute(**plugin_pool, forget_row, {{"key", lost.key}});
    execute(**plugin_pool, forget_attempt, {{"key", lost.key}});
    return names;
}

ForgottenByTheHost::ForgottenByTheHost(const Deployment& deployment)
    : pool_(sql::open_database(deployment.host_database()).value()) {
    execute(*pool_, forget_key, {{"pattern", std::string("%") + done_suffix}});
}

ForgottenByTheHost::~ForgottenByTheHost() {
    execute(*pool_, remember_key, {});
}

}  // namespace neo::faults
