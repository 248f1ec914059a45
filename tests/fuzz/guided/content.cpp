// The search for findings in a content: whatever is in it, each finding has a place, and no secret is told.
#include "fuzz.hpp"

#include <neo/host/cpp/content.hpp>
#include <plugin/domain/content_findings.hpp>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace neo::fuzz {

void judge(std::string_view text) {
    if (std::holds_alternative<std::string>(sdk::read_content(text))) return;
    const auto patterns = domain::standard_patterns();
    std::vector<std::string> secrets;
    const domain::Fingerprint keep = [&secrets](std::string_view value) {
        secrets.emplace_back(value);
        return std::string(16, '0');
    };
    const domain::ContentScan scan = domain::scan_content(text, *patterns, keep);
    expect(scan.secrets.size() == secrets.size(), "each secret that is kept has a fingerprint");
    domain::NameFacts facts;
    for (const auto& place : scan.hosts)
        facts.foreign_hosts.insert(place.first);
    const domain::Fingerprint none = [](std::string_view) { return std::string(16, '0'); };
    const domain::Findings findings = domain::findings_of(scan, text, facts, *patterns, none);
    expect(findings.items.size() == std::min<std::size_t>(static_cast<std::size_t>(findings.total), 200),
           "the first are answered and all are counted");
    for (const domain::Finding& finding : findings.items) {
        expect(finding.pointer.starts_with('/'), "a finding has a place");
        if (finding.code.starts_with("needs_")) continue;  // which tells a name
        for (const std::string& secret : secrets)
            expect(finding.message.find(secret) == std::string::npos, "no secret is told in a sentence");
    }
}

}  // namespace neo::fuzz
