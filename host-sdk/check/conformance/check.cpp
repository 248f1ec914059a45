#include "check.hpp"

#include <neo/host/cpp/status.hpp>

#include <algorithm>
#include <random>

namespace neo::check {

void Trial::expect(bool holds, std::string_view what) {
    if (!holds) failures_.emplace_back(what);
}

void Trial::expect(const Reply& reply, neo_status wanted, std::string_view what) {
    if (reply.status == wanted) return;
    failures_.push_back(std::string(what) + ": expected " + std::string(sdk::status_name(wanted)) + ", got " +
                        std::string(sdk::status_name(reply.status)) + " (" + reply.text.substr(0, 200) + ")");
}

std::string Trial::fresh_key() {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::random_device device;
    std::string key(64, '0');
    for (char& digit : key)
        digit = digits[device() & 15U];
    return key;
}

ApplyRequest Trial::fresh_request() const {
    const std::string key = fresh_key();
    return {.fence = 1,
            .promotion_key = key,
            .payload_hash = fresh_key(),
            .actor = ground.actor,
            .source = {ground.source_organization, ground.source_dataflow, ground.source_version},
            .target_organization = ground.target_organization,
            .target_application = ground.target_application,
            .expected_dataflow = std::nullopt,
            .name = "Host check",
            .trigger = {"/neo-check/" + key.substr(0, 24), "POST"},
            .module = std::nullopt,
            .global = false,
            .content = R"({"blocks":[{"id":"b1","type":"script","name":"check","config":{}}],"connections":[]})"};
}

void expect_pages(Trial& trial, const std::vector<std::string>& all,
                  const std::function<Reply(const std::string& after)>& page_of_one, const std::string& what,
                  std::string_view id) {
    trial.expect(std::is_sorted(all.begin(), all.end()), what + " come in the order of their ids, byte by byte");
    std::string after;
    for (std::size_t at = 0; at < std::min<std::size_t>(all.size(), 20); ++at) {
        const std::vector<std::string> page = page_of_one(after).items(id);
        trial.expect(page.size() == 1 && page.front() == all[at],
                     what + ": a page holds what follows the id it was asked for");
        after = all[at];
    }
    trial.expect(page_of_one(std::string(200, '\x7f')).items(id).empty(),
                 what + ": behind the last there is an empty page");
}

void expect_bounded(Trial& trial, const Reply& reply, std::string_view id, std::string_view what) {
    trial.expect(reply.status == NEO_INVALID || (reply.status == NEO_OK && reply.items(id).size() <= 500), what);
}

}  // namespace neo::check
