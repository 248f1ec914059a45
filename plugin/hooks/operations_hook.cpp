#include "hook_call.hpp"
#include "hook_tables.hpp"

#include <adapters/store/copy_store.hpp>
#include <plugin/app/reconcile.hpp>
#include <plugin/app/recover.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <string>

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
        if (dry_run == 0) {
            if (const auto forgotten = call.services.store.arrivals().forget(); !forgotten)
                return app::as_problem(forgotten.error());
        }
        return Document{reconciliation_json(compared)};
    });
}

neo_status refuse_copy(neo_sink reply, const std::string& where, const Error& error) {
    sdk::write(reply, where + error.message);
    switch (error.code) {
        case ErrorCode::invalid:
            return NEO_INVALID;
        case ErrorCode::internal:
            return NEO_INTERNAL;
        default:
            return NEO_UNAVAILABLE;
    }
}

std::string table_json(const sql::TableSum& sum) {
    return JsonObject().text("name", sum.table).number("rows", sum.rows).text("sha256", sum.sha256).done();
}

neo_status copy(void* context, neo_text target_config, neo_text target_directory, std::int32_t check_only,
                neo_copy_progress progress, neo_sink reply) noexcept {
    return with_plugin(context, reply, [&](Plugin& plugin) -> neo_status {
        const auto target = read_config(sdk::view(target_config), std::filesystem::path(sdk::view(target_directory)));
        if (!target) return refuse_copy(reply, "the target's configuration: ", target.error());
        const sql::DatabaseConfig& source = plugin.config().database;
        if (check_only != 0) {
            const auto checked = sql::check_store_copy(source, target->database);
            if (!checked) return refuse_copy(reply, {}, checked.error());
            sdk::write(reply, JsonObject().json("tables", "[]").done());
            return NEO_OK;
        }
        const auto sums = sql::copy_store(source, target->database, [&](const sql::CopyProgress& done) {
            if (progress.report != nullptr)
                progress.report(progress.context, sdk::borrow(done.table), done.rows, done.total);
        });
        if (!sums) return refuse_copy(reply, {}, sums.error());
        sdk::write(reply, JsonObject().json("tables", json_array(*sums, table_json)).done());
        return NEO_OK;
    });
}

}  // namespace

const neo_operations_1 operations_hook{sizeof(neo_operations_1), health, metrics, recover, reconcile, copy};

}  // namespace neo::hooks
