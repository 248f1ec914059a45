#include "hook_call.hpp"
#include "hook_tables.hpp"

#include <boost/json.hpp>

namespace neo::hooks {

namespace {

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
    if (!NEO_HAS(neo_promotion_request, &request, ticket)) return wanted;
    boost::json::value accepted;
    if (request.accept.size > 0) {
        boost::json::error_code wrong;
        accepted = boost::json::parse(boost::json::string_view(request.accept.data, request.accept.size), wrong);
        if (wrong) return wrong_value("'accept' must be a JSON array of codes of warnings.");
    }
    const Promise said{sdk::view(request.plan), sdk::view(request.reason), sdk::view(request.ticket),
                       request.accept.size > 0 ? &accepted : nullptr};
    if (auto read = read_promise(said, wanted); !read) return read.error();
    return wanted;
}

neo_status preflight(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) noexcept {
    return answer("promote/1 preflight", context, reply, {actor}, [&](const Call& call) -> app::outcome<Document> {
        NEO_TRY(wanted, request_from(*request));
        return hooks::preflight(call, wanted);
    });
}

neo_status promote(void* context, neo_text actor, const neo_promotion_request* request, neo_sink reply) noexcept {
    return answer("promote/1 promote", context, reply, {actor}, [&](const Call& call) -> app::outcome<Document> {
        NEO_TRY(wanted, request_from(*request));
        return hooks::promote(call, wanted);
    });
}

neo_status targets(void* context, neo_text actor, neo_text organization, neo_text dataflow, std::int64_t version,
                   neo_text query, neo_sink reply) noexcept {
    return answer("promote/1 targets", context, reply, {actor, organization, dataflow}, query, [&](const Call& call) {
        return list_targets(call, {text_from(organization), text_from(dataflow), version});
    });
}

neo_status target_applications(void* context, neo_text actor, neo_text organization, neo_text dataflow,
                               std::int64_t version, neo_text target, neo_text query, neo_sink reply) noexcept {
    return answer("promote/1 target_applications", context, reply, {actor, organization, dataflow, target}, query,
                  [&](const Call& call) {
                      return list_target_applications(call, {text_from(organization), text_from(dataflow), version},
                                                      text_from(target));
                  });
}

neo_status recall(void* context, neo_text actor, neo_text organization, neo_text dataflow, std::int64_t version,
                  neo_text reason, std::int32_t* created, neo_sink reply) noexcept {
    *created = 0;
    return answer("promote/1 recall", context, reply, {actor}, [&](const Call& call) -> app::outcome<Document> {
        NEO_TRY(asked, version_from(organization, dataflow, version));
        auto recalled = hooks::recall(call, asked, sdk::view(reason));
        if (recalled && recalled->done == Done::created) *created = 1;
        return recalled;
    });
}

neo_status take_back(void* context, neo_text actor, neo_text organization, neo_text dataflow, std::int64_t version,
                     neo_sink reply) noexcept {
    return answer("promote/1 take_back", context, reply, {actor}, [&](const Call& call) -> app::outcome<Document> {
        NEO_TRY(asked, version_from(organization, dataflow, version));
        return hooks::take_back(call, asked);
    });
}

}  // namespace

const neo_promote_1 promote_hook{sizeof(neo_promote_1), preflight, promote,  targets,
                                 target_applications,   recall,    take_back};

}  // namespace neo::hooks
