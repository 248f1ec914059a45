// The HTTP server by itself: it takes anything from anybody, and ends in good order.
#include <host-sdk/reference-host/http/problem.hpp>
#include <host-sdk/reference-host/http/server.hpp>
#include <host-sdk/reference-host/http/target.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <list>
#include <random>
#include <tests/support/http_client.hpp>
#include <thread>

namespace {

using namespace neo::host::http;
using namespace neo::test;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class HttpServer : public ::testing::Test {
protected:
    void SetUp() override {
        ServerSettings settings;
        settings.threads = 4;
        server_ = Server::listen(settings).value();
        thread_ =
            std::thread([this] { server_->run([this](const Request& request) { return answer(request); }, false); });
    }
    void TearDown() override { stop(); }

    void stop() {
        server_->stop();
        if (thread_.joinable()) thread_.join();
    }
    Response answer(const Request& request) {
        if (request.target == "/throw") throw std::runtime_error("secret reason");
        if (request.target == "/wait") released_.get_future().wait();
        if (request.target == "/empty") return no_content();
        if (request.target == "/split") return {200, {{"X-A", "1\r\nX-B: 2"}, {"X-C", "3"}}, "ok"};
        if (request.target == "/status") return {42, {}, {}};
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
};

TEST_F(HttpServer, PassesMethodTargetAndBodyAsTheyWereSent) {
    HttpClient client(address());
    const auto answer = client.ask("PURGE", "/a%2Fb%zz?q=%41#x", {}, "body \xff");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("x-method"), "PURGE");
    EXPECT_EQ(answer.header("x-target"), "/a%2Fb%zz?q=%41#x");
    EXPECT_EQ(answer.body, "body \xff");
}

TEST_F(HttpServer, PassesTheMethodInUpperCase) {
    HttpClient client(address());
    EXPECT_EQ(client.ask("Patch", "/").header("x-method"), "PATCH");
    client.send("head /throw HTTP/1.1\r\nHost: t\r\n\r\nget /next HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(client.receive(true).status, 500);
    EXPECT_EQ(client.receive().header("x-target"), "/next") << "no body stood in between";
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

TEST(HttpTarget, BelowAMountIsWhatFollowsItAsItWasSent) {
    EXPECT_EQ(below("/extensions/neo", "/extensions/neo/api?x=%41"), "/api?x=%41");
    EXPECT_EQ(below("/extensions/neo", "/extensions/neo"), "/");
    EXPECT_EQ(below("/extensions/neo", "/extensions/neo?x"), "/?x");
    EXPECT_FALSE(below("/extensions/neo", "/extensions/neon"));
    EXPECT_FALSE(below("/extensions/neo", "/other"));
}

}  // namespace
