#include "plugin_state.hpp"

#include <neo/host/cpp/text.hpp>

#include <stdexcept>

namespace neo::testing {

namespace {

using sdk::append_to;
using sdk::borrow;

neo_promotion_request request_of(const Promotion& promotion) {
    return {sizeof(neo_promotion_request),
            borrow(promotion.source_organization),
            borrow(promotion.dataflow),
            promotion.version,
            borrow(promotion.target_organization),
            borrow(promotion.target_application),
            borrow(promotion.idempotency_key),
            borrow(promotion.plan),
            borrow(promotion.accept),
            borrow(promotion.reason),
            borrow(promotion.ticket)};
}

// Takes an answer, whole or in pieces.
struct Listener {
    bool takes_pieces;  // not to HEAD
    HttpAnswer answer = {};
    int answers = 0;
};

Listener& listener(void* context) noexcept {
    return *static_cast<Listener*>(context);
}

void begin(void* context, std::int32_t status, const neo_http_header* headers, std::size_t header_count) noexcept {
    Listener& to = listener(context);
    ++to.answers;
    to.answer.status = status;
    to.answer.pieces.emplace();
    for (std::size_t at = 0; at < header_count; ++at)
        to.answer.headers.emplace_back(sdk::view(headers[at].name), sdk::view(headers[at].value));
}

std::int32_t write(void* context, neo_text piece) noexcept {
    Listener& to = listener(context);
    if (!to.answer.pieces || to.answer.is_cut || !to.takes_pieces) return 0;
    to.answer.pieces->emplace_back(sdk::view(piece));
    to.answer.body += sdk::view(piece);
    return 1;
}

void cut(void* context) noexcept {
    listener(context).answer.is_cut = listener(context).answer.pieces.has_value();
}

void respond(void* context, std::int32_t status, const neo_http_header* headers, std::size_t header_count,
             neo_text body) noexcept {
    begin(context, status, headers, header_count);
    listener(context).answer.body = sdk::view(body);
    listener(context).answer.pieces.reset();
}

// Of a function that came after the first release of its table.
void demand(bool has, const char* function) {
    if (!has) throw std::logic_error(std::string("the plugin is of a release that had no ") + function);
}

}  // namespace

PluginUnderTest::PluginUnderTest(std::unique_ptr<State> state) : state_(std::move(state)) {}
PluginUnderTest::PluginUnderTest(PluginUnderTest&&) noexcept = default;

PluginUnderTest& PluginUnderTest::operator=(PluginUnderTest&& other) noexcept {
    stop();
    state_ = std::move(other.state_);
    return *this;
}

PluginUnderTest::~PluginUnderTest() {
    stop();
}

const sdk::Host& PluginUnderTest::host() const {
    return state_->host;
}

void PluginUnderTest::stop() {
    if (state_ == nullptr) return;
    const FaultScript::Flood flood(state_->services->faults);
    state_->stopping = true;
    const std::unique_lock lock(state_->in_use);
    state_->plugin.reset();
    state_->host.forget_hooks();
}

template <class Table, class Call>
auto PluginUnderTest::with(Call&& call) const {
    if (state_ == nullptr) throw std::logic_error("the plugin was moved away");
    if (state_->stopping) throw std::logic_error("the plugin is stopped");
    const std::shared_lock lock(state_->in_use);
    const sdk::Bound<Table> hook = state_->host.hook<Table>();
    if (!hook) {
        throw std::logic_error(std::string("the plugin is stopped or did not register ") + sdk::TableTraits<Table>::id);
    }
    Answer answer;
    answer.status = call(hook, append_to(answer.text), answer);
    return answer;
}

Answer Actor::preflight(const Promotion& promotion) const {
    const neo_promotion_request request = request_of(promotion);
    return plugin_.with<neo_promote_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->preflight(hook.context, borrow(user_), &request, reply);
    });
}

Answer Actor::promote(const Promotion& promotion) const {
    const neo_promotion_request request = request_of(promotion);
    return plugin_.with<neo_promote_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->promote(hook.context, borrow(user_), &request, reply);
    });
}

Answer Actor::targets(std::string_view organization, std::string_view dataflow, std::int64_t version,
                      std::string_view query) const {
    return plugin_.with<neo_promote_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->targets(hook.context, borrow(user_), borrow(organization), borrow(dataflow), version,
                             borrow(query), reply);
    });
}

Answer Actor::target_applications(std::string_view organization, std::string_view dataflow, std::int64_t version,
                                  std::string_view target, std::string_view query) const {
    return plugin_.with<neo_promote_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->target_applications(hook.context, borrow(user_), borrow(organization), borrow(dataflow), version,
                                         borrow(target), borrow(query), reply);
    });
}

Answer Actor::recall(std::string_view organization, std::string_view dataflow, std::int64_t version,
                     std::string_view reason) const {
    return plugin_.with<neo_promote_1>([&](const auto& hook, neo_sink reply, Answer& answer) {
        demand(NEO_HAS(neo_promote_1, hook.table, recall), "promote/1 recall");
        std::int32_t created = 0;
        const neo_status status = hook->recall(hook.context, borrow(user_), borrow(organization), borrow(dataflow),
                                               version, borrow(reason), &created, reply);
        answer.created = created != 0;
        return status;
    });
}

Answer Actor::take_back(std::string_view organization, std::string_view dataflow, std::int64_t version) const {
    return plugin_.with<neo_promote_1>([&](const auto& hook, neo_sink reply, Answer&) {
        demand(NEO_HAS(neo_promote_1, hook.table, take_back), "promote/1 take_back");
        return hook->take_back(hook.context, borrow(user_), borrow(organization), borrow(dataflow), version, reply);
    });
}

Answer Actor::register_organization(std::string_view organization, std::string_view type) const {
    return plugin_.with<neo_org_mapping_1>([&](const auto& hook, neo_sink reply, Answer& answer) {
        std::int32_t created = 0;
        const neo_status status = hook->register_organization(hook.context, borrow(user_), borrow(organization),
                                                              borrow(type), &created, reply);
        answer.created = created != 0;
        return status;
    });
}

Answer Actor::mappings(std::string_view organization, std::string_view query) const {
    return plugin_.with<neo_org_mapping_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->list(hook.context, borrow(user_), borrow(organization), borrow(query), reply);
    });
}

Answer Actor::add_mapping(std::string_view source, std::string_view target, std::string_view relation) const {
    return plugin_.with<neo_org_mapping_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->add(hook.context, borrow(user_), borrow(source), borrow(target), borrow(relation), reply);
    });
}

Answer Actor::change_relation(std::string_view source, std::string_view target, std::string_view relation) const {
    return plugin_.with<neo_org_mapping_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->change_relation(hook.context, borrow(user_), borrow(source), borrow(target), borrow(relation),
                                     reply);
    });
}

Answer Actor::remove_mapping(std::string_view source, std::string_view target) const {
    return plugin_.with<neo_org_mapping_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->remove(hook.context, borrow(user_), borrow(source), borrow(target), reply);
    });
}

Answer Actor::mapping_changes(std::string_view organization, std::string_view query) const {
    return plugin_.with<neo_org_mapping_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->changes(hook.context, borrow(user_), borrow(organization), borrow(query), reply);
    });
}

Answer Actor::registration(std::string_view organization) const {
    return plugin_.with<neo_org_mapping_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->registration(hook.context, borrow(user_), borrow(organization), reply);
    });
}

Answer Actor::promotion(std::string_view id) const {
    return plugin_.with<neo_history_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->get(hook.context, borrow(user_), borrow(id), reply);
    });
}

Answer Actor::history(std::string_view query) const {
    return plugin_.with<neo_history_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->list(hook.context, borrow(user_), borrow(query), reply);
    });
}

Answer Actor::origin(std::string_view organization, std::string_view dataflow, std::int64_t version) const {
    return plugin_.with<neo_history_1>([&](const auto& hook, neo_sink reply, Answer&) {
        demand(NEO_HAS(neo_history_1, hook.table, origin), "history/1 origin");
        return hook->origin(hook.context, borrow(user_), borrow(organization), borrow(dataflow), version, reply);
    });
}

Answer Actor::spread(std::string_view organization, std::string_view dataflow, std::string_view query) const {
    return plugin_.with<neo_history_1>([&](const auto& hook, neo_sink reply, Answer&) {
        demand(NEO_HAS(neo_history_1, hook.table, spread), "history/1 spread");
        return hook->spread(hook.context, borrow(user_), borrow(organization), borrow(dataflow), borrow(query), reply);
    });
}

Answer Actor::board(std::string_view organization, std::string_view query) const {
    return plugin_.with<neo_history_1>([&](const auto& hook, neo_sink reply, Answer&) {
        demand(NEO_HAS(neo_history_1, hook.table, board), "history/1 board");
        return hook->board(hook.context, borrow(user_), borrow(organization), borrow(query), reply);
    });
}

Answer Actor::compare(std::string_view organization, std::string_view dataflow, std::int64_t version,
                      std::string_view other_organization, std::string_view other_dataflow,
                      std::int64_t other_version) const {
    return plugin_.with<neo_history_1>([&](const auto& hook, neo_sink reply, Answer&) {
        demand(NEO_HAS(neo_history_1, hook.table, compare), "history/1 compare");
        return hook->compare(hook.context, borrow(user_), borrow(organization), borrow(dataflow), version,
                             borrow(other_organization), borrow(other_dataflow), other_version, reply);
    });
}

Answer Actor::recalls(std::string_view organization, std::string_view dataflow, std::int64_t version) const {
    return plugin_.with<neo_history_1>([&](const auto& hook, neo_sink reply, Answer&) {
        demand(NEO_HAS(neo_history_1, hook.table, recalls), "history/1 recalls");
        return hook->recalls(hook.context, borrow(user_), borrow(organization), borrow(dataflow), version, reply);
    });
}

Answer Actor::counts(std::string_view query) const {
    return plugin_.with<neo_history_1>([&](const auto& hook, neo_sink reply, Answer&) {
        demand(NEO_HAS(neo_history_1, hook.table, counts), "history/1 counts");
        return hook->counts(hook.context, borrow(user_), borrow(query), reply);
    });
}

HttpAnswer Actor::http(std::string_view method, std::string_view target, std::string_view body,
                       const std::vector<std::pair<std::string, std::string>>& headers) const {
    std::vector<neo_http_header> borrowed;
    borrowed.reserve(headers.size());
    for (const auto& [name, value] : headers)
        borrowed.push_back({borrow(name), borrow(value)});
    Listener to{method != "HEAD"};
    const neo_http_stream stream = {sizeof(neo_http_stream), &to, &begin, &write, &cut};
    plugin_.with<neo_http_1>([&](const auto& hook, neo_sink, Answer&) {
        const neo_http_request request = {sizeof(neo_http_request),
                                          borrow(method),
                                          borrow(target),
                                          borrow(user_),
                                          borrowed.data(),
                                          borrowed.size(),
                                          borrow(body),
                                          plugin_.state_->takes_streams ? &stream : nullptr};
        hook->handle(hook.context, &request, {&to, &respond});
        return NEO_OK;
    });
    if (to.answers != 1) {
        throw std::logic_error("the plugin answered an HTTP request " + std::to_string(to.answers) + " times");
    }
    return std::move(to.answer);
}

Answer PluginUnderTest::health() const {
    return with<neo_operations_1>(
        [](const auto& hook, neo_sink reply, Answer&) { return hook->health(hook.context, reply); });
}

Answer PluginUnderTest::metrics() const {
    return with<neo_operations_1>(
        [](const auto& hook, neo_sink reply, Answer&) { return hook->metrics(hook.context, reply); });
}

Answer PluginUnderTest::recover() const {
    return with<neo_operations_1>(
        [](const auto& hook, neo_sink reply, Answer&) { return hook->recover(hook.context, reply); });
}

Answer PluginUnderTest::reconcile(bool dry_run) const {
    return with<neo_operations_1>([dry_run](const auto& hook, neo_sink reply, Answer&) {
        return hook->reconcile(hook.context, dry_run ? 1 : 0, reply);
    });
}

Answer PluginUnderTest::copy(std::string_view target_config, const std::filesystem::path& target_directory,
                             bool check_only, neo_copy_progress progress) const {
    return with<neo_operations_1>([&](const auto& hook, neo_sink reply, Answer&) {
        return hook->copy(hook.context, borrow(target_config), borrow(target_directory.native()), check_only ? 1 : 0,
                          progress, reply);
    });
}

}  // namespace neo::testing
