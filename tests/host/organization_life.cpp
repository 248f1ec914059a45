#include "organization_life.hpp"

#include <host-sdk/reference-host/store/trigger_holders.hpp>
#include <plugin/base/digest.hpp>

#include <barrier>
#include <thread>

namespace neo::test {

using namespace host;

namespace {

template <class Saved>
std::string told(const Outcome<Saved>& outcome) {
    if (!outcome) return outcome.error().code;
    return outcome->holder ? "held by " + *outcome->holder : "ok";
}

VersionChange with_trigger(const std::string& url, const std::string& method) {
    VersionChange change;
    change.trigger = Trigger{method, url};
    return change;
}

}  // namespace

std::string OrganizationLife::create(const std::string& id, const std::string& url, const std::string& method) {
    const Dataflow dataflow{id, id, "crm", false, {}};
    return told(store::create_dataflow(host_.pool(), organization_, dataflow,
                                       changed(blank_version(dataflow), with_trigger(url, method)), "ana"));
}

std::string OrganizationLife::draft(const std::string& id, const std::string& url, const std::string& method) {
    return told(
        store::create_version(host_.pool(), organization_, id, {std::nullopt, with_trigger(url, method)}, "ana"));
}

std::string OrganizationLife::put(const std::string& id, std::int64_t version, const std::string& url) {
    return told(store::change_draft(host_.pool(), {organization_, id, version}, with_trigger(url, "POST"), {}, "ana"));
}

std::string OrganizationLife::move(const std::string& id, std::int64_t version, const std::string& to) {
    return told(store::change_state(host_.pool(), {organization_, id, version}, to, {}, "ana"));
}

std::string OrganizationLife::approve(const std::string& id, std::int64_t version) {
    move(id, version, "awaiting_approval");
    return move(id, version, "approved");
}

std::string OrganizationLife::told_holder(const std::string& id, std::int64_t version) {
    const auto moved = store::change_state(host_.pool(), {organization_, id, version}, "approved", {}, "ana");
    return moved ? "" : moved.error().dataflow;
}

std::string OrganizationLife::apply(const std::string& source_dataflow, const std::string& url,
                                    const std::string& expected) {
    store::ApplyRequest request = apply_request();
    request.key = random_secret();
    request.source_dataflow = source_dataflow;
    request.target_organization = organization_;
    request.trigger.url = url;
    request.expected_dataflow = expected;
    const auto applied = store::apply(host_.pool(), request);
    return applied ? "ok" : applied.error().code;
}

std::string OrganizationLife::holder(const std::string& url, const std::string& method) {
    const auto found = host_.pool().read([&](sql::Connection& c) {
        return store::find_trigger_holder(c, organization_, {method, url});
    });
    return found.value() ? (*found)->dataflow : "";
}

std::vector<std::string> at_once(const std::vector<std::function<std::string()>>& actions) {
    std::vector<std::string> answers(actions.size());
    std::barrier start(static_cast<std::ptrdiff_t>(actions.size()));
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            answers[i] = actions[i]();
        });
    }
    for (auto& thread : threads)
        thread.join();
    return answers;
}

}  // namespace neo::test
