// Several writes at once: one transaction on every backend, one statement where the engine takes that.
#include "stores.hpp"

#include <adapters/open_database.hpp>
#include <plugin/base/kill_point.hpp>

#include <array>

namespace neo::contract {
namespace {

class Writes : public testing::TestWithParam<std::string> {
protected:
    Writes() : database_(GetParam()), pool_(sql::open_database(database_.config()).value()) {
        for (const char* table : {"notes", "tags"}) {
            const std::string sql =
                std::string("CREATE TABLE ") + table + " (id INTEGER NOT NULL PRIMARY KEY, word {{id}})";
            EXPECT_THAT(pool_->write_once("test.create",
                                          [&](sql::Connection& connection) -> result<void> {
                                              connection.execute_once(sql);
                                              return {};
                                          }),
                        Succeeds());
        }
    }

    // One row in each table.
    result<std::int64_t> write(int note, int tag, const std::string& word = "same") {
        const std::array writes{
            sql::Write{{"test.both.insert_note", "INSERT INTO notes (id, word) VALUES (:note, :word)"},
                       {{"note", note}, {"word", "same"}}},
            sql::Write{{"test.both.insert_tag", "INSERT INTO tags (id, word) VALUES (:tag, :word)"},
                       {{"tag", tag}, {"word", word}}}};
        return pool_->write_all("test.both", writes);
    }
    std::int64_t rows() {
        return pool_
            ->read([](sql::Connection& connection) {
                return *connection.first(
                    {"test.rows",
                     "SELECT (SELECT COUNT(*) FROM notes) + (SELECT COUNT(*) FROM tags) FROM (SELECT 1) o"},
                    {}, [](sql::Row& row) { return row.integer(); });
            })
            .value();
    }

    test::TestDatabase database_;
    std::unique_ptr<sql::Pool> pool_;
};
INSTANTIATE_TEST_SUITE_P(On, Writes, testing::ValuesIn(test::database_backends()),
                         [](const auto& backend) { return backend.param; });

TEST_P(Writes, AllOfThemAreThereAndTheRowsOfTheFirstAreTold) {
    EXPECT_EQ(write(1, 1).value(), 1);
    EXPECT_EQ(rows(), 2);
}

TEST_P(Writes, OneThatIsRefusedLeavesNone) {
    ASSERT_THAT(write(1, 1), Succeeds());
    EXPECT_THAT(write(2, 1), FailsWith(ErrorCode::exists));
    EXPECT_THAT(write(1, 2), FailsWith(ErrorCode::exists));
    EXPECT_EQ(rows(), 2);
}

TEST_P(Writes, AConnectionThatIsLostWithThemLeavesTheOutcomeOpen) {
    fail_point_trigger().set("sql.commit_reply");
    EXPECT_THAT(write(1, 1), FailsWith(ErrorCode::outcome_unknown));
    fail_point_trigger().set("");
    EXPECT_EQ(rows(), 2) << "they were written, and nobody was told";
}

TEST_P(Writes, ANameWithTwoValuesIsRefusedWhereTheyAreOneStatement) {
    const auto written = write(1, 1, "other");
    if (GetParam() == "postgresql") {
        EXPECT_THAT(written, FailsWith(ErrorCode::internal));
        EXPECT_EQ(rows(), 0);
    } else {
        EXPECT_THAT(written, Succeeds());
    }
}

}  // namespace
}  // namespace neo::contract
