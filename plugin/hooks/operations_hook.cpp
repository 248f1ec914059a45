#include "documents.hpp"
#include "hook_call.hpp"
#include "hook_tables.hpp"
#include "plugin.hpp"

#include <plugin/app/reconcile.hpp>
#include <plugin/app/recover.hpp>

#include <fmt/format.h>

namespace neo::hooks {

namespace {

neo_status health(void* context, neo_sink reply) noexcept {
    return answer("operations/1 health", context, reply, {}, [&](app::Services& services) {
        const auto store = services.store.health();
        JsonObject object;
        object.text("status", store ? "ok" : "unavailable")
            .text("detail", store ? "the database answers" : store.error().message)
            .text("version", plugin_version);
        if (store) object.text("backend", store->backend).number("schema_version", store->schema_version);
        return Reply{store ? 200 : 503, object.done()};
    });
}

neo_status metrics(void* context, neo_sink reply) noexcept {
    return answer("operations/1 metrics", context, reply, {}, [&](app::Services& services) {
        std::string text = services.metrics.text() + services.store.metrics();
        if (const auto unfinished = services.store.ledger().unfinished()) {
            text += fmt::format(
                "# HELP neo_promotions_unfinished Promotions under way, and those whose lease has expired.\n"
                "# TYPE neo_promotions_unfinished gauge\n"
                "neo_promotions_unfinished{{lease=\"any\"}} {}\nneo_promotions_unfinished{{lease=\"expired\"}} {}\n",
                unfinished->rows, unfinished->expired);
        }
        return Reply{200, std::move(text)};
    });
}

neo_status recover(void* context, neo_sink reply) noexcept {
    return answer("operations/1 recover", context, reply, {}, [&](app::Services& services) {
        const auto recovered = app::recover_all(services);
        if (!recovered) return reply_with(app::as_problem(recovered.error()));
        return Reply{
            200, JsonObject().number("recovered", recovered->ended).number("remaining", recovered->remaining).done()};
    });
}

neo_status reconcile(void* context, std::int32_t dry_run, neo_sink reply) noexcept {
    return answer("operations/1 reconcile", context, reply, {}, [&](app::Services& services) {
        return reply_with(app::reconcile(services, dry_run != 0), reconciliation_json);
    });
}

}  // namespace

const neo_operations_1 operations_hook{sizeof(neo_operations_1), health, metrics, recover, reconcile};

}  // namespace neo::hooks
