#include "findings.hpp"

#include <plugin/base/digest.hpp>

#include <algorithm>
#include <memory>
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

Names names_of(const domain::ContentScan::Places& places) {
    Names names;
    for (const auto& place : places)
        names.push_back(place.first);
    return names;
}

std::optional<domain::Names> lacking(const std::optional<Names>& missing) {
    if (!missing) return std::nullopt;
    return domain::Names(missing->begin(), missing->end());
}

// Null where a secret was found and its fingerprint could not be made.
KnownScans::Scan scan_of(Services& services, std::string_view content, const domain::ContentPatterns& patterns,
                         const Fingerprints& fingerprints, const domain::Fingerprint& fingerprint) {
    const std::string hash = sha256(content);
    if (auto known = services.scans->find(hash)) return known;
    auto scan = std::make_shared<const domain::ContentScan>(domain::scan_content(content, patterns, fingerprint));
    if (fingerprints.error()) return nullptr;
    services.scans->keep(hash, scan);
    return scan;
}

outcome<domain::NameFacts> ask_about(Services& services, const domain::ContentScan& scan, const std::string& target,
                                     bool hosts_are_declared) {
    domain::NameFacts facts;
    if (hosts_are_declared && !scan.hosts.empty()) {
        NEO_TRY(foreign, services.store.environments().foreign(target, names_of(scan.hosts)));
        facts.foreign_hosts = {foreign.begin(), foreign.end()};
    }
    if (std::ranges::all_of(scan.needs, [](const auto& names) { return names.empty(); })) return facts;
    NEO_TRY(missing,
            services.host.missing(target, {names_of(scan.needs[0]), names_of(scan.needs[1]), names_of(scan.needs[2])}));
    facts.lacking = {lacking(missing.configuration), lacking(missing.helpers), lacking(missing.dataflows)};
    return facts;
}

}  // namespace

outcome<domain::Findings> find_in_content(Services& services, std::string_view content, const std::string& target,
                                          bool hosts_are_declared) {
    const auto patterns = services.patterns ? services.patterns : domain::standard_patterns();
    Fingerprints fingerprints(services);
    const domain::Fingerprint fingerprint = [&fingerprints](std::string_view value) { return fingerprints.of(value); };
    const auto scan = scan_of(services, content, *patterns, fingerprints, fingerprint);
    if (!scan) return as_problem(*fingerprints.error());
    NEO_TRY(facts, ask_about(services, *scan, target, hosts_are_declared));
    domain::Findings findings = domain::findings_of(*scan, content, facts, *patterns, fingerprint);
    if (const auto error = fingerprints.error()) return as_problem(*error);
    return findings;
}

}  // namespace neo::app
