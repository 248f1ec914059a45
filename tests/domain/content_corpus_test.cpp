// R5: of the public example documents at most one in a hundred may be alarmed wrongly. None is: each alarm was looked
// at.
#include <neo/host/cpp/json_text.hpp>
#include <plugin/domain/content_findings.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <tuple>

namespace {

using namespace neo::domain;
namespace raw = neo::sdk::json_text;

using Alarm = std::tuple<std::string, std::string, std::string>;  // file, name of the document, pointer

// Secrets that somebody wrote into his document indeed.
const std::set<Alarm>& right_alarms() {
    static const std::set<Alarm> alarms = {
        // The password of the reports that the dataflow writes.
        {"n8n",
         "workflows/workflow-automation/Network Vulnerability Scanner with NMAP and Automated CVE Reporting-11007/"
         "workflow.json",
         "/blocks/2/config/assignments/assignments/2/value"},
        // Scripts that log in with a password: an example's, but one that works.
        {"nodered", "header-auth-2", "/blocks/32/config/func"},
        {"nodered", "header-auth-2", "/blocks/40/config/func"},
        {"nodered", "header-auth-2", "/blocks/101/config/func"},
        {"nodered", "header-auth-2", "/blocks/105/config/func"},
        {"nodered", "header-auth-2", "/blocks/111/config/func"},
    };
    return alarms;
}

std::string text_of(std::string_view quoted) {
    return std::string(quoted.substr(1, quoted.size() - 2));
}

TEST(ContentCorpus, R5_NoDocumentIsAlarmedButForWhatIsASecret) {
    const char* configured = std::getenv("NEO_CORPUS_DIR");
    const std::filesystem::path folder = configured != nullptr ? configured : NEO_CORPUS_BESIDE_CHECKOUT;
    const auto patterns = std::get<ContentPatterns>(compile_patterns(default_patterns()));
    const Fingerprint fingerprint = [](std::string_view) { return std::string(16, '0'); };
    int documents = 0;
    std::set<Alarm> alarms;
    for (const std::string file : {"n8n", "nodered"}) {
        std::ifstream lines(folder / (file + ".jsonl"));
        ASSERT_TRUE(lines) << "no corpus of dataflow documents at " << folder << "; set NEO_CORPUS_DIR";
        for (std::string line; std::getline(lines, line); ++documents) {
            const std::string content = R"({"blocks": )" + std::string(raw::member(line, "blocks")) +
                                        R"(, "connections": )" + std::string(raw::member(line, "connections")) + "}";
            const ContentScan scan = scan_content(content, patterns, fingerprint);
            for (const Finding& finding : findings_of(scan, content, {}, patterns, fingerprint).items) {
                if (finding.code == "secret_literal")
                    alarms.emplace(file, text_of(raw::member(line, "name")), finding.pointer);
            }
        }
    }
    EXPECT_GE(documents, 200);
    EXPECT_EQ(alarms, right_alarms()) << "look at each one that is new: a wrong one in a hundred documents is too many";
}

}  // namespace
