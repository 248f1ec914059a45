#include "hook_call.hpp"
#include "hook_tables.hpp"

#include <plugin/app/reconcile.hpp>
#include <plugin/app/recover.hpp>

#include <fmt/format.h>

namespace neo::hooks {

namespace {

neo_status health(void* context, neo_sink reply) noexcept {
    return with_plugin(context, reply, [&](Plugin& plugin) {
        const auto store = plugin.services().store.health();
        JsonObject object;
        object.text("status", store ? "ok" : "unavailable")
            .text("detail", store ? "the database answers" : store.error().message)
            .text("version", plugin_version);
        if (store) object.text("backend", store->backend).number("schema_version", store->schema_version);
        sdk::write(reply, object.done());
        return store ? NEO_OK : NEO_UNAVAILABLE;
    });
}

neo_status metrics(void* context, neo_sink reply) noexcept {
    return with_plugin(context, reply, [&](Plugin& plugin) {
        app::Services& services = plugin.services();
        std::string text = services.metrics.text() + services.store.metrics();
        if (const auto unfinished = services.store.ledger().unfinished()) {
            text += fmt::format(
                "# HELP neo_promotions_unfinished Promotions under way, and those whose lease has expired.\n"
                "# TYPE neo_promotions_unfinished gauge\n"
                "neo_promotions_unfinished{{lease=\"any\"}} {}\nneo_promotions_unfinished{{lease=\"expired\"}} {}\n",
                unfinished->rows, unfinished->expired);
        }
        sdk::write(reply, text);
        return NEO_OK;
    });
}

neo_status recover(void* context, neo_sink reply) noexcept {
    return answer("operations/1 recover", context, reply, {}, [](const Call& call) -> app::outcome<Document> {
        NEO_TRY(recovered, app::recover_all(call.services));
        return Document{
            JsonObject().number("recovered", recovered.ended).number("remaining", recovered.remaining).done()};
    });
}

neo_status reconcile(void* context, std::int32_t dry_run, neo_sink reply) noexcept {
    return answer("operations/1 reconcile", context, reply, {}, [&](const Call& call) -> app::outcome<Document> {
        NEO_TRY(compared, app::reconcile(call.services, dry_run != 0));
        return Document{reconciliation_json(compared)};
    });
}

}  // namespace

const neo_operations_1 operations_hook{sizeof(neo_operations_1), health, metrics, recover, reconcile};

}  // namespace neo::hooks
