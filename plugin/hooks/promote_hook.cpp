#include "api.hpp"
#include "hook_call.hpp"
#include "hook_tables.hpp"

namespace neo::hooks {

namespace {

// These tables know no pages: as much as a page can hold.
const Query largest_page{{"limit", "500"}};

app::PromotionRequest request_from(const neo_promotion_request& request) {
    app::PromotionRequest wanted;
    wanted.source = {text_from(request.source_organization), text_from(request.dataflow), request.version};
    wanted.target = text_from(request.target_organization);
    if (request.target_application.size > 0) wanted.application = text_from(request.target_application);
    if (request.idempotency_key.size > 0) wanted.idempotency_key = text_from(request.idempotency_key);
    return wanted;
}

neo_status preflight(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) noexcept {
    return answer(reply, {actor, request->source_organization, request->dataflow, request->target_organization},
                  [&] { return api::preflight(services_of(context), text_from(actor), request_from(*request)); });
}

neo_status promote(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) noexcept {
    return answer(reply, {actor, request->source_organization, request->dataflow, request->target_organization},
                  [&] { return api::promote(services_of(context), text_from(actor), request_from(*request)); });
}

neo_status targets(void* context, neo_text actor, neo_text organization, neo_text dataflow, std::int64_t version,
                   neo_sink reply) noexcept {
    return answer(reply, {actor, organization, dataflow}, [&] {
        return api::list_targets(services_of(context), text_from(actor),
                                 {text_from(organization), text_from(dataflow), version}, largest_page);
    });
}

neo_status target_applications(void* context, neo_text actor, neo_text organization, neo_text dataflow,
                               std::int64_t version, neo_text target, neo_sink reply) noexcept {
    return answer(reply, {actor, organization, dataflow, target}, [&] {
        return api::list_target_applications(services_of(context), text_from(actor),
                                             {text_from(organization), text_from(dataflow), version}, text_from(target),
                                             largest_page);
    });
}

}  // namespace

const neo_promote_1 promote_hook{sizeof(neo_promote_1), preflight, promote, targets, target_applications};

}  // namespace neo::hooks
