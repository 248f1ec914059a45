#include "../documents.hpp"
#include "../json/malformed.hpp"
#include "../json/object_reader.hpp"
#include "../json/parse.hpp"
#include "../platform/limits.hpp"
#include "../store/organizations.hpp"
#include "../store/promotions.hpp"
#include "services.hpp"
#include "status.hpp"

#include <plugin/base/kill_point.hpp>

#include <boost/json/serialize.hpp>

namespace neo::host::services {

namespace {

sql::Pool& pool_of(void* context) {
    return *static_cast<sql::Pool*>(context);
}

neo_status answer(const boost::json::value& document, neo_sink reply) {
    sdk::write(reply, boost::json::serialize(document));
    return NEO_OK;
}

neo_status get_dataflow(void* context, neo_text organization, neo_text dataflow, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        const auto found = pool_of(context).read(
            [&](sql::Connection& c) { return store::find_dataflow(c, text(organization), text(dataflow)); });
        if (!found) return answer_fault(found.error(), reply);
        if (!*found) return answer_not_found(reply, "there is no such dataflow");
        return answer(document_of(**found), reply);
    });
}

store::DataflowSearch read_search(neo_text query) {
    const boost::json::value document = json::parse(sdk::view(query));
    json::ObjectReader reader(document, "");
    store::DataflowSearch search;
    search.organization = reader.text("organization");
    search.after = reader.optional_text("after").value_or("");
    search.search = reader.optional_text("search").value_or("");
    search.application = reader.optional_text("application").value_or("");
    search.state = reader.optional_text("state").value_or("");
    search.limit = static_cast<int>(reader.integer("limit", 1, most_items));
    return search;
}

neo_status list_dataflows(void* context, neo_text query, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        store::DataflowSearch search;
        try {
            search = read_search(query);
        } catch (const json::Malformed& error) {
            return answer_invalid(reply, error.what());
        }
        const auto found =
            pool_of(context).read([&](sql::Connection& c) -> std::optional<std::vector<store::DataflowSummary>> {
                auto dataflows = store::list_dataflows(c, search);
                if (dataflows.empty() && !store::find_organization(c, search.organization)) return std::nullopt;
                return dataflows;
            });
        if (!found) return answer_fault(found.error(), reply);
        if (!*found) return answer_not_found(reply, "there is no such organization");
        return answer(list_document(**found), reply);
    });
}

neo_status get_version(void* context, neo_text organization, neo_text dataflow, int64_t version, neo_sink reply,
                       neo_sink content) noexcept {
    return sdk::guarded(reply, [&] {
        const std::string organization_id = text(organization);
        const auto found = pool_of(context).read(
            [&](sql::Connection& c) { return store::find_version(c, organization_id, text(dataflow), version); });
        if (!found) return answer_fault(found.error(), reply);
        if (!*found) return answer_not_found(reply, "there is no such version");
        sdk::write(content, (*found)->document.content);
        return answer(document_of(organization_id, **found), reply);
    });
}

neo_status find_by_trigger(void* context, neo_text organization, neo_text method, neo_text url,
                           neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        const auto found = pool_of(context).read([&](sql::Connection& c) {
            return store::find_trigger_holder(c, text(organization), {text(method), text(url)});
        });
        if (!found) return answer_fault(found.error(), reply);
        if (!*found) return answer_not_found(reply, "no dataflow holds this trigger");
        return answer(document_of(**found), reply);
    });
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// What is wrong with the request as such; null: nothing.
const char* refusal_of(const neo_apply_request& request) {
    if (request.struct_size < NEO_APPLY_REQUEST_1_0_SIZE) return "the request is too short";
    if (request.fence < 1) return "fence must be at least 1";
    if (!is_digest(sdk::view(request.promotion_key)))
        return "promotion_key must be 64 hexadecimal digits in lower case";
    if (!is_digest(sdk::view(request.payload_hash))) return "payload_hash must be 64 hexadecimal digits in lower case";
    for (const neo_text& id : {request.actor, request.source_organization, request.source_dataflow,
                               request.target_organization, request.target_application}) {
        if (refusal_of_id(sdk::view(id))) return "actor, source or target is no id";
    }
    if (refusal_of_name(sdk::view(request.name))) return "name is none";
    if (!is_method(sdk::view(request.method))) return "method is none";
    if (refusal_of_url(sdk::view(request.url))) return "url is none";
    if (request.module.size > 0 && !is_word(sdk::view(request.module))) return "module is none";
    return nullptr;
}

store::ApplyRequest to_request(const neo_apply_request& request) {
    store::ApplyRequest out;
    out.key = text(request.promotion_key);
    out.fence = request.fence;
    out.payload_hash = text(request.payload_hash);
    out.actor = text(request.actor);
    out.source_organization = text(request.source_organization);
    out.source_dataflow = text(request.source_dataflow);
    out.source_version = request.source_version;
    out.target_organization = text(request.target_organization);
    out.target_application = text(request.target_application);
    out.expected_dataflow = text(request.expected_dataflow);
    out.name = text(request.name);
    out.trigger = {text(request.method), text(request.url)};
    if (request.module.size > 0) out.module = text(request.module);
    out.global = request.global != 0;
    out.content = text(request.content);
    return out;
}

neo_status apply(void* context, const neo_apply_request* request, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        if (const char* why = refusal_of(*request)) return answer_invalid(reply, why);
        const auto applied = store::apply(pool_of(context), to_request(*request));
        NEO_KILL_POINT("host.apply.before_reply");
        if (applied) return answer(document_of(*applied), reply);
        const Fault& fault = applied.error();
        const neo_status status = answer_fault(fault, reply);
        if (fault.code == store::apply_code::barred) return static_cast<neo_status>(NEO_BARRED);
        if (fault.code == store::apply_code::payload_mismatch) return static_cast<neo_status>(NEO_PAYLOAD_MISMATCH);
        return status;
    });
}

neo_status find(void* context, neo_text promotion_key, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        const std::string key = text(promotion_key);
        const auto found = pool_of(context).read([&](sql::Connection& c) { return store::find_applied(c, key); });
        if (!found) return answer_fault(found.error(), reply);
        if (!*found) return answer_not_found(reply, "nothing was applied under this key");
        return answer(document_of(**found), reply);
    });
}

neo_status abort(void* context, neo_text promotion_key, int64_t fence, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        if (fence < 1 || !is_digest(sdk::view(promotion_key)))
            return answer_invalid(reply, "fence must be at least 1, promotion_key 64 hexadecimal digits in lower case");
        const auto aborted = store::abort(pool_of(context), text(promotion_key), fence);
        NEO_KILL_POINT("host.abort.before_reply");
        if (!aborted) return answer_fault(aborted.error(), reply);
        if (!*aborted) return static_cast<neo_status>(NEO_OK);
        answer(document_of(**aborted), reply);
        return static_cast<neo_status>(NEO_ALREADY_APPLIED);
    });
}

neo_status list_applied(void* context, neo_text after, uint32_t limit, neo_sink reply) noexcept {
    return sdk::guarded(reply, [&] {
        if (!is_page_size(limit)) return answer_bad_limit(reply);
        const auto found = pool_of(context).read(
            [&](sql::Connection& c) { return store::list_applied(c, text(after), static_cast<int>(limit)); });
        if (!found) return answer_fault(found.error(), reply);
        return answer(list_document(*found), reply);
    });
}

}  // namespace

const neo_dataflows_1 dataflows{sizeof(neo_dataflows_1),
                                get_dataflow,
                                list_dataflows,
                                get_version,
                                find_by_trigger,
                                apply,
                                find,
                                abort,
                                list_applied};

}  // namespace neo::host::services
