// Bodies as they arrive: what is taken, what is too large, and what is framed in a way that is refused.
#include <host-sdk/reference-host/http/body_reader.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace neo::host::http;
using Progress = BodyReader::Progress;

struct Read {
    Progress progress;
    std::string body;
    std::string rest;  // what was not taken
};

// As it arrives in pieces of this size.
Read read(const Head& head, const std::string& bytes, std::size_t piece, std::size_t limit = 100) {
    BodyReader reader(head, limit);
    std::size_t taken = 0;
    std::string waiting;
    for (std::size_t at = 0; at < bytes.size() && reader.progress() == Progress::more; at += piece) {
        waiting += bytes.substr(at, piece);
        const std::size_t now = reader.take(waiting);
        waiting.erase(0, now);
        taken += now;
    }
    return {reader.progress(), reader.body(), bytes.substr(taken)};
}

Head chunked() {
    Head head;
    head.is_chunked = true;
    return head;
}

Head of_length(std::uint64_t length) {
    Head head;
    head.content_length = length;
    return head;
}

TEST(BodyReader, TakesChunksAndReadsOverTrailers) {
    for (const std::string text : {"2\r\n{}\r\n0\r\n\r\n", "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", "0002\r\n{}\r\n000\r\n\r\n",
                                   "2;a\r\n{}\r\n0\r\n\r\n", "2;a=b;c=\"d;\\\" e\"\r\n{}\r\n0;z\r\n\r\n",
                                   "2\r\n{}\r\n0\r\nX-A: 1\r\nAuthorization:\r\n\r\n"}) {
        for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, text.size() + 4}) {
            const Read got = read(chunked(), text + "next", piece);
            EXPECT_EQ(got.progress, Progress::whole) << text << piece;
            EXPECT_EQ(got.body, "{}") << text << piece;
            EXPECT_EQ(got.rest, "next") << text << piece;
        }
    }
}

TEST(BodyReader, TakesALength) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{100}}) {
        const Read got = read(of_length(5), "12345next", piece);
        EXPECT_EQ(got.progress, Progress::whole);
        EXPECT_EQ(got.body, "12345");
        EXPECT_EQ(got.rest, "next");
    }
    EXPECT_EQ(read(of_length(5), "1234", 4).progress, Progress::more);
}

TEST(BodyReader, RefusesWhatIsFramedAnotherWay) {
    for (const std::string text : {"0x2\r\n{}",
                                   "+2\r\n{}",
                                   "-2\r\n{}",
                                   "\r\n{}",
                                   "g\r\n{}",
                                   " 2\r\n{}",
                                   "\t2\r\n{}",
                                   "2 \r\n{}",
                                   "2 x\r\n{}",
                                   "2,\r\n{}",
                                   "0_2\r\n{}",
                                   "10000000000000002\r\n",
                                   "2\n{}",
                                   "2\r\r\n{}",
                                   "2\r\n{}\n0\r\n",
                                   "2\r\n{}0\r\n\r\n",
                                   "2\r\n{}xx0\r\n",
                                   "1\r\n{}\r\n0\r\n",
                                   "2;\r\n",
                                   "2; a\r\n",
                                   "2;a =b\r\n",
                                   "2;a=\r\n",
                                   "2;a=\"b\r\n",
                                   "2;a=\"b\\\"\r\n",
                                   "2;a\rb\r\n",
                                   "2;a=\x01\r\n",
                                   "2\r\n{}\r\n0\r\nX-A\r\n",
                                   "2\r\n{}\r\n0\r\n: 1\r\n",
                                   "2\r\n{}\r\n0\r\nX-A : 1\r\n",
                                   "2\r\n{}\r\n0\r\nX-A: 1\r\n 2\r\n",
                                   "2\r\n{}\r\n0\r\nX-A: \x01\r\n",
                                   "2\r\n{}\r\n0\r\nX-A: 1\n",
                                   "2\r\n{}\r\n0\n"}) {
        EXPECT_EQ(read(chunked(), text, 1).progress, Progress::broken) << text;
        EXPECT_EQ(read(chunked(), text, text.size()).progress, Progress::broken) << text;
    }
    EXPECT_EQ(read(chunked(), std::string("2\0\r\n{}", 7), 1).progress, Progress::broken);
    EXPECT_EQ(read(chunked(), "2;" + std::string(5000, 'a'), 100).progress, Progress::broken);
    EXPECT_EQ(read(chunked(), "0\r\nX-A: " + std::string(5000, 'a'), 100).progress, Progress::broken);
    std::string many = "0\r\n";
    for (int i = 0; i < 10'000; ++i)
        many += "X: 1\r\n";
    EXPECT_EQ(read(chunked(), many, 1000).progress, Progress::broken) << "trailers have an end";
}

TEST(BodyReader, StopsWhereItBecomesTooLarge) {
    EXPECT_EQ(read(of_length(100), std::string(100, 'x'), 10).progress, Progress::whole);
    EXPECT_EQ(BodyReader(of_length(101), 100).progress(), Progress::too_large);
    EXPECT_EQ(read(chunked(), "65\r\n", 1).progress, Progress::too_large) << "before its data";
    EXPECT_EQ(read(chunked(), "64\r\n" + std::string(100, 'x') + "\r\n1\r\n", 10).progress, Progress::too_large);
    EXPECT_EQ(read(chunked(), "ffffffffffffffff\r\n", 5).progress, Progress::too_large);
    EXPECT_EQ(read(chunked(), "1\r\n", 5, 0).progress, Progress::too_large);
    EXPECT_EQ(read(chunked(), "0\r\n\r\n", 5, 0).progress, Progress::whole);
}

}  // namespace
