// The HTTP server by itself: it takes anything from anybody, and ends in good order.
#include <host-sdk/reference-host/http/problem.hpp>
#include <host-sdk/reference-host/http/server.hpp>
#include <host-sdk/reference-host/http/target.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <list>
#include <random>
#include <tests/support/http_client.hpp>
#include <thread>
#include <tuple>

namespace {

using namespace neo::host::http;
using namespace neo::test;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class HttpServer : public ::testing::Test, public Site {
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
    bool is_vital(const Request& head) const override { return head.target == "/vital"; }
    Admission admit(const Request& head) override {
        if (head.target == "/refused") return problem(401, "unauthenticated", "who are you?");
        if (head.target == "/throw-early") throw std::runtime_error("secret reason");
        return Admitted{9 * 1024 * 1024, [this](const Request& request, const Outlet*) { return answer(request); }};
    }
    Response answer(const Request& request) {
        if (request.target == "/throw") throw std::runtime_error("secret reason");
        if (request.target == "/wait") release_.wait();
        if (request.target == "/own") return {200, {{"cache-control", "max-age=60"}}, "own"};
        if (request.target == "/empty") return no_content();
        if (request.target == "/split") return {200, {{"X-A", "1\r\nX-B: 2"}, {"X-C", "3"}}, "ok"};
        if (request.target == "/status") return {42, {}, {}};
        if (request.target == "/names") {
            Response names;
            for (const Header& header : request.headers)
                names.body += header.name + " ";
            return names;
        }
        return {200, {{"X-Method", request.method}, {"X-Target", request.target}}, request.body};
    }
    std::string address() { return server_->address(); }
    int status(const std::string& bytes) {
        HttpClient client(address());
        client.send(bytes);
        return client.receive().status;
    }

    std::unique_ptr<Server> server_;
    std::thread thread_;
    std::promise<void> released_;
    const std::shared_future<void> release_ = released_.get_future().share();
};

TEST_F(HttpServer, PassesMethodTargetAndBodyAsTheyWereSent) {
    HttpClient client(address());
    const auto answer = client.ask("PATCH", "/a%2Fb@%C3%A9?q=%41%zz", {}, "body \xff");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("x-method"), "PATCH");
    EXPECT_EQ(answer.header("x-target"), "/a%2Fb@%C3%A9?q=%41%zz");
    EXPECT_EQ(answer.body, "body \xff");
}

TEST_F(HttpServer, ClosesTheConnectionOfARequestThatCouldBeUnderstoodInTwoWays) {
    for (const char* bytes : {"get / HTTP/1.1\r\nHost: t\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
                              "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: identity\r\n\r\n",
                              "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
                              "GET / HTTP/1.1\nHost: t\n\n", "\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\n"}) {
        HttpClient client(address());
        client.send(std::string(bytes) + "GET /next HTTP/1.1\r\nHost: t\r\n\r\n");
        const auto answer = client.receive();
        EXPECT_GE(answer.status, 400) << bytes;
        EXPECT_EQ(answer.header("connection"), "close") << bytes;
        EXPECT_EQ(client.receive().status, 0) << bytes << " what follows it is not read";
    }
}

TEST_F(HttpServer, TrailersAreNoHeaders) {
    HttpClient client(address());
    client.send(
        "POST /names HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nTrailer: Authorization\r\n\r\n"
        "1\r\nx\r\n0\r\nAuthorization: Bearer t\r\nX-Neo-CSRF: 1\r\n\r\n");
    EXPECT_EQ(client.receive().body, "host transfer-encoding trailer ");
    EXPECT_EQ(client.ask("GET", "/next").status, 200) << "the connection is still in step";
}

TEST_F(HttpServer, RefusesFromTheHeadWithoutWaitingForTheBody) {
    for (const char* body :
         {"Content-Length: 9000000", "Transfer-Encoding: chunked", "Content-Length: 9000000\r\nExpect: 100-continue"}) {
        HttpClient client(address());
        client.send(fmt::format("POST /refused HTTP/1.1\r\nHost: t\r\n{}\r\n\r\n", body));
        const auto answer = client.receive();
        EXPECT_EQ(answer.status, 401) << body;
        EXPECT_EQ(answer.header("connection"), "close") << body;
    }
    HttpClient client(address());
    client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9437185\r\n\r\n");
    EXPECT_EQ(client.receive().status, 413);
    EXPECT_EQ(HttpClient(address()).ask("GET", "/throw-early").status, 500);
}

TEST_F(HttpServer, AHeadThatDoesNotEndIsCutOff) {
    stop();
    ServerSettings settings;
    settings.header_timeout = std::chrono::seconds(1);
    start(settings);
    HttpClient silent(address());
    silent.send("");
    HttpClient slow(address());
    slow.send("GET / HTTP/1.1\r\nX-A: ");
    std::atomic<bool> over{false};
    std::thread drip([&] {
        while (!over) {
            slow.send("a");
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    EXPECT_EQ(slow.receive().status, 0);
    EXPECT_EQ(silent.receive().status, 0);
    over = true;
    drip.join();
}

TEST_F(HttpServer, BytesInFlightAreBounded) {
    stop();
    ServerSettings settings;
    settings.bytes_in_flight = 1000;
    start(settings);
    HttpClient first(address());
    first.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 600\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(first.receive().status, 100);
    const auto refused = HttpClient(address()).ask("POST", "/", {}, std::string(600, 'x'));
    EXPECT_EQ(refused.status, 503);
    EXPECT_NE(refused.header("retry-after"), "");
    HttpClient chunked(address());
    chunked.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
    EXPECT_EQ(chunked.receive().status, 503) << "it could become as large as may be";
    EXPECT_EQ(HttpClient(address()).ask("POST", "/", {}, std::string(400, 'x')).status, 200);
    first.send(std::string(600, 'y'));
    EXPECT_EQ(first.receive().body, std::string(600, 'y'));
    EXPECT_EQ(HttpClient(address()).ask("POST", "/", {}, std::string(1000, 'x')).status, 200) << "all came back";
}

TEST_F(HttpServer, BeyondTheConnectionsOnlyVitalRequestsAreAnswered) {
    for (const auto& [all, of_address, status] : {std::tuple{8, 100, 503}, std::tuple{100, 8, 429}}) {
        stop();
        ServerSettings settings;
        settings.connections = all;
        settings.connections_per_address = of_address;
        start(settings);
        std::list<HttpClient> within;
        for (int i = 0; i < 8; ++i)
            EXPECT_EQ(within.emplace_back(address()).ask("GET", "/").status, 200);
        std::list<HttpClient> idle;
        for (int i = 0; i < 100; ++i)
            idle.emplace_back(address()).send("");
        const auto refused = HttpClient(address()).ask("GET", "/");
        EXPECT_EQ(refused.status, status);
        EXPECT_NE(refused.header("retry-after"), "");
        for (int i = 0; i < 50; ++i)
            EXPECT_EQ(HttpClient(address()).ask("GET", "/vital").status, 200);
        EXPECT_EQ(within.front().ask("GET", "/").status, 200) << "who is within stays";
        within.pop_back();
        int answered = 0;
        for (int tries = 0; answered != 200 && tries < 500; ++tries) {
            answered = HttpClient(address()).ask("GET", "/").status;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        EXPECT_EQ(answered, 200) << "a place that is left is free";
    }
}

TEST_F(HttpServer, VitalRequestsAreAnsweredWhileEveryWorkerIsBusy) {
    std::list<HttpClient> busy;
    for (int i = 0; i < 4; ++i)
        busy.emplace_back(address()).send("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(HttpClient(address()).ask("GET", "/vital").status, 200);
    released_.set_value();
    for (HttpClient& client : busy)
        EXPECT_EQ(client.receive().status, 200);
}

TEST_F(HttpServer, EveryAnswerSaysWhatItIs) {
    const auto plain = HttpClient(address()).ask("GET", "/");
    EXPECT_EQ(plain.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(plain.header("cache-control"), "no-store");
    EXPECT_EQ(plain.header("content-security-policy"), "");
    EXPECT_EQ(plain.header("strict-transport-security"), "");
    HttpClient client(address());
    client.send("nonsense\r\n\r\n");
    const auto problem = client.receive();
    EXPECT_EQ(problem.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(problem.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    const auto own = HttpClient(address()).ask("GET", "/own");
    EXPECT_EQ(own.headers.count("cache-control"), 1U);
    EXPECT_EQ(own.header("cache-control"), "max-age=60");
    stop();
    ServerSettings settings;
    settings.secure = true;
    start(settings);
    EXPECT_EQ(HttpClient(address()).ask("GET", "/").header("strict-transport-security"), "max-age=31536000");
}

TEST_F(HttpServer, AnswersManyRequestsOnOneConnection) {
    HttpClient client(address());
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(client.ask("POST", "/", {}, std::to_string(i)).body, std::to_string(i));
    client.send("GET /1 HTTP/1.1\r\nHost: t\r\n\r\nGET /2 HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(client.receive().header("x-target"), "/1");
    EXPECT_EQ(client.receive().header("x-target"), "/2");
}

TEST_F(HttpServer, AnswersHeadWithoutABody) {
    HttpClient client(address());
    const auto head = client.ask("HEAD", "/throw");
    EXPECT_EQ(head.status, 500);
    EXPECT_NE(head.header("content-length"), "0");
    EXPECT_EQ(client.ask("GET", "/next").header("x-target"), "/next") << "the connection is still in step";
}

TEST_F(HttpServer, NoContentHasNoLength) {
    HttpClient client(address());
    const auto answer = client.ask("DELETE", "/empty");
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.header("content-length"), "");
    EXPECT_EQ(client.ask("GET", "/next").status, 200);
}

TEST_F(HttpServer, TurnsAnExceptionIntoAProblemWithoutItsReason) {
    HttpClient client(address());
    const auto answer = client.ask("GET", "/throw");
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_THAT(answer.body, ::testing::Not(HasSubstr("secret reason")));
    EXPECT_EQ(client.ask("GET", "/status").status, 500) << "42 is no status";
}

TEST_F(HttpServer, DropsAHeaderThatWouldSplitTheAnswer) {
    const auto answer = HttpClient(address()).ask("GET", "/split");
    EXPECT_EQ(answer.header("x-b"), "");
    EXPECT_EQ(answer.header("x-c"), "3");
}

TEST_F(HttpServer, RefusesABodyThatIsTooLarge) {
    HttpClient client(address());
    const std::string largest(9 * 1024 * 1024, 'x');
    EXPECT_EQ(client.ask("POST", "/", {}, largest).body.size(), largest.size());
    const auto answer = client.ask("POST", "/", {}, largest + "x");
    EXPECT_EQ(answer.status, 413);
    EXPECT_THAT(answer.body, HasSubstr("\"code\":\"body_too_large\""));

    HttpClient chunked(address());
    chunked.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 10; ++i)
        chunked.send("100000\r\n" + std::string(1024 * 1024, 'x') + "\r\n");
    EXPECT_EQ(chunked.receive().status, 413);
}

TEST_F(HttpServer, ContinuesWhenAClientAsksFirst) {
    HttpClient client(address());
    client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    client.send("ok");
    EXPECT_EQ(client.receive().body, "ok");
}

TEST_F(HttpServer, RefusesHeadersThatAreTooLarge) {
    EXPECT_EQ(status("GET / HTTP/1.1\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n"), 431);
    EXPECT_EQ(status("GET /" + std::string(100'000, 'x') + " HTTP/1.1\r\n\r\n"), 431);
    EXPECT_EQ(status("GET /" + std::string(50'000, 'x') + " HTTP/1.1\r\nHost: t\r\n\r\n"), 200);
    std::string many = "GET / HTTP/1.1\r\nHost: t\r\n";
    for (int i = 1; i < 100; ++i)
        many += "X: y\r\n";
    EXPECT_EQ(status(many + "\r\n"), 200);
    EXPECT_EQ(status(many + "X: y\r\n\r\n"), 431);
}

TEST_F(HttpServer, SurvivesNonsense) {
    EXPECT_EQ(status("nonsense\r\n\r\n"), 400);
    EXPECT_EQ(status("GET http://elsewhere/ HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
    EXPECT_EQ(status("OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"), 400);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"), 400);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), 400);
    std::mt19937 random(7);
    for (int i = 0; i < 200; ++i) {
        std::string bytes(1 + random() % 500, '\0');
        for (char& c : bytes)
            c = static_cast<char>(random());
        HttpClient(address()).send(i % 2 == 0 ? bytes : "GET / HTTP/1.1\r\n" + bytes);
    }
    EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: t\r\n\r\n"), 200);
}

TEST_F(HttpServer, IdleConnectionsHoldUpNobody) {
    std::list<HttpClient> idle;
    for (int i = 0; i < 50; ++i)
        idle.emplace_back(address()).send(i % 2 == 0 ? "" : "GET / HT");
    EXPECT_EQ(HttpClient(address()).ask("GET", "/").status, 200);
}

TEST_F(HttpServer, ASlowRequestHoldsUpNobodyAndIsFinishedBeforeTheEnd) {
    HttpClient slow(address());
    slow.send("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    HttpClient idle(address());
    idle.send("");
    EXPECT_EQ(HttpClient(address()).ask("GET", "/").status, 200);
    server_->stop();
    EXPECT_EQ(idle.receive().status, 0) << "an idle connection is closed";
    released_.set_value();
    const auto answer = slow.receive();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("connection"), "close");
    stop();
    EXPECT_THROW(HttpClient(address()).send(""), std::system_error);
}

TEST_F(HttpServer, SaysWhyItCannotListen) {
    ServerSettings settings;
    settings.port = static_cast<std::uint16_t>(std::stoi(address().substr(address().rfind(':') + 1)));
    EXPECT_THAT(Server::listen(settings).error().message, HasSubstr("cannot listen on 127.0.0.1:"));
    settings.address = "localhost";
    EXPECT_THAT(Server::listen(settings).error().message, HasSubstr("is not an IP address"));
}

TEST(HttpTarget, SegmentsAreDecodedOneByOne) {
    EXPECT_THAT(segments_of("/a%2Fb/c%20d/").value(), ElementsAre("a/b", "c d"));
    EXPECT_THAT(segments_of("/").value(), ElementsAre());
    EXPECT_THAT(segments_of("/a//b").value(), ElementsAre("a", "", "b"));
    for (const char* broken : {"/%", "/%a", "/%zz", "/%ff", "/%c0%80", "/\xed\xa0\x80"})
        EXPECT_FALSE(segments_of(broken)) << broken;
}

TEST(HttpTarget, APathHasOneSpelling) {
    for (const char* good :
         {"/", "/a%2Fb", "/a%2fb", "/a%20b", "/a@b/%40", "/.a/..b/...", "/a?../.", "/%C3%A9", "/a?q=%61&z=%zz"})
        EXPECT_FALSE(fault_of(good)) << good;
    for (const char* bad : {"",      "a",      "*",     "http://x/", "/%61",      "/%2E%2E/a",     "/a%2e",
                            "/../a", "/a/./b", "/a/..", "/%7E",      "/%5Fa",     "/versions/%31", "/%",
                            "/%zz",  "/%ff",   "/a#b",  "/a b",      "/\xC3\xA9", "/a\tb",         "/a?\x7f"})
        EXPECT_TRUE(fault_of(bad)) << bad;
}

TEST(HttpTarget, BelowAMountIsWhatFollowsItAsItWasSent) {
    EXPECT_EQ(below("/extensions/neo", "/extensions/neo/api?x=%41"), "/api?x=%41");
    EXPECT_EQ(below("/extensions/neo", "/extensions/neo"), "/");
    EXPECT_EQ(below("/extensions/neo", "/extensions/neo?x"), "/?x");
    EXPECT_FALSE(below("/extensions/neo", "/extensions/neon"));
    EXPECT_FALSE(below("/extensions/neo", "/other"));
}

}  // namespace
