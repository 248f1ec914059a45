// The head of a request: what is taken, and what is refused because two readers could understand it in two ways.
#include <host-sdk/reference-host/http/head.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace neo::host::http;

// 0: it is taken.
int refusal(const std::string& text) {
    const auto head = read_head(text);
    const auto* response = std::get_if<Response>(&head);
    return response == nullptr ? 0 : response->status;
}

Head taken(const std::string& text) {
    return std::get<Head>(read_head(text));
}

// With these headers beside a host.
std::string with(const std::string& headers, const std::string& line = "POST /p HTTP/1.1") {
    return line + "\r\nHost: neo.example\r\n" + headers + "\r\n";
}

TEST(Head, IsTakenApart) {
    const Head head = taken(
        "PUT /a%2Fb?q=1 HTTP/1.1\r\nHOST: neo.example:80\r\nX-A: \t 1 2\t\r\nx-b:\r\nX-A: 3\r\n"
        "Content-Length: 042\r\nExpect: 100-Continue\r\n\r\n");
    EXPECT_EQ(head.request.method, "PUT");
    EXPECT_EQ(head.request.target, "/a%2Fb?q=1");
    ASSERT_EQ(head.request.headers.size(), 6U);
    EXPECT_EQ(head.request.header("host"), "neo.example:80");
    EXPECT_EQ(head.request.header("x-a"), "1 2");
    EXPECT_EQ(head.request.headers[2].name, "x-b");
    EXPECT_EQ(head.request.headers[2].value, "");
    EXPECT_EQ(head.content_length, 42U);
    EXPECT_TRUE(head.has_body());
    EXPECT_TRUE(head.expects_continue);
    EXPECT_TRUE(head.is_1_1);
}

TEST(Head, SaysWhetherTheConnectionStays) {
    EXPECT_TRUE(taken(with("")).keep_alive);
    EXPECT_FALSE(taken(with("Connection: upgrade , CLOSE\r\n")).keep_alive);
    EXPECT_FALSE(taken(with("Connection: keep-alive\r\nConnection: close\r\n")).keep_alive);
    EXPECT_FALSE(taken("GET / HTTP/1.0\r\n\r\n").keep_alive);
    EXPECT_TRUE(taken("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
}

TEST(Head, HasOneFraming) {
    EXPECT_TRUE(taken(with("Transfer-Encoding: chunked\r\n")).is_chunked);
    EXPECT_TRUE(taken(with("transfer-encoding: Chunked\r\n")).is_chunked) << "names of codings have no case";
    for (const char* unknown : {"identity", "xchunked", "gzip", "chunked2"})
        EXPECT_EQ(refusal(with(std::string("Transfer-Encoding: ") + unknown + "\r\n")), 501) << unknown;
    for (const char* wrong : {"", "chunked, identity", "identity, chunked", "chunked, chunked", "gzip, chunked",
                              "\"chunked\"", "chunked;q=1", "chunked ,", ", chunked",
                              "chunk\xC3\xA9"
                              "d",
                              "chunked\tx", "chun ked"})
        EXPECT_EQ(refusal(with(std::string("Transfer-Encoding: ") + wrong + "\r\n")), 400) << wrong;
    for (const char* wrong :
         {"", "+1", "-1", "0x1", "1 1", "1,1", "1, 1", "1;", "1.0", "99999999999999999999999", "\"1\"", "1a"})
        EXPECT_EQ(refusal(with(std::string("Content-Length: ") + wrong + "\r\n")), 400) << wrong;
    for (const char* wrong :
         {"Transfer-Encoding: chunked\r\nContent-Length: 1\r\n", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 1\r\nContent-Length: 1\r\n",
          "Content-Length: 1\r\ncontent-length: 2\r\n", "Transfer-Encoding:\r\n chunked\r\n",
          "Content-Length: 1\r\n 0\r\n", "Content-Length : 1\r\n", "Transfer-Encoding : chunked\r\n",
          "Content-Length\t: 1\r\n", " Content-Length: 1\r\n"})
        EXPECT_EQ(refusal(with(wrong)), 400) << wrong;
    EXPECT_EQ(refusal("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(Head, NamesOneHost) {
    for (const char* good : {"a", "neo.example", "neo_1.example:8080", "127.0.0.1:80", "[::1]", "[::1]:8080", "a:"})
        EXPECT_EQ(refusal(std::string("GET / HTTP/1.1\r\nHost: ") + good + "\r\n\r\n"), 0) << good;
    for (const char* bad :
         {"", "a b", "a,b", "a/b", "a@b", ":80", "a:b", "a:80:80", "[::1", "::1", "[x]", "a\x80", "a?", "a#"})
        EXPECT_EQ(refusal(std::string("GET / HTTP/1.1\r\nHost: ") + bad + "\r\n\r\n"), 400) << bad;
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(refusal("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
    EXPECT_EQ(refusal("GET / HTTP/1.0\r\n\r\n"), 0);
}

TEST(Head, HasAMethodAPathAndAVersion) {
    for (const char* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
        EXPECT_EQ(refusal(with("", std::string(method) + " / HTTP/1.1")), 0) << method;
    for (const char* line : {"BREW / HTTP/1.1", "PURGE / HTTP/1.1", "GETT / HTTP/1.1", "G / HTTP/1.1"})
        EXPECT_EQ(refusal(with("", line)), 501) << line;
    for (const char* line : {"get / HTTP/1.1",
                             "Get / HTTP/1.1",
                             "gET / HTTP/1.1",
                             "G(T / HTTP/1.1",
                             "GET",
                             "GET /",
                             "GET / ",
                             "GET  / HTTP/1.1",
                             "GET / HTTP/1.1 ",
                             "GET /  HTTP/1.1",
                             "GET\t/\tHTTP/1.1",
                             "GET / x HTTP/1.1",
                             "GET / http/1.1",
                             "GET / HTTP/1.2",
                             "GET / HTTP/2.0",
                             "GET / HTTP/0.9",
                             "GET / HTTP/1.10",
                             "GET / HTTP/01.1",
                             "GET * HTTP/1.1",
                             "GET http://a/ HTTP/1.1",
                             "CONNECT a:1 HTTP/1.1",
                             "GET /a#b HTTP/1.1",
                             "GET /%61 HTTP/1.1",
                             "GET /\x80 HTTP/1.1",
                             "GET /a\x01 HTTP/1.1"})
        EXPECT_EQ(refusal(with("", line)), 400) << line;
}

TEST(Head, HasHeadersOfOneLineEach) {
    for (const std::string bad :
         {"X-A: 1\r\n 2\r\n", "X-A: 1\r\n\t2\r\n", "X-A\r\n", ": 1\r\n", "X A: 1\r\n", "X-A : 1\r\n", "X\x80: 1\r\n",
          "X(: 1\r\n", "X-A: 1\x01\r\n", "X-A: 1\x7f\r\n", "X-A: 1\r2\r\n", "X-A: 1\r\r\n"})
        EXPECT_EQ(refusal(with(bad)), 400) << bad;
    EXPECT_EQ(refusal(with(std::string("X-A: \0\r\n", 8))), 400);
    EXPECT_EQ(refusal(with("X-A: caf\xC3\xA9\r\nX-B: a\tb\r\n!#$%&'*+-.^_`|~: 1\r\n")), 0);
    for (const char* twice : {"Authorization", "Content-Type", "Content-Encoding", "Expect", "Idempotency-Key"})
        EXPECT_EQ(refusal(with(std::string(twice) + ": 100-continue\r\n" + twice + ": 100-continue\r\n")), 400)
            << twice;
    EXPECT_EQ(refusal(with("Accept: a\r\nAccept: b\r\n")), 0);
    EXPECT_EQ(refusal(with("Expect: 200-ok\r\n")), 417);
}

}  // namespace
