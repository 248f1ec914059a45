#include "check.hpp"

#include <neo/host/cpp/status.hpp>

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

}  // namespace neo::check
