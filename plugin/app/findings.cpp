#include "findings.hpp"

#include "environments.hpp"

#include <plugin/base/digest.hpp>

#include <optional>
#include <vector>

namespace neo::app {

namespace {

// Fingerprints under the key that the store keeps, which is asked for when the first one is made.
class Fingerprints {
public:
    explicit Fingerprints(Services& services) : services_(services) {}

    std::string of(std::string_view value) {
        constexpr std::size_t digits = 16;
        if (!key_) key_ = services_.store.environments().fingerprint_key(random_secret());
        return *key_ ? keyed_hash(**key_, value).substr(0, digits) : std::string();
    }
    // Why they are none.
    std::optional<Error> error() const { return key_ && !*key_ ? std::optional(key_->error()) : std::nullopt; }

private:
    Services& services_;
    std::optional<result<std::string>> key_;
};

using Names = std::vector<std::string>;

std::optional<Names> names_of(const domain::ContentScan::Places& places) {
    Names names;
    for (const auto& place : places)
        names.push_back(place.first);
    return names;
}

std::optional<domain::Names> lacking(const std::optional<Names>& missing) {
    if (!missing) return std::nullopt;
    return domain::Names(missing->begin(), missing->end());
}

}  // namespace

outcome<domain::Findings> find_in_content(Services& services, std::string_view content, const std::string& target) {
    Fingerprints fingerprints(services);
    const domain::Fingerprint fingerprint = [&fingerprints](std::string_view value) { return fingerprints.of(value); };
    const domain::ContentPatterns& patterns = *services.patterns;
    const domain::ContentScan scan = domain::scan_content(content, patterns, fingerprint);

    domain::NameFacts facts;
    NEO_TRY(foreign, foreign_hosts(services, target, scan));
    facts.foreign_hosts = std::move(foreign);
    const ports::Needs asked{names_of(scan.needs[0]), names_of(scan.needs[1]), names_of(scan.needs[2])};
    if (!asked.configuration->empty() || !asked.helpers->empty() || !asked.dataflows->empty()) {
        NEO_TRY(missing, services.host.missing(target, asked));
        facts.lacking = {lacking(missing.configuration), lacking(missing.helpers), lacking(missing.dataflows)};
    }
    domain::Findings findings = domain::findings_of(scan, content, facts, patterns, fingerprint);
    if (const auto error = fingerprints.error()) return as_problem(*error);
    return findings;
}

}  // namespace neo::app
