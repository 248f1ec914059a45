#include "client.hpp"

#include <neo/host/cpp/remote_platform.hpp>

#include <boost/json.hpp>

namespace neo::check {

namespace {

namespace json = boost::json;
using sdk::append_to;
using sdk::borrow;

json::value walk(json::value value, std::string_view path) {
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string_view name = path.substr(0, dot);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        const json::object* object = value.if_object();
        const json::value* member = object ? object->if_contains(json::string_view(name.data(), name.size())) : nullptr;
        if (member == nullptr) return nullptr;
        value = json::value(*member);
    }
    return value;
}

std::string as_text(const json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

}  // namespace

json::value Reply::at(std::string_view path) const {
    json::error_code failed;
    json::value document = json::parse(text, failed);
    return failed ? json::value(nullptr) : walk(std::move(document), path);
}

std::string Reply::text_at(std::string_view path) const {
    const json::value value = at(path);
    return value.is_null() ? std::string() : as_text(value);
}

std::int64_t Reply::number_at(std::string_view path) const {
    const json::value value = at(path);
    return value.is_int64() ? value.as_int64() : -1;
}

std::vector<std::string> Reply::items(std::string_view member) const {
    std::vector<std::string> found;
    const json::value list = at("items");
    if (!list.is_array()) return found;
    for (const json::value& item : list.as_array())
        found.push_back(as_text(walk(item, member)));
    return found;
}

Reply Client::organization(std::string_view id) const {
    Reply reply;
    reply.status = directory_->get_organization(directory_.context, borrow(id), append_to(reply.text));
    return reply;
}

Reply Client::organizations(std::string_view search, std::string_view after, std::uint32_t limit) const {
    Reply reply;
    reply.status =
        directory_->list_organizations(directory_.context, borrow(search), borrow(after), limit, append_to(reply.text));
    return reply;
}

Reply Client::user(std::string_view id) const {
    Reply reply;
    reply.status = directory_->get_user(directory_.context, borrow(id), append_to(reply.text));
    return reply;
}

Reply Client::allowed(std::string_view user, std::string_view organization, std::string_view permission) const {
    Reply reply;
    std::int32_t allowed = -1;
    reply.status = access_->check(access_.context, borrow(user), borrow(organization), borrow(permission), &allowed);
    reply.text = std::to_string(allowed);
    return reply;
}

Reply Client::grants(std::string_view user) const {
    Reply reply;
    reply.status = access_->list_grants(access_.context, borrow(user), append_to(reply.text));
    return reply;
}

Reply Client::applications(std::string_view organization) const {
    Reply reply;
    reply.status = applications_->list(applications_.context, borrow(organization), append_to(reply.text));
    return reply;
}

Reply Client::dataflow(std::string_view organization, std::string_view id) const {
    Reply reply;
    reply.status =
        dataflows_->get_dataflow(dataflows_.context, borrow(organization), borrow(id), append_to(reply.text));
    return reply;
}

Reply Client::dataflows(std::string_view query) const {
    Reply reply;
    reply.status = dataflows_->list_dataflows(dataflows_.context, borrow(query), append_to(reply.text));
    return reply;
}

Reply Client::version(std::string_view organization, std::string_view dataflow, std::int64_t version) const {
    Reply reply;
    reply.status = dataflows_->get_version(dataflows_.context, borrow(organization), borrow(dataflow), version,
                                           append_to(reply.text), append_to(reply.content));
    return reply;
}

Reply Client::find_by_trigger(std::string_view organization, const sdk::Trigger& trigger) const {
    Reply reply;
    reply.status = dataflows_->find_by_trigger(dataflows_.context, borrow(organization), borrow(trigger.method),
                                               borrow(trigger.url), append_to(reply.text));
    return reply;
}

Reply Client::apply(const ApplyRequest& request, std::uint32_t struct_size) const {
    struct Later {
        neo_apply_request known;
        std::uint64_t unknown;
    };
    Later raw{borrow(request), ~std::uint64_t{0}};
    raw.known.struct_size = struct_size;
    Reply reply;
    reply.status = dataflows_->apply(dataflows_.context, &raw.known, append_to(reply.text));
    return reply;
}

Reply Client::find(std::string_view key) const {
    Reply reply;
    reply.status = dataflows_->find(dataflows_.context, borrow(key), append_to(reply.text));
    return reply;
}

Reply Client::abort(std::string_view key, std::int64_t fence) const {
    Reply reply;
    reply.status = dataflows_->abort(dataflows_.context, borrow(key), fence, append_to(reply.text));
    return reply;
}

Reply Client::list_applied(std::string_view after, std::uint32_t limit) const {
    Reply reply;
    reply.status = dataflows_->list_applied(dataflows_.context, borrow(after), limit, append_to(reply.text));
    return reply;
}

bool Client::has_case() const {
    return NEO_HAS(neo_dataflows_1, dataflows_.table, get_case) && dataflows_->get_case != nullptr;
}

Reply Client::get_case(std::string_view actor, const sdk::VersionId& source,
                       std::string_view target_organization) const {
    Reply reply;
    reply.status = dataflows_->get_case(dataflows_.context, borrow(actor), borrow(source.organization),
                                        borrow(source.dataflow), source.version, borrow(target_organization),
                                        append_to(reply.text), append_to(reply.content));
    return reply;
}

bool Client::has_heads() const {
    return NEO_HAS(neo_dataflows_1, dataflows_.table, list_heads) && dataflows_->list_heads != nullptr;
}

Reply Client::list_heads(std::string_view query) const {
    Reply reply;
    reply.status = dataflows_->list_heads(dataflows_.context, borrow(query), append_to(reply.text));
    return reply;
}

Reply Client::find_missing(std::string_view organization, std::string_view names) const {
    Reply reply;
    reply.status = needs_->find_missing(needs_.context, borrow(organization), borrow(names), append_to(reply.text));
    return reply;
}

Reply Client::list_holders(std::string_view organization, std::string_view search, std::string_view after,
                           std::uint32_t limit) const {
    Reply reply;
    reply.status = people_->list_holders(people_.context, borrow(organization), borrow(search), borrow(after), limit,
                                         append_to(reply.text));
    return reply;
}

}  // namespace neo::check
