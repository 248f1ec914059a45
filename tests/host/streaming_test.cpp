// What a plugin streams reaches the client as it is made, whole or visibly not, and is never held.
#include <host-sdk/reference-host/front/plugin_http.hpp>
#include <host-sdk/reference-host/http/problem.hpp>
#include <host-sdk/reference-host/http/server.hpp>
#include <neo/host/cpp/text.hpp>

#include <gmock/gmock.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sys/socket.h>
#include <tests/support/decoded.hpp>
#include <tests/support/loopback.hpp>
#include <thread>
#include <unistd.h>

namespace {

using namespace neo::host::http;
using namespace neo::test;
using namespace std::chrono_literals;
using neo::sdk::borrow;

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::size_t whole_pieces = 1024;

// The bytes of one piece, which are others in the next.
std::string piece_of(std::size_t number) {
    return std::string(piece_bytes, static_cast<char>('a' + number % 26));
}

bool is_whole(std::string_view body) {
    for (std::size_t number = 0; number < whole_pieces; ++number) {
        if (body.substr(number * piece_bytes, piece_bytes) != piece_of(number)) return false;
    }
    return body.size() == whole_pieces * piece_bytes;
}

// A plugin that streams what the target names, and counts the pieces that were taken.
class Plugin {
public:
    static void handle(void* context, const neo_http_request* request, neo_http_responder responder) noexcept {
        static_cast<Plugin*>(context)->answer(*request, responder);
    }
    // The pieces that the last answer got rid of, when it has ended.
    std::size_t taken() {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 30s, [&] { return answers_ > 0; });
        return taken_;
    }

private:
    void answer(const neo_http_request& request, neo_http_responder responder) {
        const std::string_view target = neo::sdk::view(request.target);
        const neo_http_stream& stream = *request.stream;
        const neo_http_header type{borrow("content-type"),
                                   borrow(target == "/texts" ? "application/json" : "application/octet-stream")};
        std::size_t taken = 0;
        const auto write = [&](std::string_view piece) {
            const bool goes_on = stream.write(stream.context, borrow(piece)) == 1;
            taken += goes_on ? 1 : 0;
            return goes_on;
        };
        EXPECT_FALSE(write("before the beginning"));
        const int status = target == "/no-content" ? 204 : target == "/no-status" ? 42 : 200;
        if (target != "/late-answer") stream.begin(stream.context, status, &type, 1);
        if (target == "/late-answer" || target == "/twice")
            responder.respond(responder.context, 202, &type, 1, borrow("late"));
        if (target == "/twice") stream.begin(stream.context, 500, nullptr, 0);
        if (target == "/whole" || target == "/texts") {
            for (std::size_t number = 0; number < whole_pieces && write(piece_of(number)); ++number)
                write("");
            taken /= 2;
        } else if (target == "/endless") {
            while (write(piece_of(0))) {
            }
        } else if (target == "/large") {
            write(std::string(4 * piece_bytes, 'x'));
        } else if (target != "/empty") {
            write("one,");
            write("two");
        }
        if (target == "/cut") {
            stream.cut(stream.context);
            EXPECT_FALSE(write("behind"));
        }
        const std::lock_guard lock(mutex_);
        taken_ = taken;
        ++answers_;
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t taken_ = 0;
    int answers_ = 0;
};

class Streaming : public ::testing::Test, public Site {
protected:
    void SetUp() override { start({}); }
    void start(ServerSettings settings) {
        settings.threads = 8;
        server_ = Server::listen(settings).value();
        thread_ = std::thread([this] { server_->run(*this); });
    }
    void TearDown() override { stop(); }
    void stop() {
        server_->stop();
        if (thread_.joinable()) thread_.join();
    }
    bool is_vital(const Request&) const override { return false; }
    Admission admit(const Request&) override {
        return Admitted{1024, [this](const Request& request, const Outlet* outlet) {
                            return neo::host::ask_plugin({&table_, &plugin_}, request, request.target, "ana", outlet);
                        }};
    }
    std::string address() const { return server_->address(); }
    static std::string request_of(const std::string& target, const char* version = "1.1") {
        return "GET " + target + " HTTP/" + version + "\r\nHost: t\r\n\r\n";
    }
    neo::test::Answer get(const std::string& target, const Headers& headers = {}) {
        return HttpClient(address()).ask("GET", target, headers);
    }

    const neo_http_1 table_{sizeof table_, "/", Plugin::handle};
    Plugin plugin_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

// A client of which only the end matters: how it came, and what came until then.
class RawClient {
public:
    RawClient(const std::string& address, const std::string& request) {
        const sockaddr_in server = loopback(std::stoi(address.substr(address.rfind(':') + 1)));
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0 ||
            ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0)
            throw std::system_error(errno, std::generic_category(), "no server");
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;

    // Once, as much as there is.
    std::string receive() {
        std::string part(piece_bytes, '\0');
        const auto read = ::recv(socket_, part.data(), part.size(), 0);
        was_reset = read < 0;
        part.resize(read > 0 ? static_cast<std::size_t>(read) : 0);
        return part;
    }
    std::string receive_all() {
        std::string all;
        for (std::string part = receive(); !part.empty(); part = receive())
            all += part;
        return all;
    }

    bool was_reset = false;

private:
    const int socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

TEST_F(Streaming, ALongAnswerArrivesWholeAndTheConnectionStays) {
    HttpClient client(address());
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.ask("GET", "/whole");
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.header("transfer-encoding"), "chunked");
        EXPECT_EQ(answer.header("content-type"), "application/octet-stream");
        EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
        EXPECT_EQ(answer.header("connection"), "");
        EXPECT_TRUE(is_whole(answer.body));
        EXPECT_EQ(plugin_.taken(), whole_pieces);
    }
    client.send(request_of("/short") + request_of("/empty") + request_of("/short"));
    EXPECT_EQ(client.receive().body, "one,two");
    EXPECT_EQ(client.receive().body, "");
    EXPECT_EQ(client.receive().body, "one,two");
}

TEST_F(Streaming, AnAnswerToABodyIsStreamedToo) {
    HttpClient client(address());
    EXPECT_EQ(client.ask("POST", "/short", {}, "a body").body, "one,two");
    EXPECT_EQ(client.ask("POST", "/short", {}, "a body").body, "one,two");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
double kibibytes_of_this_process(const std::string& what) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(what + ":")) return std::stod(line.substr(what.size() + 1));
    ADD_FAILURE() << "no " << what;
    return 0;
}

TEST_F(Streaming, ALongAnswerIsNeverHeld) {
    for (const char* coding : {"identity", "gzip", "zstd"}) {
        get("/texts", {{"Accept-Encoding", coding}});
        std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
        const double before = kibibytes_of_this_process("VmRSS");
        HttpClient client(address());
        std::size_t received = 0;
        client.send("GET /texts HTTP/1.1\r\nHost: t\r\nAccept-Encoding: " + std::string(coding) + "\r\n\r\n");
        client.receive(false, [&](std::string_view part) { received += part.size(); });
        EXPECT_EQ(plugin_.taken(), whole_pieces);
        EXPECT_GT(received, 1000U);
        EXPECT_LT(kibibytes_of_this_process("VmHWM") - before, 4 * 1024) << coding;
    }
}
#endif

TEST_F(Streaming, TextsAreCompressedForWhoTakesIt) {
    for (const char* coding : {"gzip", "zstd"}) {
        const auto answer = get("/texts", {{"Accept-Encoding", coding}});
        EXPECT_EQ(answer.header("content-encoding"), coding);
        EXPECT_EQ(answer.header("vary"), "Accept-Encoding");
        EXPECT_LT(answer.body.size(), whole_pieces * piece_bytes / 100);
        EXPECT_TRUE(is_whole(decoded(answer))) << coding;
    }
    EXPECT_TRUE(is_whole(get("/texts").body));
    EXPECT_EQ(get("/texts").header("vary"), "Accept-Encoding");
    EXPECT_EQ(get("/short", {{"Accept-Encoding", "gzip"}}).header("content-encoding"), "") << "it is no text";
    const Headers of_another_site{{"Accept-Encoding", "gzip"}, {"Sec-Fetch-Site", "cross-site"}};
    EXPECT_EQ(get("/texts", of_another_site).header("content-encoding"), "");
}

TEST_F(Streaming, HeadHasTheHeadersOnly) {
    HttpClient client(address());
    const auto head = client.ask("HEAD", "/whole");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(plugin_.taken(), 0U) << "nobody would take them";
    EXPECT_EQ(head.headers, client.ask("GET", "/whole").headers) << "the connection is still in step";
}

TEST_F(Streaming, NoContentHasNoBody) {
    HttpClient client(address());
    const auto answer = client.ask("GET", "/no-content");
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.header("transfer-encoding"), "");
    EXPECT_EQ(client.ask("GET", "/short").body, "one,two");
}

TEST_F(Streaming, ToHttp10TheBodyEndsWithTheConnection) {
    RawClient client(address(), request_of("/whole", "1.0"));
    const std::string answer = client.receive_all();
    EXPECT_FALSE(client.was_reset);
    EXPECT_TRUE(answer.starts_with("HTTP/1.0 200 "));
    const std::string head = answer.substr(0, answer.find("\r\n\r\n"));
    EXPECT_EQ(head.find("ransfer-"), std::string::npos);
    EXPECT_TRUE(is_whole(std::string_view(answer).substr(head.size() + 4)));
}

TEST_F(Streaming, WhatIsCutIsSeenToBe) {
    EXPECT_EQ(get("/cut").status, 0) << "without its last chunk it is no answer";
    for (const char* version : {"1.0", "1.1"}) {
        RawClient client(address(), request_of("/cut", version));
        client.receive_all();
        EXPECT_TRUE(client.was_reset) << "an orderly end would make it whole in HTTP/1.0";
    }
    EXPECT_EQ(get("/short").body, "one,two");
}

TEST_F(Streaming, APluginHearsThatItsClientIsGone) {
    {
        RawClient client(address(), request_of("/endless"));
        for (std::size_t received = 0; received < 2 * piece_bytes;)
            received += client.receive().size();
    }
    EXPECT_GE(plugin_.taken(), 1U) << "and then it ended";
    EXPECT_EQ(get("/short").body, "one,two");
}

TEST_F(Streaming, TheFirstAnswerCounts) {
    EXPECT_EQ(get("/twice").body, "one,two");
    const auto late = get("/late-answer");
    EXPECT_EQ(late.status, 202);
    EXPECT_EQ(late.body, "late");
    const auto defect = get("/no-status");
    EXPECT_EQ(defect.status, 500);
    EXPECT_EQ(defect.code(), "internal");
}

TEST_F(Streaming, OneInFourThreadsMayStream) {
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 2; ++i)
        slow.emplace_back(std::make_unique<RawClient>(address(), request_of("/endless")))->receive();
    HttpClient client(address());
    const auto refused = client.ask("GET", "/short");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.code(), "too_busy");
    EXPECT_NE(refused.header("retry-after"), "");
    EXPECT_EQ(client.ask("GET", "/late-answer").status, 202) << "whole answers have threads left";
    slow.clear();
    int status = 0;
    for (int tries = 0; status != 200 && tries < 500; ++tries) {
        std::this_thread::sleep_for(10ms);
        status = client.ask("GET", "/short").status;
    }
    EXPECT_EQ(status, 200) << "a place that is left is free";
}

TEST_F(Streaming, APieceThatIsLargeIsCounted) {
    stop();
    ServerSettings settings;
    settings.small_bytes = piece_bytes;
    settings.bytes_in_flight = 4 * piece_bytes - 1;
    start(settings);
    EXPECT_EQ(get("/large").status, 0) << "there is no room for it";
    EXPECT_TRUE(is_whole(get("/whole").body));
    stop();
    settings.bytes_in_flight = 4 * piece_bytes;
    start(settings);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(get("/large").body.size(), 4 * piece_bytes) << "all came back";
}

TEST_F(Streaming, AStopWaitsForAStreamButNotForEver) {
    stop();
    ServerSettings settings;
    settings.stream_grace = 1s;
    for (const bool takes_nothing : {true, false}) {
        start(settings);
        RawClient client(address(), request_of("/endless"));
        client.receive();
        const auto begin = std::chrono::steady_clock::now();
        server_->stop();
        if (!takes_nothing) client.receive_all();
        stop();
        const auto took = std::chrono::steady_clock::now() - begin;
        EXPECT_GE(took, 900ms);
        EXPECT_LT(took, 10s);
        EXPECT_TRUE(takes_nothing || client.was_reset);
    }
}

}  // namespace
