// R5: secrets that are planted into contents are found, wherever they stand, and references in the same places are not
// taken for secrets.
#include "planted_secrets.hpp"

#include <plugin/domain/content_findings.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace {

using namespace neo::domain;
using namespace neo::test;

const ContentPatterns& patterns() {
    static const auto compiled = std::get<ContentPatterns>(compile_patterns(default_patterns()));
    return compiled;
}

Findings findings_in(const std::string& content) {
    const Fingerprint fingerprint = [](std::string_view value) { return std::to_string(value.size()); };
    return findings_of(scan_content(content, patterns(), fingerprint), content, {}, patterns(), fingerprint);
}

bool is_found(const PlantedContent& planted) {
    const Findings findings = findings_in(planted.text);
    return std::ranges::any_of(findings.items, [&planted](const Finding& finding) {
        return finding.code == "secret_literal" && finding.pointer == planted.pointer;
    });
}

TEST(PlantedSecrets, R5_AtLeast95OfAHundredAreFound) {
    Dice dice(20261127);
    const auto kinds = secret_kinds();
    const auto all_places = places();
    ASSERT_GE(kinds.size(), 20U);
    ASSERT_GE(all_places.size(), 50U);
    std::size_t planted = 0;
    std::size_t found = 0;
    std::map<std::string, int> missed_kinds;
    std::map<std::string, int> missed_places;
    for (const SecretKind& kind : kinds) {
        for (const Place& place : all_places) {
            ++planted;
            if (is_found(place.plant(kind.name, kind.make(dice)))) {
                ++found;
            } else {
                ++missed_kinds[kind.what];
                ++missed_places[place.what];
            }
        }
    }
    std::cout << found << " of " << planted << " planted secrets were found\n";
    for (const auto& missed : {missed_kinds, missed_places}) {
        for (const auto& [what, count] : missed)
            std::cout << "  missed " << count << ": " << what << "\n";
    }
    EXPECT_GE(static_cast<double>(found), 0.95 * static_cast<double>(planted));
}

TEST(PlantedSecrets, R5_ReferencesAndPlaceholdersInTheSamePlacesAreNone) {
    for (const char* value : {"${config.CRM_TOKEN}", "Bearer ${CRM_TOKEN}", "={{ $credentials.crm.token }}",
                              "{{token}}", "$env.CRM_TOKEN", "<your-token>", "YOUR_API_KEY", "Bearer YOUR_TOKEN_HERE",
                              "changeme", "xxxxxxxxxxxxxxxx", "[YOUR API KEY HERE]", "...", "basicAuth", "true", ""}) {
        for (const char* name : {"Authorization", "X-Api-Key", "password", "client_secret"}) {
            for (const Place& place : places()) {
                const auto findings = findings_in(place.plant(name, value).text);
                EXPECT_EQ(std::ranges::count(findings.items, "secret_literal", &Finding::code), 0)
                    << place.what << ", " << name << ": " << value;
            }
        }
    }
}

}  // namespace
