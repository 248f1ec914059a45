// The bodies of requests to the plugin.
#include "fuzz.hpp"

#include <plugin/hooks/input.hpp>

namespace neo::fuzz {

void judge(std::string_view text) {
    const auto promotion = hooks::read_promotion_request(text);
    expect(promotion || !promotion.error().detail.empty(), "a refusal says why");
    if (promotion) expect(promotion->source.version > 0, "a version is 1 or more");

    const auto mapping = hooks::read_object(text, {"target", "relation", "type"});
    if (!mapping) {
        expect(!mapping.error().detail.empty(), "a refusal says why");
        return;
    }
    if (const auto target = hooks::read_id_member(*mapping, "target"))
        expect(!target->empty() && target->size() <= 200, "an id has 1 to 200 bytes");
    if (const auto relation = hooks::read_text(*mapping, "relation")) (void)hooks::read_relation(*relation);
    if (const auto type = hooks::read_text(*mapping, "type")) (void)hooks::read_organization_type(*type);
}

}  // namespace neo::fuzz
