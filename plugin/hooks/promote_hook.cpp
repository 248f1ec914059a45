#include "api.hpp"
#include "hook_call.hpp"
#include "hook_tables.hpp"

namespace neo::hooks {

namespace {

// These tables know no pages: as much as a page can hold.
const Query largest_page{{"limit", std::to_string(app::largest_page)}};

app::outcome<app::PromotionRequest> request_from(const neo_promotion_request& request) {
    if (request.struct_size < NEO_PROMOTION_REQUEST_1_0_SIZE) return wrong_value("The request is too short.");
    app::PromotionRequest wanted;
    NEO_TRY(organization, read_id(sdk::view(request.source_organization), "source_organization"));
    NEO_TRY(dataflow, read_id(sdk::view(request.dataflow), "dataflow"));
    NEO_TRY(target, read_id(sdk::view(request.target_organization), "target_organization"));
    if (request.version < 1) return wrong_value("'version' must be 1 or more.");
    wanted.source = {std::move(organization), std::move(dataflow), request.version};
    wanted.target = std::move(target);
    if (request.target_application.size > 0) {
        NEO_TRY(application, read_id(sdk::view(request.target_application), "target_application"));
        wanted.application = std::move(application);
    }
    NEO_TRY(key, read_idempotency_key(sdk::view(request.idempotency_key)));
    wanted.idempotency_key = std::move(key);
    return wanted;
}

neo_status preflight(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) noexcept {
    return answer("promote/1 preflight", context, reply, {actor}, [&](app::Services& services) {
        const auto wanted = request_from(*request);
        return wanted ? api::preflight(services, text_from(actor), *wanted) : reply_with(wanted.error());
    });
}

neo_status promote(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) noexcept {
    return answer("promote/1 promote", context, reply, {actor}, [&](app::Services& services) {
        const auto wanted = request_from(*request);
        return wanted ? api::promote(services, text_from(actor), *wanted) : reply_with(wanted.error());
    });
}

neo_status targets(void* context, neo_text actor, neo_text organization, neo_text dataflow, std::int64_t version,
                   neo_sink reply) noexcept {
    return answer("promote/1 targets", context, reply, {actor, organization, dataflow}, [&](app::Services& services) {
        return api::list_targets(services, text_from(actor), {text_from(organization), text_from(dataflow), version},
                                 largest_page);
    });
}

neo_status target_applications(void* context, neo_text actor, neo_text organization, neo_text dataflow,
                               std::int64_t version, neo_text target, neo_sink reply) noexcept {
    return answer("promote/1 target_applications", context, reply, {actor, organization, dataflow, target},
                  [&](app::Services& services) {
                      return api::list_target_applications(services, text_from(actor),
                                                           {text_from(organization), text_from(dataflow), version},
                                                           text_from(target), largest_page);
                  });
}

}  // namespace

const neo_promote_1 promote_hook{sizeof(neo_promote_1), preflight, promote, targets, target_applications};

}  // namespace neo::hooks
