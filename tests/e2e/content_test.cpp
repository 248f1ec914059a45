// C5: what arrives is what was there, to the byte.
#include "support/corpus.hpp"
#include "support/promotion_test.hpp"

#include <fmt/format.h>

namespace neo::e2e {
namespace {

using testing::HasSubstr;

class Content : public PromotionTest {
protected:
    void expect_same(const Answer& version, const std::string& blocks, const std::string& connections) const {
        ASSERT_EQ(version.status, 200);
        EXPECT_TRUE(raw_member(version.body, "blocks") == blocks);
        EXPECT_TRUE(raw_member(version.body, "connections") == connections);
    }

    // A value as the config of a block.
    static std::string block_with(const std::string& config) {
        return R"([{"id": "b1", "type": "script", "name": "Map", "config": )" + config + "}]";
    }

    // A value with arrays nested so that the whole document {"blocks": [{"config": …}]} nests `depth` deep.
    static std::string nested(int depth) {
        const auto count = static_cast<std::size_t>(depth - 3);
        return std::string(count, '[') + std::string(count, ']');
    }
};

TEST_P(Content, C5_C6_EveryCorpusDocumentArrivesUnchanged) {
    const auto documents = read_corpus();
    const auto dataflows = as_dataflows(documents);
    TestUser& ana = platform.users.front();
    for (auto dataflow : dataflows) {
        const std::string target = "target" + dataflow.organization.substr(dataflow.organization.find('-'));
        if (std::ranges::find(platform.organizations, target, &TestOrganization::id) == platform.organizations.end())
            for (const auto& id : {dataflow.organization, target}) {
                platform.organizations.push_back({id});
                ana.grants.push_back({id});
            }
        dataflow.versions.front().state = "draft";
        add_dataflow(dataflow);
    }
    start();
    for (const auto& organization : platform.organizations)
        if (organization.id.starts_with("source-")) {
            register_organization(organization.id, "dev");
            register_organization("target" + organization.id.substr(6), "uat");
            map(organization.id, "target" + organization.id.substr(6));
        }
    Client client = as("ana");
    for (std::size_t at = 0; at < documents.size(); ++at) {
        const auto& document = documents[at];
        const auto& dataflow = dataflows[at];
        SCOPED_TRACE(document.file + " line " + std::to_string(document.line));
        for (const char* state : {"awaiting_approval", "approved"})
            ASSERT_EQ(client
                          .call("POST",
                                fmt::format("/api/v1/organizations/{}/dataflows/{}/versions/1/state",
                                            dataflow.organization, dataflow.id),
                                fmt::format(R"({{"to": "{}"}})", state))
                          .status,
                      200);
        const std::string target = "target" + dataflow.organization.substr(6);
        const Answer answer =
            client.api("POST", "/promotions", promotion_of({dataflow.organization, dataflow.id}, target));
        ASSERT_EQ(answer.status, 201) << testing::PrintToString(answer);
        EXPECT_EQ(text_of(answer.json().at("trigger").at("url")), document.url);
        const std::string there = text_of(answer.json().at("target").at("dataflow"));
        expect_same(client.api("GET", version_path(dataflow.organization, dataflow.id, 1)), document.blocks,
                    document.connections);
        for (const int number : {1, 2}) {
            const Answer arrived = client.api("GET", version_path(target, there, number));
            expect_same(arrived, document.blocks, document.connections);
            EXPECT_EQ(raw_member(arrived.body, "tags"), "[]");
            EXPECT_EQ(text_of(arrived.json().at("name")), document.name);
            EXPECT_EQ(text_of(arrived.json().at("trigger").at("method")), document.method);
        }
    }
    std::printf("%zu documents promoted and read back\n", documents.size());
}

TEST_P(Content, C5_NastyDocumentsArriveUnchanged) {
    const std::vector<std::string> configs{
        R"({"n": 1e2, "m": 1.0, "k": -0, "z": -0.0, "e": 1E+2, "f": 0.10})",
        R"({"n": 12345678901234567890, "m": 123456789012345678901234567890, "k": -99999999999999999999})",
        R"({"n": 0.1234567890123456789012345678901234567890, "m": 1e400, "k": 1e-400})",
        R"({"a": 1, "a": 2, "b": 3, "a": 4})",
        R"({"z": 1, "a": 2, "M": 3})",
        R"({"e": "\u0041\u00e4\ud83d\ude00\/\b\f\n\r\t\"\\"})",
        "{\"e\": \"\xF0\x9F\x98\x80 \xE2\x80\xA8 \xC3\xA4 \x7F\"}",
        R"({"nul": "a\u0000b", "\u0000": 1, "\u0061": 2, "a": 3})",
        "{  \"spaces\" :\t[ 1 ,\r\n 2 ]  }",
        R"({"": "", " ": " "})",
        R"({"blocks": [], "connections": "]", "id": "}", "s": "{\"blocks\": [\\"})",
        R"([null, true, false, [], {}, [[]], [{}]])",
        "null",
        "\"text\"",
        "1e2",
        nested(64),
        R"(")" + std::string(3 << 20, 'x') + R"(")",
    };
    std::vector<std::string> blocks;
    for (const auto& config : configs)
        blocks.push_back(block_with(config));
    blocks.push_back("[]");
    blocks.push_back(" [ ] ");
    blocks.push_back(R"([{"name":"n","id":"b1","id":"b2","config":{},"x":{"y":[1.50]}}])");
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        TestVersion version{.url = fmt::format("/nasty/{}", at), .blocks = blocks[at]};
        version.connections = R"([ {"to":"b1", "from" : "b1", "weight": 1.0} ])";
        add_dataflow({"acme-dev", fmt::format("nasty-{}", at), {version}});
    }
    start_company();
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        SCOPED_TRACE(blocks[at].substr(0, 100));
        std::string expected = blocks[at];
        if (expected.starts_with(' ')) expected = expected.substr(1, expected.size() - 2);
        const std::string connections = R"([ {"to":"b1", "from" : "b1", "weight": 1.0} ])";
        const Answer answer = promote({"acme-dev", fmt::format("nasty-{}", at)}, "acme-uat");
        ASSERT_EQ(answer.status, 201) << testing::PrintToString(answer);
        expect_same(version("acme-dev", fmt::format("nasty-{}", at), 1), expected, connections);
        const std::string there = text_of(answer.json().at("target").at("dataflow"));
        for (const int number : {1, 2})
            expect_same(version("acme-uat", there, number), expected, connections);
    }
}

TEST_P(Content, C5_AnEscapeThatIsNoCharacterIsRefusedWithItsPlace) {
    start();
    for (const char* escape : {R"("\ud800")", R"("\udc00\ud800")"}) {
        Platform more;
        more.dataflows = {{"acme-dev", "lone", {TestVersion{.url = "/lone", .blocks = block_with(escape)}}}};
        const auto file = host->folder() / "lone.json";
        write_file(file, more.json());
        const Finished finished = host->command("import", {file.string()});
        EXPECT_THAT(finished.status, testing::Optional(testing::Gt(0)));
        EXPECT_THAT(finished.errors, HasSubstr("line"));
    }
}

TEST_P(Content, C5_ALibraryInsideAConfigIsNoLibraryBlock) {
    add_dataflow({"acme-dev",
                  "inner",
                  {TestVersion{.url = "/inner", .blocks = block_with(R"({"library": {"id": "x", "version": 1}})")}}});
    start_company();
    EXPECT_EQ(promote({"acme-dev", "inner"}, "acme-uat").status, 201);
}

TEST_P(Content, E3_ALibraryWithAnEscapedNameIsOne) {
    add_dataflow(
        {"acme-dev",
         "escaped",
         {TestVersion{
             .url = "/escaped",
             .blocks = R"([{"id": "b", "type": "s", "name": "n", "config": {}, "\u006cibrary": {"id": "x"}}])"}}});
    start_company();
    EXPECT_EQ(promote({"acme-dev", "escaped"}, "acme-uat").status, 422);
}

class ContentLimits : public Content {
protected:
    // Imports a dataflow with these blocks; empty: it went well, else what was said.
    std::string import_of(const std::string& blocks) {
        Platform more;
        more.dataflows = {{"acme-dev", "more", {TestVersion{.url = "/more", .blocks = blocks}}}};
        const auto file = host->folder() / "more.json";
        write_file(file, more.json());
        const Finished finished = host->command("import", {file.string()});
        if (finished.status == 0) return "";
        EXPECT_THAT(finished.status, testing::Optional(testing::Gt(0)));
        return finished.errors + finished.output;
    }
};

TEST_P(ContentLimits, NestingUpTo64IsTakenAndMoreIsRefused) {
    start_company();
    EXPECT_EQ(import_of(block_with(nested(64))), "");
    EXPECT_EQ(promote({"acme-dev", "more"}, "acme-uat").status, 201);
    EXPECT_NE(import_of(R"([{"id": "other"},)" + block_with(nested(65)).substr(1)), "");
    for (const int depth : {64, 65}) {
        const Answer answer = host_api(
            "ana", "POST", "/organizations/acme-dev/dataflows/welcome/versions",
            fmt::format(R"({{"trigger": {{"url": "/d{0}", "method": "GET"}}, "blocks": {1}, "connections": []}})",
                        depth, block_with(nested(depth))));
        if (depth == 64)
            EXPECT_EQ(answer.status, 201) << testing::PrintToString(answer);
        else
            EXPECT_THAT(answer.status, testing::AnyOf(400, 422));
    }
}

TEST_P(ContentLimits, EightMebibytesAreTakenAndMoreIsRefused) {
    start_company();
    const std::size_t around = block_with("\"\"").size() + std::string(R"({"blocks":,"connections":[]})").size();
    const auto document = [&](std::size_t bytes) { return block_with("\"" + std::string(bytes - around, 'x') + "\""); };
    const std::string fits = document(8 << 20);
    ASSERT_EQ(import_of(fits), "");
    const Answer answer = promote({"acme-dev", "more"}, "acme-uat");
    ASSERT_EQ(answer.status, 201) << testing::PrintToString(answer);
    const std::string there = text_of(answer.json().at("target").at("dataflow"));
    for (const int number : {1, 2})
        expect_same(version("acme-uat", there, number), fits, "[]");
    EXPECT_NE(import_of(document((8 << 20) + 4096)), "");
}

NEO_ON_EVERY_BACKEND(Content);
NEO_ON_EVERY_BACKEND(ContentLimits);

}  // namespace
}  // namespace neo::e2e
