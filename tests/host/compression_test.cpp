// Answers are compressed for who takes it, and for nobody else.
#include <host-sdk/reference-host/http/compress.hpp>
#include <host-sdk/reference-host/http/problem.hpp>
#include <host-sdk/reference-host/http/server.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <tests/support/decoded.hpp>
#include <thread>

namespace {

using namespace neo::host::http;
using neo::test::decoded;
using neo::test::Headers;
using neo::test::HttpClient;

std::string taken(const std::string& accepted) {
    const AcceptedCoding found = accepted_coding({"GET", "/", {{"accept-encoding", accepted}}, {}});
    const char* coding = found.coding == Coding::gzip ? "gzip" : found.coding == Coding::zstd ? "zstd" : "identity";
    return found.takes_identity ? coding : std::string(coding) + " only";
}

TEST(AcceptEncoding, IsReadWithItsWeights) {
    const std::pair<const char*, const char*> cases[]{
        {"", "identity"},
        {"gzip", "gzip"},
        {"GZIP", "gzip"},
        {"x-gzip", "gzip"},
        {"gzip, deflate, br, zstd", "zstd"},
        {"zstd;q=0.9, gzip", "gzip"},
        {"gzip;q=0.9,zstd;q=0.9", "zstd"},
        {"gzip ; q=0.001", "gzip"},
        {"gzip;q=1.000", "gzip"},
        {"gzip;Q=0.5", "gzip"},
        {"gzip;q=0", "identity"},
        {"gzip;q=0.000, zstd;q=0", "identity"},
        {"gzip;q=0, zstd", "zstd"},
        {"br, deflate, compress", "identity"},
        {"gzipped, zstdx, -gzip", "identity"},
        {"identity", "identity"},
        {"identity;q=1, gzip;q=0.5", "identity"},
        {"identity;q=0.5, gzip;q=0.5", "gzip"},
        {"*", "gzip"},
        {"*;q=0", "identity only"},
        {"gzip, *;q=0", "gzip only"},
        {"*;q=0, identity", "identity"},
        {"*;q=0.5, gzip;q=0", "identity"},
        {"identity;q=0", "identity only"},
        {"identity;q=0, gzip", "gzip only"},
        {"gzip;q=2", "identity"},
        {"gzip;q=1.001", "identity"},
        {"gzip;q=0.0001", "identity"},
        {"gzip;q=", "identity"},
        {"gzip;q=.5", "identity"},
        {"gzip;q=0,5", "identity"},
        {"gzip;level=1", "identity"},
        {",, ,gzip,", "gzip"},
        {";q=1, gzip", "gzip"},
    };
    for (const auto& [accepted, coding] : cases)
        EXPECT_EQ(taken(accepted), coding) << accepted;
}

TEST(AcceptEncoding, MayStandInSeveralHeaders) {
    const Request request{"GET", "/", {{"accept-encoding", "br"}, {"a", "b"}, {"accept-encoding", "gzip"}}, {}};
    EXPECT_EQ(accepted_coding(request).coding, Coding::gzip);
    EXPECT_EQ(accepted_coding({"GET", "/", {}, {}}).coding, Coding::identity);
}

TEST(Encoded, ComesBackToTheByte) {
    std::string noise;
    for (std::uint32_t i = 0, x = 7; i < 200'000; ++i)
        noise.push_back(static_cast<char>((x = x * 1664525 + 1013904223) >> 24));
    for (const std::string& text : {std::string("x"), std::string(5'000'000, 'a'), noise}) {
        for (const auto& [coding, name] : {std::pair{Coding::gzip, "gzip"}, std::pair{Coding::zstd, "zstd"}}) {
            neo::test::Answer answer;
            answer.headers.emplace("Content-Encoding", name);
            answer.body = encoded(coding, text);
            EXPECT_TRUE(decoded(answer) == text) << name << " " << text.size();
        }
    }
}

TEST(EntityTags, AreNamedWithoutTheirCoding) {
    for (const auto& [tag, without] : {std::pair{"7-2", "7-2"}, std::pair{"7-2-gzip", "7-2"},
                                       std::pair{"7-2-zstd", "7-2"}, std::pair{"7-2-br", "7-2-br"}})
        EXPECT_EQ(without_coding(tag), without);
}

class Compression : public ::testing::Test, public Site {
protected:
    void SetUp() override { start({}); }
    void start(ServerSettings settings) {
        settings.threads = 4;
        server_ = Server::listen(settings).value();
        thread_ = std::thread([this] { server_->run(*this); });
    }
    void TearDown() override { stop(); }
    void stop() {
        server_->stop();
        if (thread_.joinable()) thread_.join();
    }
    bool is_vital(const Request&) const override { return false; }
    Admission admit(const Request& head) override {
        if (head.target == "/not-modified") return Response{304, {{"etag", "W/\"1\""}}, {}};
        if (head.target == "/empty") return no_content();
        if (head.target == "/error") return problem(422, "long", std::string(5000, 'x'));
        if (head.target == "/done")
            return Response{200, {{"content-type", "text/css"}, {"content-encoding", "gzip"}}, text_};
        if (head.target == "/body")
            return Admitted{100, [this](const Request&, const Outlet*) { return of("application/json", text_); }};
        if (head.target == "/small") return of("application/json", text_.substr(0, smallest_compressed_bytes - 1));
        if (head.target == "/strong" || head.target == "/weak") {
            Response tagged = of("application/json", text_);
            tagged.headers.push_back({"etag", head.target == "/weak" ? "W/\"7-2\"" : "\"7-2\""});
            return tagged;
        }
        return of(head.target.substr(1), text_);
    }
    static Response of(const std::string& type, const std::string& body) {
        return {200, {{"content-type", type}}, body};
    }

    neo::test::Answer get(const std::string& target, const Headers& headers, const std::string& method = "GET") {
        return HttpClient(server_->address()).ask(method, target, headers);
    }

    std::string text_ =
        fmt::format("[{}]", fmt::join(std::vector<std::string>(500, R"({"id": "a", "name": "b"})"), ","));
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

TEST_F(Compression, TextsAreCompressedForWhoTakesIt) {
    for (const char* type : {"application/json", "application/problem+json", "text/plain;%20charset=utf-8"}) {
        for (const char* coding : {"gzip", "zstd"}) {
            const auto answer = get(std::string("/") + type, {{"Accept-Encoding", coding}});
            EXPECT_EQ(answer.header("content-encoding"), coding) << type;
            EXPECT_EQ(answer.header("vary"), "Accept-Encoding");
            EXPECT_LT(answer.body.size(), text_.size() / 5);
            EXPECT_EQ(decoded(answer), text_);
        }
        const auto plain = get(std::string("/") + type, {});
        EXPECT_EQ(plain.header("content-encoding"), "");
        EXPECT_EQ(plain.header("vary"), "Accept-Encoding") << "a cache must not give others the other";
        EXPECT_EQ(plain.body, text_);
    }
    EXPECT_EQ(decoded(get("/error", {{"Accept-Encoding", "gzip"}})).find("{\"type\""), 0U);
}

TEST_F(Compression, WhatIsNoTextOrSmallOrEncodedIsLeftAlone) {
    for (const char* target : {"/image/png", "/small", "/done"}) {
        const auto answer = get(target, {{"Accept-Encoding", "gzip, zstd"}});
        EXPECT_EQ(answer.header("content-encoding"), std::string(target) == "/done" ? "gzip" : "") << target;
        EXPECT_EQ(answer.header("vary"), "") << target;
        EXPECT_EQ(answer.body.size(), std::string(target) == "/small" ? smallest_compressed_bytes - 1 : text_.size());
    }
    const auto small = get("/small", {{"Accept-Encoding", "gzip, identity;q=0"}});
    EXPECT_EQ(small.header("content-encoding"), "gzip") << "it does not take the other";
}

TEST_F(Compression, HeadTellsWhatGetTells) {
    for (const char* accepted : {"gzip", "zstd", "identity"}) {
        HttpClient client(server_->address());
        const auto head = client.ask("HEAD", "/application/json", {{"Accept-Encoding", accepted}});
        const auto whole = client.ask("GET", "/application/json", {{"Accept-Encoding", accepted}});
        EXPECT_EQ(head.headers, whole.headers) << accepted;
        EXPECT_EQ(head.header("content-length"), std::to_string(whole.body.size()));
    }
}

TEST_F(Compression, AnswersWithoutABodyHaveNone) {
    HttpClient client(server_->address());
    const auto same = client.ask("GET", "/not-modified", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.header("etag"), "W/\"1\"");
    EXPECT_EQ(same.header("vary"), "Accept-Encoding") << "as the answer that it stands for";
    EXPECT_EQ(same.header("cache-control"), "no-store");
    EXPECT_EQ(same.header("content-encoding"), "");
    const auto empty = client.ask("GET", "/empty", {{"Accept-Encoding", "gzip, identity;q=0"}});
    EXPECT_EQ(empty.status, 204);
    EXPECT_EQ(empty.header("content-encoding"), "");
    EXPECT_EQ(client.ask("GET", "/text/plain").status, 200) << "the connection is still in step";
}

TEST_F(Compression, AnswersToWhatHasABodyAreCompressedToo) {
    const auto answer = HttpClient(server_->address()).ask("POST", "/body", {{"Accept-Encoding", "gzip"}}, "{}");
    EXPECT_EQ(decoded(answer), text_);
    EXPECT_EQ(answer.header("content-encoding"), "gzip");
}

TEST_F(Compression, AStrongTagIsAnotherForEachCoding) {
    EXPECT_EQ(get("/strong", {}).header("etag"), "\"7-2\"");
    EXPECT_EQ(get("/strong", {{"Accept-Encoding", "gzip"}}).header("etag"), "\"7-2-gzip\"");
    EXPECT_EQ(get("/strong", {{"Accept-Encoding", "zstd"}}).header("etag"), "\"7-2-zstd\"");
    EXPECT_EQ(get("/weak", {{"Accept-Encoding", "gzip"}}).header("etag"), "W/\"7-2\"");
}

TEST_F(Compression, APageOfAnotherSiteGetsNoLengthToGuessBy) {
    for (const auto& [site, coding] : {std::pair{"cross-site", ""}, std::pair{"same-site", ""},
                                       std::pair{"same-origin", "gzip"}, std::pair{"none", "gzip"}})
        EXPECT_EQ(get("/application/json", {{"Accept-Encoding", "gzip"}, {"Sec-Fetch-Site", site}})
                      .header("content-encoding"),
                  coding)
            << site;
}

TEST_F(Compression, ALargeAnswerIsCountedWholeWhileItIsCompressed) {
    stop();
    ServerSettings settings;
    settings.small_bytes = 1000;
    settings.bytes_in_flight = text_.size() - 1;
    start(settings);
    const auto refused = get("/application/json", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(refused.status, 503);
    EXPECT_NE(refused.header("retry-after"), "");
    stop();
    settings.bytes_in_flight = text_.size();
    start(settings);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(get("/application/json", {{"Accept-Encoding", "gzip"}}).status, 200) << "all came back";
}

}  // namespace
