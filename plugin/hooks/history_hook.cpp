#include "hook_call.hpp"
#include "hook_tables.hpp"

namespace neo::hooks {

namespace {

neo_status get(void* context, neo_text actor, neo_text promotion, neo_sink reply) noexcept {
    return answer("history/1 get", context, reply, {actor, promotion},
                  [&](const Call& call) { return get_promotion(call, text_from(promotion)); });
}

neo_status list(void* context, neo_text actor, neo_text query, neo_sink reply) noexcept {
    return answer("history/1 list", context, reply, {actor}, query, list_promotions);
}

}  // namespace

const neo_history_1 history_hook{sizeof(neo_history_1), get, list};

}  // namespace neo::hooks
