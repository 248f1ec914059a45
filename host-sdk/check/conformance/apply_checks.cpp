// What apply, find and list_applied promise: all or nothing, once, and only on the state that the precondition names.
#include "check.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <regex>

namespace neo::check {

namespace {

const std::string nowhere = "neo-check-no-such-thing";

bool is_rfc_3339(const std::string& time) {
    static const std::regex form(R"(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt])"
                                 R"(([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d))");
    return std::regex_match(time, form);
}

void creates_both(Trial& trial) {
    const ApplyRequest request = trial.fresh_request();
    const Reply applied = trial.host.apply(request);
    trial.expect(applied, NEO_OK, "apply of a new dataflow");
    trial.expect(applied.text_at("key") == request.promotion_key &&
                     applied.text_at("payload_hash") == request.payload_hash &&
                     applied.number_at("fence") == request.fence && applied.text_at("actor") == request.actor,
                 "the reply repeats key, hash, fence and actor");
    trial.expect(applied.text_at("source.organization") == request.source.organization &&
                     applied.text_at("source.dataflow") == request.source.dataflow &&
                     applied.number_at("source.version") == request.source.version,
                 "the reply names the source");
    trial.expect(applied.text_at("target.organization") == request.target_organization &&
                     applied.text_at("target.application") == request.target_application,
                 "the reply names the target");
    trial.expect(applied.text_at("trigger.url") == request.trigger.url &&
                     applied.text_at("trigger.method") == request.trigger.method,
                 "the reply names the trigger");
    trial.expect(is_rfc_3339(applied.text_at("applied_at")), "the reply says when, in the form of RFC 3339");
    trial.expect(applied.number_at("target.approved_version") == 1 && applied.number_at("target.draft_version") == 2,
                 "a new dataflow begins with the versions 1 and 2");

    const std::string dataflow = applied.text_at("target.dataflow");
    for (const auto& [version, state] : {std::pair(1, "approved"), std::pair(2, "draft")}) {
        const Reply created = trial.host.version(request.target_organization, dataflow, version);
        trial.expect(created.text_at("state") == state, std::string("the versions are approved and draft: ") + state);
        trial.expect(created.text_at("trigger.url") == request.trigger.url, "both versions have the trigger");
        trial.expect(
            created.items("tags").empty() && created.at("tags").is_array() && created.at("tags").as_array().empty(),
            "no version has tags");
    }
    trial.expect(
        trial.host.find_by_trigger(request.target_organization, request.trigger).text_at("dataflow") == dataflow,
        "the new dataflow holds the trigger");
}

void keeps_triggers(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    request.trigger.url += "/" + std::string(4000, 'x') + "/%C3%A4?a=1&b=\xc3\xa4";
    trial.expect(trial.host.apply(request), NEO_OK, "apply with a URL of some thousand bytes");
    const auto holder = [&](const std::string& method, const std::string& url) {
        return trial.host.find_by_trigger(request.target_organization, {url, method});
    };
    trial.expect(holder(request.trigger.method, request.trigger.url), NEO_OK, "the trigger is found");
    trial.expect(holder("GET", request.trigger.url), NEO_NOT_FOUND, "the same URL with another method");
    trial.expect(holder(request.trigger.method, request.trigger.url + "/"), NEO_NOT_FOUND, "the URL with a slash more");
    trial.expect(holder(request.trigger.method, request.trigger.url + " "), NEO_NOT_FOUND, "the URL with a space more");
    std::string other_case = request.trigger.url;
    other_case[1] = 'N';
    trial.expect(holder(request.trigger.method, other_case), NEO_NOT_FOUND, "the URL in another case");
    trial.expect(trial.host.find_by_trigger(request.source.organization, request.trigger),
                 request.source.organization == request.target_organization ? NEO_OK : NEO_NOT_FOUND,
                 "the trigger in another organization");
}

void compares_methods_without_case(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    request.trigger.method = "pOsT";
    const std::string dataflow = trial.host.apply(request).text_at("target.dataflow");
    for (const char* method : {"POST", "post", "pOsT"}) {
        const Reply holder = trial.host.find_by_trigger(request.target_organization, {request.trigger.url, method});
        trial.expect(holder.text_at("dataflow") == dataflow,
                     "the trigger of the method pOsT is found as " + std::string(method));
    }
    ApplyRequest second = request;
    second.promotion_key = Trial::fresh_key();
    second.trigger.method = "POST";
    trial.expect(trial.host.apply(second), NEO_CONFLICT, "the same trigger with its method in another case");
    trial.expect(trial.host.version(request.target_organization, dataflow, 1).text_at("trigger.method") == "pOsT",
                 "a method is shown as it was written");
}

// Of a version, or of a dataflow; an empty module: null.
void expect_module(Trial& trial, const Reply& document, const std::string& module, bool global,
                   const std::string& whose) {
    const boost::json::value told = document.at("module");
    trial.expect(module.empty() ? told.is_null() : told == boost::json::value(module), "the module " + whose);
    trial.expect(document.at("global") == boost::json::value(global), "the global flag " + whose);
}

void keeps_module_and_global(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    request.module = "neo-check";
    request.global = true;
    const Reply applied = trial.host.apply(request);
    trial.expect(applied, NEO_OK, "apply of a global dataflow that needs a module");
    const std::string dataflow = applied.text_at("target.dataflow");
    const auto version = [&](int number) { return trial.host.version(request.target_organization, dataflow, number); };
    const auto own = [&] { return trial.host.dataflow(request.target_organization, dataflow); };
    for (const int number : {1, 2})
        expect_module(trial, version(number), "neo-check", true, "of a new dataflow's versions is the request's");
    expect_module(trial, own(), "neo-check", true, "of a dataflow is that of its newest approved version");

    const auto apply_again = [&](const std::optional<std::string>& module, bool global) {
        request.promotion_key = Trial::fresh_key();
        request.expected_dataflow = dataflow;
        request.module = module;
        request.global = global;
        trial.expect(trial.host.apply(request), NEO_OK, "apply with another module to a dataflow that is there");
    };
    apply_again(std::nullopt, false);
    for (const int number : {3, 4})
        expect_module(trial, version(number), "", false, "of versions in a dataflow that was there is the request's");
    apply_again("neo-check-2", true);
    for (const int number : {5, 6})
        expect_module(trial, version(number), "neo-check-2", true, "of such versions is the request's, each time");
    for (const int number : {1, 2})
        expect_module(trial, version(number), "neo-check", true, "of the versions of before is what it was");
    expect_module(trial, own(), "neo-check-2", true, "of a dataflow is that of its newest approved version, always");
}

void is_idempotent(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    const Reply first = trial.host.apply(request);
    const Reply second = trial.host.apply(request);
    trial.expect(second, NEO_OK, "the same apply again");
    trial.expect(second.at("") == first.at(""), "the second reply is the first one");
    request.fence = 7;
    trial.expect(trial.host.apply(request).at("target") == first.at("target"),
                 "a higher fence changes nothing any more");
    request.payload_hash = Trial::fresh_key();
    trial.expect(trial.host.apply(request), NEO_PAYLOAD_MISMATCH, "the same key with another hash");
    const Reply dataflow = trial.host.dataflow(request.target_organization, first.text_at("target.dataflow"));
    trial.expect(dataflow.at("versions").is_array() && dataflow.at("versions").as_array().size() == 2,
                 "there are still two versions");
}

void finds(Trial& trial) {
    const ApplyRequest request = trial.fresh_request();
    trial.expect(trial.host.find(request.promotion_key), NEO_NOT_FOUND, "find before apply");
    const Reply applied = trial.host.apply(request);
    const Reply found = trial.host.find(request.promotion_key);
    trial.expect(found, NEO_OK, "find after apply");
    trial.expect(found.at("") == applied.at(""), "find answers as apply did");
}

void appends_to_existing(Trial& trial) {
    const ApplyRequest first = trial.fresh_request();
    const Reply applied = trial.host.apply(first);
    const std::string dataflow = applied.text_at("target.dataflow");
    const Reply approved = trial.host.version(first.target_organization, dataflow, 1);
    const Reply draft = trial.host.version(first.target_organization, dataflow, 2);

    ApplyRequest second = first;
    second.promotion_key = Trial::fresh_key();
    second.payload_hash = Trial::fresh_key();
    second.expected_dataflow = dataflow;
    second.content = R"({"blocks":[],"connections":[]})";
    const Reply again = trial.host.apply(second);
    trial.expect(again, NEO_OK, "apply to the dataflow that holds the trigger");
    trial.expect(again.text_at("target.dataflow") == dataflow && again.number_at("target.approved_version") == 3 &&
                     again.number_at("target.draft_version") == 4,
                 "it gets the next two versions");
    const auto unchanged = [&](const Reply& before, int version) {
        const Reply now = trial.host.version(first.target_organization, dataflow, version);
        return now.text == before.text && now.content == before.content;
    };
    trial.expect(unchanged(approved, 1), "the approved version of before is unchanged");
    trial.expect(unchanged(draft, 2), "the draft of before is neither overwritten nor lost");
}

void checks_precondition(Trial& trial) {
    const ApplyRequest first = trial.fresh_request();
    const std::string dataflow = trial.host.apply(first).text_at("target.dataflow");
    const auto refused = [&](ApplyRequest request, std::string_view what) {
        request.promotion_key = Trial::fresh_key();
        trial.expect(trial.host.apply(request), NEO_CONFLICT, what);
        trial.expect(trial.host.find(request.promotion_key), NEO_NOT_FOUND, "a conflict leaves no key");
    };
    refused(first, "the precondition says none, but a dataflow holds the trigger");
    ApplyRequest other = first;
    other.expected_dataflow = nowhere;
    refused(other, "the precondition names another dataflow");
    ApplyRequest gone = trial.fresh_request();
    gone.expected_dataflow = dataflow;
    refused(gone, "the precondition names a dataflow, but none holds the trigger");
    trial.expect(trial.host.dataflow(first.target_organization, dataflow).at("versions").as_array().size() == 2,
                 "a conflict creates no version");
    trial.expect(trial.host.find_by_trigger(gone.target_organization, gone.trigger), NEO_NOT_FOUND,
                 "a conflict claims no trigger");
}

// Only of a host that tells the head: one of the first minor compares nothing.
void compares_the_head(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    const std::string dataflow = trial.host.apply(request).text_at("target.dataflow");
    const auto head = [&] {
        return trial.host.find_by_trigger(request.target_organization, request.trigger).at("head");
    };
    if (head().is_null()) return;
    trial.expect(head() == 1, "the head is the newest approved version with the trigger, not the draft above it");
    request.expected_dataflow = dataflow;
    for (const std::int64_t other : {sdk::no_version, std::int64_t{2}, std::int64_t{7}}) {
        request.promotion_key = Trial::fresh_key();
        request.expected_version = other;
        trial.expect(trial.host.apply(request), NEO_CONFLICT, "another head than the one that is expected");
        trial.expect(trial.host.find(request.promotion_key), NEO_NOT_FOUND, "a conflict leaves no key");
    }
    request.expected_version = 1;
    trial.expect(trial.host.apply(request), NEO_OK, "the head that is expected");
    trial.expect(head() == 3, "the head is what was applied last");
    trial.expect(trial.host.apply(request), NEO_OK, "the same key again, whatever the head is by then");
    request.promotion_key = Trial::fresh_key();
    trial.expect(trial.host.apply(request), NEO_CONFLICT, "a head that another apply has passed");
    request.expected_version = sdk::any_version;
    trial.expect(trial.host.apply(request), NEO_OK, "a head that is not compared");
}

void checks_permission(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    request.actor = trial.ground.stranger;
    trial.expect(trial.host.apply(request), NEO_DENIED, "apply on behalf of somebody without the permission");
    trial.expect(trial.host.find(request.promotion_key), NEO_NOT_FOUND, "a denied apply leaves no key");
    request.actor = trial.ground.actor;
    trial.expect(trial.host.apply(request), NEO_OK, "the same key once the actor has it");
}

void refuses_wrong_targets(Trial& trial) {
    ApplyRequest request = trial.fresh_request();
    request.target_application = nowhere;
    trial.expect(trial.host.apply(request), NEO_NOT_FOUND, "an unknown application");
    const Reply list = trial.host.applications(request.target_organization);
    const std::vector<std::string> kinds = list.items("kind");
    const std::vector<std::string> ids = list.items("id");
    for (std::size_t at = 0; at < ids.size(); ++at) {
        if (kinds[at] == "custom") continue;
        request.target_application = ids[at];
        trial.expect(trial.host.apply(request), NEO_INVALID, "the application of kind " + kinds[at]);
    }
    request.target_application = trial.ground.target_application;
    trial.expect(trial.host.find_by_trigger(request.target_organization, request.trigger), NEO_NOT_FOUND,
                 "nothing of this claims the trigger");
}

void reads_requests_of_any_release(Trial& trial) {
    trial.expect(trial.host.apply(trial.fresh_request(), NEO_APPLY_REQUEST_1_0_SIZE), NEO_OK,
                 "a request of the first release");
    trial.expect(trial.host.apply(trial.fresh_request(), sizeof(neo_apply_request) + sizeof(std::uint64_t)), NEO_OK,
                 "a request of a later release, longer than this one's");
}

void lists_applied(Trial& trial) {
    std::vector<std::string> own;
    for (int count = 0; count < 3; ++count) {
        const ApplyRequest request = trial.fresh_request();
        trial.host.apply(request);
        own.push_back(request.promotion_key);
    }
    std::vector<std::string> all;
    for (std::vector<std::string> page = trial.host.list_applied("", 2).items("key"); !page.empty();
         page = trial.host.list_applied(all.back(), 500).items("key")) {
        const bool goes_on = std::is_sorted(page.begin(), page.end()) && (all.empty() || all.back() < page.front());
        trial.expect(goes_on, "a page is in order and begins behind the one before");
        if (!goes_on) break;  // else it might never end
        all.insert(all.end(), page.begin(), page.end());
    }
    trial.expect(std::is_sorted(all.begin(), all.end()), "what was applied is listed in the order of the keys");
    for (const std::string& key : own)
        trial.expect(std::binary_search(all.begin(), all.end(), key), "what was applied is listed");
}

constexpr Check checks[] = {
    {"apply creates an approved and a draft version of a new dataflow", &creates_both},
    {"triggers are compared byte by byte, per organization", &keeps_triggers},
    {"methods are compared without case and shown as written", &compares_methods_without_case},
    {"apply gives module and global to the versions, also of a dataflow that is there", &keeps_module_and_global},
    {"apply is idempotent by key, and refuses another payload", &is_idempotent},
    {"find answers what was applied", &finds},
    {"apply to an existing dataflow adds the next two versions and changes no other", &appends_to_existing},
    {"apply refuses when another dataflow holds the trigger than expected", &checks_precondition},
    {"apply refuses when the newest approved version is another than expected", &compares_the_head},
    {"apply checks the actor's permission itself", &checks_permission},
    {"apply refuses unknown and not custom applications", &refuses_wrong_targets},
    {"apply reads requests of the first release and of later ones", &reads_requests_of_any_release},
    {"list_applied gives every key in order", &lists_applied},
};

}  // namespace

std::span<const Check> apply_checks() {
    return checks;
}

}  // namespace neo::check
