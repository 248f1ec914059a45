#include "api.hpp"
#include "hook_call.hpp"
#include "hook_tables.hpp"

namespace neo::hooks {

namespace {

neo_status get(void* context, neo_text actor, neo_text promotion, neo_sink reply) noexcept {
    return answer("history/1 get", context, reply, {actor, promotion}, [&](app::Services& services) {
        return api::get_promotion(services, text_from(actor), text_from(promotion));
    });
}

neo_status list(void* context, neo_text actor, neo_text query, neo_sink reply) noexcept {
    return answer("history/1 list", context, reply, {actor}, [&](app::Services& services) {
        const auto wanted = query_from(query);
        if (!wanted) return reply_with(wanted.error());
        return api::list_promotions(services, text_from(actor), *wanted);
    });
}

}  // namespace

const neo_history_1 history_hook{sizeof(neo_history_1), get, list};

}  // namespace neo::hooks
