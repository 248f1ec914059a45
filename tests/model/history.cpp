#include "history.hpp"

#include "environment.hpp"

#include <fmt/format.h>

namespace neo::model {
namespace {

/// The step that leads from `now` to a state that looks like `wanted`; canonical states may have workers 1 and 2
/// exchanged.
const Successor* find_step(const Successors& steps, const State& wanted, const Settings& settings, Broken broken) {
    const Successor* found = nullptr;
    for (const Successor& next : steps) {
        State canonical = next.state;
        make_canonical(canonical, settings);
        if (!(canonical == wanted)) continue;
        if (next.step.broken == broken) return &next;
        if (found == nullptr) found = &next;
    }
    return found;
}

}  // namespace

std::string tell_history(const std::vector<State>& way, const Settings& settings, Broken broken) {
    std::string text;
    State now = way.front();
    Successors steps;
    for (std::size_t i = 1; i < way.size(); ++i) {
        plain_successors(now, settings, steps);
        const Successor* next = find_step(steps, way[i], settings, i + 1 == way.size() ? broken : Broken::nothing);
        if (next == nullptr) return text + "(the history could not be told further)\n";
        text += fmt::format("{:3}. {}\n", i, tell(next->step, now, next->state));
        now = next->state;
    }
    return text + fmt::format("  => BROKEN: {}\n", tell(broken));
}

}  // namespace neo::model
