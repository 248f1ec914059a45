// A second opinion on every promotion, written from the requirement rows alone. It shares no code with the rules it
// judges: facts are small numbers here, and the answer is a set of bits.
#pragma once

#include <cstdint>
#include <string>

namespace neo::oracle {

// One combination of everything a promotion is decided on. Types: 0 to 5 are dev, sit, uat, automation, demo, prod.
struct Cell {
    static constexpr int unregistered = 6;
    static constexpr int unknown_state = 5;

    enum Module { no_module, module_granted, module_lacking };
    enum Earlier { never, in_progress, done };
    enum Application { no_application, default_app, middleware_app, crm_app, sales_app, absent_app };

    bool may_source = true;
    bool may_target = true;
    bool same_organization = false;
    bool source_known = true;
    bool target_known = true;
    int source_type = 0;
    int target_type = 0;
    bool source_neo = true;
    bool target_neo = true;
    bool mapped = true;
    bool same_cluster = true;
    int state = 2;  // 0 to 4 are draft, awaiting_approval, approved, rejected, live
    bool library_blocks = false;
    bool recalled = false;
    int module = no_module;
    int earlier = never;
    bool has_custom_applications = true;
    int requested = crm_app;
    int holder = no_application;  // the application of the dataflow that has the trigger in the target
};

enum Refusal : std::uint32_t {
    permission_source = 1U << 0,
    permission_target = 1U << 1,
    unknown_source = 1U << 2,
    unknown_target = 1U << 3,
    same_organization = 1U << 4,
    neo_source = 1U << 5,
    neo_target = 1U << 6,
    unregistered_source = 1U << 7,
    unregistered_target = 1U << 8,
    mapping_missing = 1U << 9,
    hierarchy_forbids = 1U << 10,
    different_cluster = 1U << 11,
    module_access_missing = 1U << 12,
    version_unknown = 1U << 13,
    version_not_promotable = 1U << 14,
    library_blocks_present = 1U << 15,
    application_required = 1U << 16,
    application_unknown = 1U << 17,
    application_not_custom = 1U << 18,
    no_custom_application = 1U << 19,
    already_promoted = 1U << 20,
    promotion_in_progress = 1U << 21,
    version_recalled = 1U << 22,
};

struct Verdict {
    std::uint32_t refusals = 0;
    int application = Cell::no_application;  // where it goes; meaningful when nothing refuses
    bool routed = false;

    bool operator==(const Verdict&) const = default;
};

Verdict judge(const Cell& cell);

std::string describe(const Cell& cell);
std::string describe(const Verdict& verdict);

}  // namespace neo::oracle
