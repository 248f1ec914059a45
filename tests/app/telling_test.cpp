// How replies reach a host: whole, in pieces to a host that takes them so, and what becomes of a problem on the way.
#include <neo/host/cpp/text.hpp>
#include <plugin/hooks/conditional.hpp>
#include <plugin/hooks/telling.hpp>

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace neo::apptest {
namespace {

using app::outcome;
using app::Problem;
using hooks::Document;
using hooks::Reply;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Lines : ports::Log {
    void write(ports::LogLevel, std::string_view component, std::string_view message) noexcept override {
        lines.push_back(std::string(component) + ": " + std::string(message));
    }
    std::vector<std::string> lines;
};

// A host that notes what it is told, and hears no piece beyond the first so many.
struct Listener {
    std::size_t patience = 100;
    std::vector<std::string> heard = {};
    std::vector<std::string> headers = {};

    void note(std::string what, const neo_http_header* given, std::size_t count) {
        heard.push_back(std::move(what));
        for (std::size_t at = 0; at < count; ++at)
            headers.push_back(std::string(sdk::view(given[at].name)) + ": " + std::string(sdk::view(given[at].value)));
    }
};

Listener& listener(void* context) noexcept {
    return *static_cast<Listener*>(context);
}

void respond(void* context, std::int32_t status, const neo_http_header* headers, std::size_t count,
             neo_text body) noexcept {
    listener(context).note(std::to_string(status) + " " + std::string(sdk::view(body)), headers, count);
}

void begin(void* context, std::int32_t status, const neo_http_header* headers, std::size_t count) noexcept {
    listener(context).note("begin " + std::to_string(status), headers, count);
}

std::int32_t write(void* context, neo_text piece) noexcept {
    Listener& to = listener(context);
    if (to.patience == 0) return 0;
    to.heard.emplace_back(sdk::view(piece));
    --to.patience;
    return 1;
}

void cut(void* context) noexcept {
    listener(context).heard.emplace_back("cut");
}

// What follows a document's text: these, then the problem if there is one.
hooks::Pieces pieces(std::vector<std::string> texts, std::string problem = {}) {
    return [texts = std::move(texts), problem = std::move(problem),
            at = std::size_t{0}]() mutable -> outcome<std::optional<std::string>> {
        if (at < texts.size()) return texts[at++];
        if (problem == "thrown") throw std::runtime_error("a defect");
        if (!problem.empty()) return Problem("store_unavailable", problem);
        return std::nullopt;
    };
}

class Telling : public ::testing::Test {
protected:
    void tell(Document document) { tell_of(hooks::reply_with(std::move(document))); }
    void tell_of(const outcome<Reply>& reply) {
        neo_http_request request{};
        request.struct_size = sizeof request;
        request.stream = &stream;
        hooks::tell(request, {&to, &respond}, "GET /export", log, [&] { return reply; });
    }
    void tell_without_a_stream(Document document) {
        for (const std::size_t size : {NEO_HTTP_REQUEST_1_0_SIZE, sizeof(neo_http_request)}) {
            neo_http_request request{};
            request.struct_size = static_cast<std::uint32_t>(size);
            request.stream = size == sizeof request ? nullptr : &stream;
            hooks::tell(request, {&to, &respond}, "GET /export", log,
                        [&]() -> outcome<Reply> { return hooks::reply_with(document); });
        }
    }

    Lines log;
    Listener to;
    neo_http_stream stream{sizeof stream, &to, &begin, &write, &cut};
};

Document csv(hooks::Pieces more, std::string text = {}) {
    return {std::move(text), hooks::Done::ok, {{"content-disposition", "attachment"}}, "text/csv", std::move(more)};
}

TEST_F(Telling, AWholeReplyIsRespondedWithWhateverTheHostTakes) {
    tell({"{}"});
    tell_without_a_stream({"{}"});
    EXPECT_THAT(to.heard, ElementsAre("200 {}", "200 {}", "200 {}"));
    EXPECT_EQ(to.headers.front(), "content-type: application/json");
}

TEST_F(Telling, PiecesFollowStatusAndHeadersOneByOne) {
    tell(csv(pieces({"a", "b", "c"})));
    EXPECT_THAT(to.heard, ElementsAre("begin 200", "a", "b", "c"));
    EXPECT_THAT(to.headers, ElementsAre("content-type: text/csv", "content-disposition: attachment"));
    to.heard.clear();
    tell(csv(pieces({"a", "b"}), "head,"));
    EXPECT_THAT(to.heard, ElementsAre("begin 200", "head,a", "b")) << "the text comes first";
    EXPECT_THAT(log.lines, IsEmpty());
}

TEST_F(Telling, NoPieceAtAllIsAWholeAnswer) {
    tell(csv(pieces({}), "head"));
    EXPECT_THAT(to.heard, ElementsAre("200 head"));
}

TEST_F(Telling, PiecesArePutTogetherForAHostThatTakesNone) {
    tell_without_a_stream(csv(pieces({"a", "b", "c"}), "head,"));
    EXPECT_THAT(to.heard, ElementsAre("200 head,abc", "200 head,abc"));
    EXPECT_THAT(to.headers, Contains("content-type: text/csv"));
    to.heard.clear();
    tell_without_a_stream(csv(pieces({"a", "b"}, "gone")));
    EXPECT_THAT(to.heard, Contains(HasSubstr("store_unavailable"))) << "nothing was said before it";
}

TEST_F(Telling, AProblemOfTheFirstPieceIsAnsweredAsAnyOther) {
    tell(csv(pieces({}, "gone"), "head,"));
    ASSERT_EQ(to.heard.size(), 1U);
    EXPECT_THAT(to.heard.front(), HasSubstr("503 "));
    EXPECT_THAT(to.headers, Contains("content-type: application/problem+json"));
    to.heard.clear();
    tell(csv(pieces({}, "thrown")));
    EXPECT_THAT(to.heard.front(), HasSubstr("500 "));
}

TEST_F(Telling, AProblemOfALaterPieceCutsTheAnswerAndIsInTheLog) {
    for (const char* problem : {"gone", "thrown"}) {
        to.heard.clear();
        tell(csv(pieces({"a", "b"}, problem)));
        EXPECT_THAT(to.heard, ElementsAre("begin 200", "a", "b", "cut"));
        EXPECT_THAT(log.lines, Contains(HasSubstr("hooks: GET /export: the answer was cut off"))) << problem;
    }
    EXPECT_THAT(log.lines, Contains(HasSubstr("a defect")));
}

TEST_F(Telling, NoPieceIsMadeForAClientThatIsGone) {
    to.patience = 1;
    int made = 0;
    tell(csv([&made]() -> outcome<std::optional<std::string>> { return std::to_string(++made); }));
    EXPECT_THAT(to.heard, ElementsAre("begin 200", "1"));
    EXPECT_EQ(made, 2);
    EXPECT_THAT(log.lines, IsEmpty());
}

TEST_F(Telling, AProblemIsAnsweredAndItsCauseLogged) {
    Problem problem("store_unavailable", "try again");
    problem.cause = "the disk is full";
    tell_of(problem);
    EXPECT_THAT(to.heard.front(), HasSubstr("503 "));
    EXPECT_THAT(log.lines, ElementsAre("hooks: GET /export: the disk is full"));
}

TEST_F(Telling, PiecesHaveNoEntityTag) {
    neo_http_request request{};
    request.struct_size = sizeof request;
    request.method = sdk::borrow("GET");
    EXPECT_THAT(hooks::conditional(hooks::reply_with(Document{"a"}), request).headers, testing::SizeIs(1));
    EXPECT_THAT(hooks::conditional(hooks::reply_with(Document{.text = "a", .more = pieces({"b"})}), request).headers,
                IsEmpty());
}

}  // namespace
}  // namespace neo::apptest
