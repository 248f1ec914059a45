#include "plan.hpp"

#include <plugin/base/digest.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace neo::app {

namespace {

constexpr std::string_view release = "1";
constexpr std::size_t hash_size = 16;

using Parts = std::vector<std::pair<std::string_view, std::string>>;  // name, hash

std::string short_hash(const std::vector<std::string_view>& texts) {
    return sha256(texts).substr(0, hash_size);
}

std::string hash_of(const domain::Findings& findings) {
    const std::string total = std::to_string(findings.total);
    std::vector<std::string_view> texts{total};
    for (const domain::Finding& finding : findings.items)
        texts.insert(texts.end(), {finding.code, finding.pointer, finding.fingerprint,
                                   finding.certain.value_or(true) ? "certain" : "uncertain"});
    return short_hash(texts);
}

Parts parts_of(const PromotionCase& opened) {
    const ports::Basis& basis = opened.basis;
    const std::string base = opened.review.base ? opened.review.base->promotion : std::string();
    const auto id_of = [](const std::optional<ports::Basis::Registered>& registered) {
        return registered ? registered->id : std::string();
    };
    std::string route;
    if (opened.decision.route) {
        const domain::Route& to = *opened.decision.route;
        route = short_hash({to.application, to.dataflow.value_or("")});
    }
    const std::string holder = opened.holder ? opened.holder->dataflow : std::string();
    return {{"content", short_hash({opened.review.content_hash})},
            {"route", route.empty() ? short_hash({}) : route},
            {"target_head", short_hash({holder, std::to_string(opened.review.head)})},
            {"base", short_hash({base})},
            {"mapping", short_hash({basis.mapping.value_or("")})},
            {"registrations", short_hash({id_of(basis.source), id_of(basis.target)})},
            {"findings", hash_of(opened.review.findings)}};
}

std::vector<std::string_view> cut(std::string_view plan) {
    std::vector<std::string_view> fields;
    for (;;) {
        const std::size_t dot = plan.find('.');
        fields.push_back(plan.substr(0, dot));
        if (dot == std::string_view::npos) return fields;
        plan.remove_prefix(dot + 1);
    }
}

bool is_hash(std::string_view field) {
    return field.size() == hash_size && field.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

constexpr std::size_t first_part = 2;  // behind the release and the key
constexpr std::size_t all_fields = 9;

}  // namespace

std::string plan_of(const PromotionCase& promotion_case) {
    std::string plan(release);
    plan += "." + promotion_case.key.substr(0, hash_size);
    for (const auto& [name, hash] : parts_of(promotion_case))
        plan += "." + hash;
    return plan;
}

bool is_plan_of(std::string_view plan, std::string_view promotion_key) {
    const std::vector<std::string_view> fields = cut(plan);
    return fields.size() == all_fields && fields[0] == release && fields[1] == promotion_key.substr(0, hash_size) &&
           std::all_of(fields.begin() + 1, fields.end(), is_hash);
}

std::vector<std::string> moved_parts(std::string_view plan, const PromotionCase& promotion_case) {
    const std::vector<std::string_view> promised = cut(plan);
    std::vector<std::string> moved;
    std::size_t at = first_part;
    for (const auto& [name, hash] : parts_of(promotion_case)) {
        if (promised.at(at++) != hash) moved.emplace_back(name);
    }
    return moved;
}

}  // namespace neo::app
