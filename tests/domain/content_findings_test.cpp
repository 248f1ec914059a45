// R5: what is told of a content, where, and what is not.
#include <plugin/domain/content_findings.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace neo::domain;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

const ContentPatterns& patterns() {
    static const auto compiled = std::get<ContentPatterns>(compile_patterns(default_patterns()));
    return compiled;
}

// One that is read in tests, and that tells nothing of the value but its length.
std::string by_length(std::string_view value) {
    return "of " + std::to_string(value.size());
}

Findings findings_in(const std::string& content, const NameFacts& facts = {}) {
    return findings_of(scan_content(content, patterns(), by_length), content, facts, patterns(), by_length);
}

// The target lacks nothing and owns every host.
NameFacts nothing_lacks() {
    NameFacts facts;
    facts.lacking.fill(Names{});
    return facts;
}

std::string content_of(const std::string& block_members) {
    return R"({"blocks": [{"id": "b1", )" + block_members + R"(}], "connections": []})";
}

std::vector<std::string> pointers(const Findings& findings) {
    std::vector<std::string> all;
    for (const Finding& finding : findings.items)
        all.push_back(finding.pointer);
    return all;
}

std::string random_looking(std::size_t size) {
    std::string text;
    for (std::size_t at = 0; at < size; ++at)
        text += "k7Qx2mZp9Rw4"[at % 12];
    return text;
}

TEST(ContentFindings, R5_ASecretIsToldWithItsPlaceAndWithoutItsValue) {
    const std::string secret = random_looking(24);
    const auto findings = findings_in(content_of(R"("headers": {"Authorization": "Bearer )" + secret + R"("})"));
    ASSERT_THAT(findings.items, SizeIs(1));
    EXPECT_EQ(findings.total, 1);
    const Finding& finding = findings.items[0];
    EXPECT_EQ(finding.code, "secret_literal");
    EXPECT_EQ(finding.block, "b1");
    EXPECT_EQ(finding.pointer, "/blocks/0/headers/Authorization");
    EXPECT_EQ(finding.fingerprint, "of 24") << "of the secret, without the word before it";
    EXPECT_EQ(finding.certain, std::nullopt);
    EXPECT_THAT(finding.message, AllOf(HasSubstr("secret"), Not(HasSubstr(secret))));
    EXPECT_THAT(finding.remedy, AllOf(HasSubstr("reference"), Not(HasSubstr(secret))));
}

TEST(ContentFindings, R5_NothingIsToldOfWhatIsNoSecret) {
    for (
        const char* member : {
            R"("name": "Get token", "type": "api_request")",
            R"("config": {"maxTokens": "160000a1", "token_count": "12345678a9b", "tokens": "1200"})",
            R"("config": {"authentication": "oAuth2Api", "nodeCredentialType": "slackOAuth2Api"})",
            R"("config": {"token_url": "https://login.acme.test/oauth2/token", "secretName": "crm-2-credentials"})",
            R"("config": {"password": "", "token": true, "secret": null, "api_key": 12345678901234567890})",
            R"("config": {"password": "string", "token": "access_token", "apiKey": "CRM_API_KEY_2"})",
            R"("config": {"token": "msg.payload.token", "secret": "$.body.secret1", "password": "password"})",
            R"("config": {"password": "vault:secret/data/crm#a1b2c3d4", "token": "op://team/crm/token1a2b"})",
            R"("config": {"token": "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"})",
            R"("config": {"Cookie": "consent=yes; theme=dark"})",
            R"("config": {"code": "const token = msg.req.headers.authorization2; password = await hash(p1, 'sha256');"})",
            R"("config": {"code": "if (!token) { throw new Error('no token: code 4o1'); }"})",
            R"("config": {"url": "https://user:${config.PASSWORD}@crm.acme.test", "other": "http://user:password@host"})",
            R"("config": {"text": "Bearer of good news", "css": "task-list-item-with-a-very-long-name-2024"})",
            R"("config": {"id": "0dacb3b5-4bcd-47dd-8456-dcfd8c258204", "hash": "d41d8cd98f00b204e9800998ecf8427e"})",
            R"("headers": {"X-Team": "crm", "Idempotency-Key": "welcome-${customer.email}"})",
        }) {
        const std::string content = content_of(member);
        EXPECT_THAT(findings_in(content, nothing_lacks()).items, IsEmpty()) << member;
    }
}

TEST(ContentFindings, R5_SeveralSecretsOfOneTextAreToldEach) {
    const auto findings = findings_in(content_of(R"("config": {"code": "a.password = 'hunter2hunter'; b.api_key = ')" +
                                                 random_looking(30) + R"(';"})"));
    EXPECT_THAT(findings.items,
                ElementsAre(Field(&Finding::fingerprint, "of 13"), Field(&Finding::fingerprint, "of 30")));
    EXPECT_THAT(pointers(findings), ElementsAre("/blocks/0/config/code", "/blocks/0/config/code"));
}

TEST(ContentFindings, R5_ASecretIsTheSameWhereverItStands) {
    const std::string key = "AKIA" + std::string("Q3EGRJ6YZ2K4TM7W");
    const auto findings =
        findings_in(content_of(R"("config": {"access_key": ")" + key + R"x(", "code": "connect(')x" + key +
                               R"x(')", "url": "https://x.test/?token=)x" + key + R"(", "note": ")" + key + R"("})"));
    EXPECT_THAT(findings.items, SizeIs(4));
    for (const Finding& finding : findings.items)
        EXPECT_EQ(finding.fingerprint, "of 20") << finding.pointer;
}

TEST(ContentFindings, R5_TheInnermostBlockIsNamedHoweverLateItsIdStands) {
    const std::string secret = R"("password": "hunter2hunter")";
    const std::string content = R"({"blocks": [{"config": {)" + secret + R"(}, "blocks": [{)" + secret +
                                R"(, "id": "inner"}], "more": {)" + secret +
                                R"(}, "id": "outer"}], "connections": [{)" + secret + "}]}";
    const auto findings = findings_in(content);
    EXPECT_THAT(pointers(findings), ElementsAre("/blocks/0/config/password", "/blocks/0/blocks/0/password",
                                                "/blocks/0/more/password", "/connections/0/password"));
    EXPECT_THAT(findings.items, ElementsAre(Field(&Finding::block, "outer"), Field(&Finding::block, "inner"),
                                            Field(&Finding::block, "outer"), Field(&Finding::block, "")));
}

TEST(ContentFindings, R5_APointerIsEscapedAndHoldsNoSecret) {
    const std::string key = "ghp_" + random_looking(36);
    const auto findings = findings_in(content_of(R"("config": {"a/b~c": {"password": "hunter2hunter"}, ")" + key +
                                                 R"(": {"password": "hunter2hunter"}})"));
    EXPECT_THAT(pointers(findings), ElementsAre("/blocks/0/config/a~1b~0c/password", "/blocks/0/config/***",
                                                "/blocks/0/config/***/password"));
}

TEST(ContentFindings, R5_AtMost200AreAnsweredAndAllAreCounted) {
    std::string blocks;
    for (int block = 0; block < 500; ++block)
        blocks += std::string(block > 0 ? "," : "") + R"({"id": "b)" + std::to_string(block) +
                  R"(", "password": "hunter2hunter", "url": "https://uat.acme.test/${config.NAME}"})";
    NameFacts facts;
    facts.foreign_hosts = {"uat.acme.test"};
    const auto findings = findings_in(R"({"blocks": [)" + blocks + R"(], "connections": []})", facts);
    EXPECT_EQ(findings.total, 1500);
    ASSERT_THAT(findings.items, SizeIs(200));
    EXPECT_EQ(findings.items.front().pointer, "/blocks/0/password");
    EXPECT_EQ(findings.items[198].pointer, "/blocks/66/password") << "in the order of the content";
}

TEST(ContentFindings, R5_AForeignHostIsFoundWhereverItIsAHost) {
    NameFacts facts = nothing_lacks();
    facts.foreign_hosts = {"uat-api.acme.test"};
    for (const char* text : {"https://uat-api.acme.test", "https://uat-api.acme.test:8443/v2?x=1", "UAT-API.ACME.TEST",
                             "mail ops@uat-api.acme.test.", "const url = 'https://uat-api.acme.test.';",
                             "https%3A%2F%2Fuat-api.acme.test%2Fv2", "a,uat-api.acme.test;b", "(uat-api.acme.test)",
                             "https:\\/\\/uat-api.acme.test\\/v2", "uat\\u002dapi.acme.test"}) {
        const auto findings = findings_in(content_of(std::string(R"("config": {"x": ")") + text + "\"}"), facts);
        ASSERT_THAT(findings.items, SizeIs(1)) << text;
        EXPECT_EQ(findings.items[0].code, "environment_literal");
        EXPECT_EQ(findings.items[0].pointer, "/blocks/0/config/x");
        EXPECT_EQ(findings.items[0].fingerprint, "of 17");
        EXPECT_THAT(findings.items[0].message + findings.items[0].remedy, Not(HasSubstr("acme")));
    }
    for (const char* text :
         {"https://my-uat-api.acme.test", "https://uat-api.acme.test.example.com", "https://eu.uat-api.acme.test",
          "uat-api.acme.tests", "x_uat-api.acme.test", "https://prod-api.acme.test", "uat-api acme test"}) {
        EXPECT_THAT(findings_in(content_of(std::string(R"("config": {"x": ")") + text + "\"}"), facts).items, IsEmpty())
            << text;
    }
}

TEST(ContentFindings, R5_TheScanTellsTheNamesThatAreToBeAskedFor) {
    const std::string content = content_of(
        R"x("config": {"url": "https://API.acme.test/${config.CRM_TOKEN}", "dataflow": "send-mail",
           "x": "{{ config.region }} ${SHOP_URL} $env.STAGE", "code": "helpers.validateNumber(dataflow:welcome) + this.helpers.no()",
           "helpers": ["toUpper"], "data": "${body.email} ${customer.name || 'x'} ${a}"})x");
    const ContentScan scan = scan_content(content, patterns(), by_length);
    const auto names = [](const ContentScan::Places& places) {
        std::vector<std::string> all;
        for (const auto& place : places)
            all.push_back(place.first);
        return all;
    };
    EXPECT_THAT(names(scan.needs[0]), UnorderedElementsAre("CRM_TOKEN", "SHOP_URL", "STAGE", "region"));
    EXPECT_THAT(names(scan.needs[1]), UnorderedElementsAre("toUpper", "validateNumber"));
    EXPECT_THAT(names(scan.needs[2]), UnorderedElementsAre("send-mail", "welcome"));
    EXPECT_TRUE(scan.hosts.contains("api.acme.test"));
    EXPECT_EQ(scan.secret_count, 0);
}

TEST(ContentFindings, R5_WhatTheTargetLacksIsToldForSureAndTheRestWithADoubt) {
    const std::string content = content_of(
        R"x("config": {"a": "${config.HAS} ${config.LACKS} ${config.LACKS}", "b": "${config.LACKS}", "code": "helpers.f(1)"})x");
    NameFacts facts;
    facts.lacking[static_cast<std::size_t>(NeedKind::configuration)] = Names{"LACKS"};
    const auto findings = findings_in(content, facts);
    ASSERT_THAT(findings.items,
                ElementsAre(Field(&Finding::code, "needs_configuration"), Field(&Finding::code, "needs_configuration"),
                            Field(&Finding::code, "needs_helper")));
    EXPECT_THAT(pointers(findings), ElementsAre("/blocks/0/config/a", "/blocks/0/config/b", "/blocks/0/config/code"));
    EXPECT_EQ(findings.items[0].certain, std::nullopt);
    EXPECT_THAT(findings.items[0].message, HasSubstr("'LACKS', which the target does not have"));
    EXPECT_EQ(findings.items[2].certain, false);
    EXPECT_THAT(findings.items[2].message, HasSubstr("not known"));
    EXPECT_EQ(findings.items[0].fingerprint, findings.items[1].fingerprint);
}

TEST(ContentFindings, R5_ANameThatIsASecretIsNotToldEither) {
    const std::string key = "ghp_" + random_looking(36);
    const auto findings = findings_in(content_of(R"("config": {"x": "${config.)" + key + R"(}"})"));
    for (const Finding& finding : findings.items)
        EXPECT_THAT(finding.message + finding.remedy + finding.pointer, Not(HasSubstr(key)));
    EXPECT_THAT(findings.items, testing::Contains(Field(&Finding::message, HasSubstr("'***'"))));
}

TEST(ContentFindings, R5_NamesAreReadAsTheyAreMeant) {
    const auto findings =
        findings_in(content_of(R"("config": {"pass\u0077ord": "hunter2\u0068unter", "x": "\ud83d\ude00 \ud83d"})"));
    ASSERT_THAT(findings.items, SizeIs(1));
    EXPECT_EQ(findings.items[0].pointer, "/blocks/0/config/password");
    EXPECT_EQ(findings.items[0].fingerprint, "of 13");
}

TEST(ContentFindings, R5_AnEmptyContentHoldsNothing) {
    const auto findings = findings_in(R"({"blocks": [], "connections": []})");
    EXPECT_THAT(findings.items, IsEmpty());
    EXPECT_EQ(findings.total, 0);
}

}  // namespace
