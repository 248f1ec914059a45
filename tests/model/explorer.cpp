#include "explorer.hpp"

#include "environment.hpp"
#include "history.hpp"
#include "invariants.hpp"
#include "progress.hpp"
#include "state_store.hpp"

#include <fmt/format.h>

#include <ctime>

namespace neo::model {
namespace {

class Explorer {
public:
    explicit Explorer(const Settings& settings) : settings_(settings) {}

    Findings run() {
        const std::clock_t started = std::clock();
        const State first = initial_state(settings_);
        seen_.insert(first, hash(first), StateStore::nobody);
        std::uint32_t end_of_level = 1;
        for (std::uint32_t index = 0; index < seen_.size() && findings_.broken == Broken::nothing; ++index) {
            if (index == end_of_level) {
                findings_.depth += 1;
                end_of_level = seen_.size();
            }
            expand(index);
        }
        findings_.states = seen_.size();
        findings_.megabytes = static_cast<double>(seen_.bytes()) / 1e6;
        findings_.seconds = static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
        return findings_;
    }

private:
    void expand(std::uint32_t index) {
        const State state = seen_.at(index);
        if (everybody_idle(state)) {
            findings_.resting += 1;
            if (!every_key_can_end(state, settings_)) return report(index, std::nullopt, Broken::stuck);
        }
        successors(state, settings_, next_);
        hashes_.clear();
        for (const Successor& next : next_) {
            hashes_.push_back(hash(next.state));
            seen_.prefetch(hashes_.back());
        }
        findings_.steps += next_.size();
        for (std::size_t i = 0; i < next_.size(); ++i) {
            const Successor& next = next_[i];
            if (next.step.broken != Broken::nothing) return report(index, next.state, next.step.broken);
            if (!seen_.insert(next.state, hashes_[i], index)) continue;
            const Broken broken = judge(next.state, settings_);
            if (broken != Broken::nothing) return report(index, next.state, broken);
        }
    }

    void report(std::uint32_t index, std::optional<State> last, Broken broken) {
        std::vector<State> way;
        if (last) way.push_back(*last);
        for (; index != StateStore::nobody; index = seen_.parent(index))
            way.push_back(seen_.at(index));
        findings_.broken = broken;
        findings_.depth = static_cast<int>(way.size()) - 1;
        findings_.history = tell_history({way.rbegin(), way.rend()}, settings_, broken);
    }

    const Settings settings_;
    StateStore seen_;
    Successors next_;
    std::vector<std::uint64_t> hashes_;
    Findings findings_;
};

}  // namespace

Findings explore(const Settings& settings) {
    return Explorer(settings).run();
}

std::string summary(const Findings& findings) {
    return fmt::format("{} states, {} steps, {} resting states, depth {}, {:.1f} s of one core, {:.0f} MB: {}",
                       findings.states, findings.steps, findings.resting, findings.depth, findings.seconds,
                       findings.megabytes,
                       findings.broken == Broken::nothing ? "no promise broken" : tell(findings.broken));
}

}  // namespace neo::model
