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

neo_status origin(void* context, neo_text actor, neo_text organization, neo_text dataflow, std::int64_t version,
                  neo_sink reply) noexcept {
    return answer("history/1 origin", context, reply, {actor}, [&](const Call& call) -> app::outcome<Document> {
        NEO_TRY(asked, version_from(organization, dataflow, version));
        return get_origin(call, asked);
    });
}

neo_status spread(void* context, neo_text actor, neo_text organization, neo_text dataflow, neo_text query,
                  neo_sink reply) noexcept {
    return answer("history/1 spread", context, reply, {actor, organization, dataflow}, query,
                  [&](const Call& call) { return get_spread(call, text_from(organization), text_from(dataflow)); });
}

neo_status board(void* context, neo_text actor, neo_text organization, neo_text query, neo_sink reply) noexcept {
    return answer("history/1 board", context, reply, {actor, organization}, query,
                  [&](const Call& call) { return get_board(call, text_from(organization)); });
}

neo_status compare(void* context, neo_text actor, neo_text organization, neo_text dataflow, std::int64_t version,
                   neo_text other_organization, neo_text other_dataflow, std::int64_t other_version,
                   neo_sink reply) noexcept {
    return answer("history/1 compare", context, reply, {actor}, [&](const Call& call) -> app::outcome<Document> {
        NEO_TRY(asked, version_from(organization, dataflow, version));
        NEO_TRY(against, version_from(other_organization, other_dataflow, other_version));
        return hooks::compare(call, asked, against);
    });
}

neo_status recalls(void* context, neo_text actor, neo_text organization, neo_text dataflow, std::int64_t version,
                   neo_sink reply) noexcept {
    return answer("history/1 recalls", context, reply, {actor}, [&](const Call& call) -> app::outcome<Document> {
        NEO_TRY(asked, version_from(organization, dataflow, version));
        return get_recall(call, asked);
    });
}

neo_status counts(void* context, neo_text actor, neo_text query, neo_sink reply) noexcept {
    return answer("history/1 counts", context, reply, {actor}, query, count_promotions);
}

}  // namespace

const neo_history_1 history_hook{sizeof(neo_history_1), get, list, origin, spread, board, compare, recalls, counts};

}  // namespace neo::hooks
